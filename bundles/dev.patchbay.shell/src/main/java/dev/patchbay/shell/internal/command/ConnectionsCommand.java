package dev.patchbay.shell.internal.command;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import java.time.Duration;
import java.time.Instant;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the open connections. */
@Descriptor("""
        connections
        List the open WebSocket connections, oldest first, and where the node listens.
        PENDING are the bytes a client has not read yet.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "connections")
@Component(service = ShellCommand.class)
public final class ConnectionsCommand extends ShellCommand {

    private final Connections connections;

    @Activate
    public ConnectionsCommand(@Reference Connections connections) {
        this.connections = connections;
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        words.end();
        Instant now = Instant.now();
        Table table = new Table("CONNECTION", "USER", "FROM", "PATH", "OPEN FOR", "PENDING");
        connections.open().forEach(connection -> add(connection, now, table));
        screen.table(table);
        screen.line(connections.count() + " open, " + connections.closedForBeingSlow()
                + " closed for being slow, listening on " + listening());
    }

    private static void add(Connection connection, Instant now, Table table) {
        table.row(
                connection.id(),
                connection.user().username(),
                connection.handshake().remoteAddress(),
                connection.handshake().path(),
                Age.of(Duration.between(connection.openedAt(), now)),
                Long.toString(connection.pendingBytes()));
    }

    private String listening() {
        return connections.listening().isEmpty() ? "nothing" : String.join(", ", connections.listening());
    }
}
