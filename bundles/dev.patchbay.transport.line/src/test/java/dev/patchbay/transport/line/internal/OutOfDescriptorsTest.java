package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** A node that has no descriptors left: connections wait until it has some, without its spinning meanwhile. */
public class OutOfDescriptorsTest {

    private static final long WAIT_IN_MS = 2_000;

    /** Time of the processor that the node may use meanwhile; it tries a few times, and collects no garbage. */
    private static final long MOST_IN_MS = 100;

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    private Process node;

    @After
    public void end() {
        if (node != null) {
            node.destroyForcibly();
        }
    }

    @Test
    public void connectionsAreAcceptedWhenThereAreDescriptorsAgain() throws Exception {
        Assume.assumeTrue("only Linux has this limit in its shell", new File("/proc/self/fd").isDirectory());
        start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(told.readLine().replace("port ", ""));
            next();
            assertEquals("none", told.readLine());
            try (Peer peer = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                peer.send("hello\n");
                long before = cpuInMs();
                assertFalse("it ended", node.waitFor(WAIT_IN_MS, TimeUnit.MILLISECONDS));
                long used = cpuInMs() - before;
                assertTrue("used " + used + " ms", used < MOST_IN_MS);
                next();
                assertEquals("some", told.readLine());
                assertEquals("hello", peer.readLine());
            }
            next();
        }
        assertEquals(0, node.waitFor());
    }

    private void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        node = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 100; exec \"$@\"",
                        "sh",
                        java,
                        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScarceMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long cpuInMs() {
        return node.info().totalCpuDuration().orElseThrow().toMillis();
    }

    private void next() throws IOException {
        node.getOutputStream().write('\n');
        node.getOutputStream().flush();
    }
}
