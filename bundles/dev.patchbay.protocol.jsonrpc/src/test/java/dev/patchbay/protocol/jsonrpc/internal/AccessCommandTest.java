package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.session.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class AccessCommandTest {

    private final FakeFramework framework = new FakeFramework();
    private final FakeSessions sessions = new FakeSessions();

    private record Listening(List<String> listening) implements Connections {

        @Override
        public List<Connection> open() {
            return List.of();
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public long closedForBeingSlow() {
            return 0;
        }
    }

    private static final class SomeEndpoint implements Endpoint {

        @Override
        public RpcConnection open(Connection connection) {
            throw new UnsupportedOperationException();
        }
    }

    private void answerAt(String path) {
        framework
                .context()
                .registerService(
                        Endpoint.class,
                        new SomeEndpoint(),
                        EndpointSettings.at(path).toProperties());
    }

    private String run(String... listening) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new AccessCommand(framework.context(), new Listening(List.of(listening)), sessions)
                .run(List.of(), InputStream.nullInputStream(), output);
        return output.toString(StandardCharsets.UTF_8);
    }

    private Map<?, ?> access(String... listening) throws IOException {
        return (Map<?, ?>) Peer.plain(run(listening));
    }

    @Test
    public void itSaysWhereAndGivesATokenOfAnAdministrator() throws Exception {
        answerAt("/rpc");
        Map<?, ?> access = access("http://127.0.0.1:5000", "http://[::1]:5000");

        assertEquals("ws://127.0.0.1:5000/rpc", access.get("url"));
        User user = sessions.userOf((String) access.get("token")).orElseThrow();
        assertTrue(user.hasRole(User.ADMIN));
    }

    @Test
    public void tlsAndAnotherPathAreFollowed() throws Exception {
        answerAt("/api");

        assertEquals(
                "wss://127.0.0.1:5443/api", access("https://127.0.0.1:5443").get("url"));
    }

    @Test
    public void itIsOneLine() throws Exception {
        answerAt("/rpc");

        assertEquals(1, run("http://127.0.0.1:5000").lines().count());
    }

    @Test
    public void aNodeThatDoesNotListenSaysSo() throws Exception {
        assertEquals("error: the node does not listen (yet); see its log\n", run());
    }
}
