package dev.patchbay.cluster.jgroups.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class GuardedSocketsTest {

    private static final int IN_MS = 10_000;

    private final GuardedSockets sockets =
            new GuardedSockets(null, new Names(new Claim(new ClusterNode("a", "h:1"), 1_000)), 1_000);
    private ServerSocket server;

    @Before
    public void listen() throws IOException {
        server = sockets.createServerSocket("test");
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sockets.start();
    }

    @After
    public void close() throws IOException {
        server.close();
        sockets.close();
    }

    private Socket connected() throws IOException {
        Socket socket = sockets.unconnected();
        socket.connect(server.getLocalSocketAddress(), IN_MS);
        return socket;
    }

    @Test
    public void whoHasConnectedToNobodyGetsNoSocket() {
        assertThrows(ConnectException.class, () -> sockets.createSocket("test"));
    }

    @Test
    public void aSocketIsTakenOnceByTheThreadThatOffersIt() throws Exception {
        Socket socket = connected();
        sockets.offer(socket);

        CompletionException other = assertThrows(
                CompletionException.class,
                () -> CompletableFuture.supplyAsync(this::taken).join());

        assertEquals(ConnectException.class, other.getCause().getCause().getClass());
        assertSame(socket, sockets.createSocket("test"));
        assertThrows(ConnectException.class, () -> sockets.createSocket("test"));
        sockets.withdraw();
        assertFalse(socket.isClosed());
        socket.close();
    }

    private Socket taken() {
        try {
            return sockets.createSocket("test");
        } catch (ConnectException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void whatIsNotTakenIsClosed() throws Exception {
        Socket socket = connected();
        sockets.offer(socket);

        sockets.withdraw();

        assertTrue(socket.isClosed());
        assertThrows(ConnectException.class, () -> sockets.createSocket("test"));
    }

    @Test
    public void aConnectedSocketIsNotConnectedAgain() throws Exception {
        try (Socket socket = connected();
                SilentPort silent = SilentPort.thatStandsStill()) {
            HostPort other = HostPort.of(new ClusterNode("silent", silent.address()));

            socket.connect(new InetSocketAddress(other.address(), other.port()), IN_MS);

            assertEquals(server.getLocalSocketAddress(), socket.getRemoteSocketAddress());
        }
    }

    @Test
    public void whoConnectsForNothingOrSaysNothingIsNotHandedOut() throws Exception {
        connected().close();
        try (Socket mute = connected();
                Socket speaking = connected()) {
            speaking.getOutputStream().write('x');

            Socket peer = server.accept();

            assertEquals(speaking.getLocalSocketAddress(), peer.getRemoteSocketAddress());
            assertEquals('x', peer.getInputStream().read());
            assertFalse(mute.isClosed());
        }
    }

    /** The other end never reads; its system takes what fits. */
    @Test(timeout = IN_MS)
    public void aPeerThatTakesNothingIsCutOffAndOneThatIsSentNothingIsNot() throws Exception {
        try (Socket stalled = connected();
                Socket quiet = connected()) {
            OutputStream output = stalled.getOutputStream();
            byte[] much = new byte[1_000_000];

            assertThrows(IOException.class, () -> {
                while (true) {
                    output.write(much);
                }
            });

            assertTrue(stalled.isClosed());
            assertFalse(quiet.isClosed());
        }
    }
}
