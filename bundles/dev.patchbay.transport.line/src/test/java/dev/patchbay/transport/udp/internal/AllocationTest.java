package dev.patchbay.transport.udp.internal;

import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What a request costs in memory between its arrival and its answer. */
public class AllocationTest {

    private static final int WARM = 10_000;
    private static final int MEASURED = 10_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final UdpRule rule = new UdpRule();

    private final ByteBuffer answer = ByteBuffer.allocateDirect(32);
    private final AtomicLongArray allocated = new AtomicLongArray(2);
    private int handled;

    @Test
    public void requestsOfOneClientAllocateNothing() throws Exception {
        assertNothing(allocated(UdpRule.ANY_PORT));
    }

    @Test
    public void norDoTheyAtAWildcard() throws Exception {
        assertNothing(allocated(UdpSettings.at("0.0.0.0", 0)));
    }

    /** The smallest object of each request would be 160,000 bytes; some hundred are the JVM's own, now and then. */
    private static void assertNothing(long bytes) {
        assertTrue(bytes + " bytes", bytes < MEASURED);
    }

    private long allocated(UdpSettings settings) throws IOException {
        UdpServer server = rule.start(settings.withMaxBytes(32), request -> {
            try {
                measure();
                request.answer(answer.clear());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        byte[] question = new byte[32];
        for (int i = 0; i <= WARM + MEASURED; i++) {
            rule.peer.send(new InetSocketAddress("127.0.0.1", server.address().getPort()), question);
            rule.peer.receive();
        }
        return allocated.get(1) - allocated.get(0);
    }

    /** Once before it counts, since the first time allocates itself. */
    private void measure() {
        if (handled == 0 || handled == WARM || handled == WARM + MEASURED) {
            allocated.set(handled / (WARM + MEASURED), THREADS.getCurrentThreadAllocatedBytes());
        }
        handled++;
    }
}
