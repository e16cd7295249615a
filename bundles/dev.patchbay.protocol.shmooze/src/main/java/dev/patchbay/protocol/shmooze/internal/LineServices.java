package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of this node that speak lines over TCP: queue and pool. Thread-safe. */
final class LineServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LineServices.class);

    private final Map<String, LineService> byName;

    LineServices(LineTransport transport, ScheduledExecutorService timer, Commands commands, Executor workers) {
        BiFunction<String, LineConnection, LineListener> acceptor = (name, connection) -> {
            connection.next();
            return new ServiceConnection(name, connection, commands, workers);
        };
        this.byName = Stream.of("queue", "pool")
                .collect(Collectors.toUnmodifiableMap(
                        name -> name,
                        name -> new LineService(
                                name, transport, timer, connection -> acceptor.apply(name, connection))));
    }

    /** Those with a port listen, the others do not; what stays the same is left alone. May block on looking up the host. */
    void apply(ShmoozeSettings settings) {
        boolean isAllowed = settings.isPublicAllowed() || isLoopback(settings.host());
        if (!isAllowed) {
            LOG.error(
                    "Expected a host for queue and pool that is loopback, got '{}': everybody could use them. They do"
                            + " not listen; set 'host' of section 'shmooze' to 127.0.0.1, or"
                            + " 'allowPublicWithoutAuthentication' to true",
                    settings.host());
        }
        byName.forEach((name, service) -> {
            Integer port = settings.ports().ofService(name);
            if (port == null || !isAllowed) {
                service.close();
            } else {
                service.listen(LineSettings.at(settings.host(), port)
                        .withMaxConnections(settings.maxConnections())
                        .withMaxLineBytes(settings.maxLineBytes()));
            }
        });
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

    /** Whether clients reach this node's service of that name over TCP. */
    boolean isListening(String name) {
        LineService service = byName.get(name);
        return service != null && service.port() != null;
    }

    @Override
    public void close() {
        byName.values().forEach(LineService::close);
    }
}
