package dev.patchbay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class RawServerTest {

    @Rule
    public final Timeout limit = Timeout.seconds(20);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private WebSocket connect(RawServer server) {
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.add(text.toString());
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
                heard.add("pong " + UTF_8.decode(payload));
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                heard.add("close " + code + " " + reason);
                return null;
            }
        };
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(server.url("/path"), listener)
                .join();
    }

    @Test
    public void textsOfAnyLengthGoBothWays() throws Exception {
        try (RawServer server = RawServer.passive()) {
            WebSocket client = connect(server);
            RawPeer peer = server.peers().take();
            assertEquals("/path", peer.path());
            assertTrue(peer.request(), peer.request().contains(":" + server.port() + "\r\n"));
            for (int length : new int[] {0, 125, 126, 10_000}) {
                String text = "x".repeat(length);
                client.sendText(text, true).join();
                assertEquals(text, peer.received().take());
            }
            for (int length : new int[] {125, 126, 10_000}) {
                peer.text("y".repeat(length));
                assertEquals("y".repeat(length), heard.take());
            }
        }
    }

    @Test
    public void aPingIsAnsweredUntilThePeerIsDeaf() throws Exception {
        try (RawServer server = RawServer.passive()) {
            WebSocket client = connect(server);
            RawPeer peer = server.peers().take();
            client.sendPing(UTF_8.encode("one")).join();
            assertEquals("pong one", heard.take());
            peer.deafen();
            client.sendPing(UTF_8.encode("two")).join();
            client.sendText("after", true).join();
            assertEquals("after", peer.received().take());
            assertEquals("[one, two]", peer.pings().toString());
            peer.text("nothing before this");
            assertEquals("nothing before this", heard.take());
        }
    }

    @Test
    public void whoClosesIsAnsweredAndThenItIsTheEnd() throws Exception {
        try (RawServer server = RawServer.passive()) {
            WebSocket client = connect(server);
            RawPeer peer = server.peers().take();
            client.sendClose(1001, "bye").join();
            assertEquals("close 1001", peer.received().take());
            assertEquals("end", peer.received().take());
            assertEquals("close 1001 bye", heard.take());

            connect(server);
            RawPeer other = server.peers().take();
            other.close(3000, "go");
            assertEquals("close 3000 go", heard.take());
            assertEquals("close 3000", other.received().take());
        }
    }

    @Test
    public void aScriptReadsAndWhatItReadIsAmongWhatWasReceived() throws Exception {
        try (RawServer server = new RawServer(0, peer -> {
            peer.upgradeWith(RawPeer.textFrame("together"));
            peer.text("echo " + peer.read());
        })) {
            WebSocket client = connect(server);
            assertEquals("together", heard.take());
            client.sendText("first", true).join();
            assertEquals("echo first", heard.take());
            client.sendText("second", true).join();
            RawPeer peer = server.peers().take();
            assertEquals("first", peer.received().take());
            assertEquals("second", peer.received().take());
            client.abort();
            assertEquals("end", peer.received().take());
        }
    }

    @Test
    public void aRefusalHasItsStatusAndAClosedServerNobody() throws Exception {
        int port = FreePorts.next(); // others may be given one that was the system's as soon as it is free
        try (RawServer server = new RawServer(port, peer -> peer.refuse(503))) {
            CompletionException refused = assertThrows(CompletionException.class, () -> connect(server));
            WebSocketHandshakeException cause = (WebSocketHandshakeException) refused.getCause();
            assertEquals(503, cause.getResponse().statusCode());
        }
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        try (RawServer again = new RawServer(port, RawPeer::upgrade)) {
            assertEquals(port, again.port());
        }
    }
}
