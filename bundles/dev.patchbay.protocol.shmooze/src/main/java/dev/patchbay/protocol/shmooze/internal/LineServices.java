package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services of this node that speak lines over TCP: queue and pool. Thread-safe. */
final class LineServices implements AutoCloseable {

    private static final String SECTION = "shmooze";

    private final Commands commands;
    private final Executor workers;
    private final Map<String, LineDoor> doors;

    LineServices(LineTransport transport, Commands commands, Executor workers) {
        this.commands = commands;
        this.workers = workers;
        this.doors = Stream.of("queue", "pool")
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> transport.door(name, SECTION, connection -> accept(name, connection))));
    }

    private LineListener accept(String name, LineConnection connection) {
        connection.next();
        return new ServiceConnection(name, connection, commands, workers);
    }

    /** Those with a port listen, the others do not; what stays the same is left alone. May block on looking up the host. */
    void apply(ShmoozeSettings settings) {
        doors.forEach((name, door) -> {
            Integer port = settings.ports().ofService(name);
            if (port == null) {
                door.shut();
            } else {
                open(door, lines(settings, port), settings.isPublicAllowed());
            }
        });
    }

    private static LineSettings lines(ShmoozeSettings settings, int port) {
        return LineSettings.at(settings.host(), port)
                .withMaxConnections(settings.maxConnections())
                .withMaxLineBytes(settings.maxLineBytes());
    }

    private static void open(LineDoor door, LineSettings lines, boolean isPublicAllowed) {
        if (isPublicAllowed || lines.isLoopback()) {
            door.listen(lines);
        } else {
            door.refuse("Expected a host that is loopback, got '" + lines.host()
                    + "': everybody could use queue and pool; set 'host' of section '" + SECTION
                    + "' to 127.0.0.1, or 'allowPublicWithoutAuthentication' to true.");
        }
    }

    /** Whether clients reach this node's service of that name over TCP. */
    boolean isListening(String name) {
        LineDoor door = doors.get(name);
        return door != null && door.address() != null;
    }

    @Override
    public void close() {
        doors.values().forEach(LineDoor::close);
    }
}
