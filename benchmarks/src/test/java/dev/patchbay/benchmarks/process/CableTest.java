package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.Test;

public class CableTest {

    @Test
    public void nothingGetsThroughWhileItIsCut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Cable cable = Cable.to(server.getLocalPort());
                Socket near = new Socket(InetAddress.getLoopbackAddress(), cable.port());
                Socket far = server.accept()) {
            near.getOutputStream().write(1);
            assertEquals(1, far.getInputStream().read());
            cable.cut();
            near.getOutputStream().write(2);
            far.setSoTimeout(200);
            assertThrows(
                    SocketTimeoutException.class, () -> far.getInputStream().read());
        }
    }

    @Test
    public void afterHealingOldConnectionsEndAndNewOnesWork() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Cable cable = Cable.to(server.getLocalPort());
                Socket old = new Socket(InetAddress.getLoopbackAddress(), cable.port());
                Socket oldFar = server.accept()) {
            oldFar.getOutputStream().write(9);
            assertEquals(9, old.getInputStream().read());
            cable.cut();
            cable.heal();
            assertEnds(old);
            assertWorks(server, cable);
        }
    }

    private static void assertEnds(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        assertEquals(-1, socket.getInputStream().read());
    }

    private static void assertWorks(ServerSocket server, Cable cable) throws IOException {
        try (Socket near = new Socket(InetAddress.getLoopbackAddress(), cable.port());
                Socket far = server.accept()) {
            near.getOutputStream().write(3);
            assertEquals(3, far.getInputStream().read());
        }
    }
}
