package dev.patchbay.shell.internal.command;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection. */
final class FakeConnections implements Connections {

    @Override
    public List<Connection> open() {
        return List.of(new FakeConnection());
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public long closedForBeingSlow() {
        return 3;
    }

    @Override
    public List<String> listening() {
        return List.of("http://127.0.0.1:5000");
    }

    private static final class FakeConnection implements Connection {

        @Override
        public String id() {
            return "rpc-1";
        }

        @Override
        public Handshake handshake() {
            return new Handshake("/rpc", "", Map.of(), null, "127.0.0.1:5000", "10.0.0.9:4711", false);
        }

        @Override
        public Instant openedAt() {
            return Instant.now().minus(Duration.ofSeconds(125 * 60 + 30));
        }

        @Override
        public User user() {
            return new User("1", "kim", Set.of());
        }

        @Override
        public void signIn(User user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean send(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean post(Message message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(int code, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public long pendingBytes() {
            return 42;
        }
    }
}
