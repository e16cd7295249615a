package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.UdpTransport;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The UDP servers of one bundle; they go when it goes. */
@Component(service = UdpTransport.class, scope = ServiceScope.BUNDLE)
public final class UdpTransportComponent implements UdpTransport {

    private final UdpServers all;
    private final Set<RequestServer> own = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    @Activate
    public UdpTransportComponent(@Reference UdpServers all) {
        this.all = all;
    }

    /** Closes everything; waits until no handler is called any more, since their classes go now. */
    @Deactivate
    void deactivate() {
        isClosed = true;
        UdpServers.closeAll(List.copyOf(own));
    }

    @Override
    public UdpServer server(UdpSettings settings, UdpRequestHandler handler) {
        requireOpen();
        RequestServer server = all.make(settings, handler, own::remove);
        own.add(server);
        if (isClosed) {
            server.close();
            requireOpen();
        }
        return server;
    }

    @Override
    public List<UdpServer> servers() {
        requireOpen();
        return all.servers();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The UDP transport was closed: it or the bundle that used it has stopped");
        }
    }
}
