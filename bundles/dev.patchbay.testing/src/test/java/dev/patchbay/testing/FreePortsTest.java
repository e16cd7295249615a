package dev.patchbay.testing;

import static org.junit.Assert.assertTrue;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class FreePortsTest {

    @Test
    public void aPortIsFreeAndNotOneThatTheSystemChooses() throws Exception {
        for (int i = 0; i < 100; i++) {
            int port = FreePorts.next();
            assertTrue(String.valueOf(port), port >= 20_000 && port < 32_000);
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    public void aPortIsGivenOnce() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            assertTrue(ports.add(FreePorts.next()));
        }
    }

    @Test
    public void aPortThatIsTakenIsNotGiven() throws Exception {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int port = 20_000; port < 21_000; port++) {
                ServerSocket socket = new ServerSocket();
                taken.add(socket);
                try {
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                } catch (BindException alreadyTaken) {
                    continue;
                }
            }
            for (int i = 0; i < 500; i++) {
                assertTrue(FreePorts.next() >= 21_000);
            }
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }
}
