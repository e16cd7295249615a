package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LinePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What connections cost that were used and are silent now. */
public class IdleMemoryTest {

    private static final Logger LOG = LoggerFactory.getLogger(IdleMemoryTest.class);
    private static final int COUNT = 200;

    /** In bytes of heap; both sides of the connection are in this JVM, so a connection of a node takes less. */
    private static final long MOST = 5_000;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private final List<Socket> sockets = new ArrayList<>();

    @After
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long[] least = {Long.MAX_VALUE};
        // The least of several, as the tests' own threads make garbage meanwhile.
        for (int i = 0; i < 5; i++) {
            System.gc();
            least[0] = Math.min(least[0], runtime.totalMemory() - runtime.freeMemory());
        }
        return least[0];
    }

    @Test
    public void idleConnectionsHoldLittleMemory() throws IOException {
        LinePort port = rule.listen(Echo::new);
        use(port, 20);
        long before = usedHeap();
        use(port, COUNT);
        long each = (usedHeap() - before) / COUNT;
        LOG.info("{} bytes of heap for each idle connection, both sides", each);
        assertEquals(20 + COUNT, port.connections());
        assertTrue("bytes each " + each, each < MOST);
        assertTrue("bytes each " + each, each > 0);
    }

    /** Opens connections and sends some lines over each, of which one is long. */
    private void use(LinePort port, int count) throws IOException {
        byte[] lines = ("a\n" + "x".repeat(100_000) + "\nb\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            Socket socket =
                    new Socket(port.address().getAddress(), port.address().getPort());
            sockets.add(socket);
            socket.getOutputStream().write(lines);
            assertArrayEquals(lines, socket.getInputStream().readNBytes(lines.length));
        }
    }
}
