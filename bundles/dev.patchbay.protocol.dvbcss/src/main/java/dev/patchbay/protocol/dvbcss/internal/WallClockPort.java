package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the port by offering the handler, unless the host is one that must not be listened on. Thread-safe. */
final class WallClockPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WallClockPort.class);

    private final BundleContext context;
    private final UdpRequestHandler handler;

    /** Null when nothing is asked for; guarded by this, as what it was asked for with. */
    private @Nullable ServiceRegistration<UdpRequestHandler> registration;

    private @Nullable UdpSettings offered;

    WallClockPort(BundleContext context, UdpRequestHandler handler) {
        this.context = context;
        this.handler = handler;
    }

    /** From now on as the settings say; does nothing when it is so already. May block on looking up the host. */
    void apply(UdpSettings settings, boolean isPublicAllowed) {
        if (isPublicAllowed || isLoopback(settings.host())) {
            offer(settings);
            return;
        }
        LOG.error(
                "Expected a host for the wall clock that is loopback, got '{}': everybody could ask for the time. It"
                        + " does not listen; set 'host' of section 'dvbcssWallClock' to 127.0.0.1, or"
                        + " 'allowPublicWithoutAuthentication' to true",
                settings.host());
        close();
    }

    /** One that is not known is not. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            LOG.debug("Host '{}' is not known", host, e);
            return false;
        }
    }

    private synchronized void offer(UdpSettings settings) {
        if (registration == null) {
            registration = context.registerService(UdpRequestHandler.class, handler, settings.toProperties());
        } else if (!settings.equals(offered)) {
            registration.setProperties(settings.toProperties());
        }
        offered = settings;
    }

    synchronized boolean isOffered() {
        return registration != null;
    }

    /** Asks for nothing any more; may be asked again. */
    @Override
    public synchronized void close() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
