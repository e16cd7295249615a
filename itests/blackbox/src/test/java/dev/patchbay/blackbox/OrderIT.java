package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.BeforeClass;
import org.junit.Test;

/** In which order a node's parts start and stop: that of zephserver's bootstrap. */
public class OrderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SETTINGS = """
            {"LOCK_FILE": "./server.lock", "CONFIGURATION_NETWORK_INTERFACE_SERVER": "./interface.sock",
             "PORT_ZEPH": %d, "host": {"name": "nodeA"}, "http": {"port": %%d},
             "CLUSTER_SERVER_LIST": [{"hostname": "nodeA", "address": "127.0.0.1", "port": %d},
                                     {"hostname": "nodeB", "address": "127.0.0.1", "port": %d}]}
            """;

    private static NodeProcess node;
    private static String logAtTheEnd;

    /** Looks at what is left in the moment in which the lock file goes. */
    @BeforeClass
    public static void startAndStopANode() throws Exception {
        int clusterPort = FreePorts.next();
        int zephPort = FreePorts.next();
        node = NodeProcess.started(SETTINGS.formatted(zephPort, clusterPort, FreePorts.next()));
        Path lock = node.home().resolve("server.lock");
        Path control = node.home().resolve("interface.sock");
        await().atMost(PATIENCE).until(() -> node.log().contains("takes part in the cluster"));
        assertTrue(Files.exists(lock) && Files.exists(control));

        assertEquals(0, node.command("stop").exit());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> !Files.exists(lock));
        logAtTheEnd = node.log();
        assertFalse("the control socket goes before", Files.exists(control));
        for (int port : new int[] {node.port(), zephPort, clusterPort}) {
            assertClosed(port);
        }
        assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, node.process().exitValue());
    }

    @Test
    public void partsStartAndStopInTheOriginalsOrderAndTheLockFileIsTheLastToGo() throws Exception {
        assertInOrder(
                logAtTheEnd,
                "lock file \\./server\\.lock taken",
                "cluster started: over jgroups",
                "services created: [1-9]",
                "services enabled: [1-9]",
                "control socket opened: .*/interface\\.sock",
                "services disabled: [1-9][0-9]*, left behind: 0",
                "control socket closed",
                "cluster stopped");
        assertEquals("", Files.readString(node.home().resolve("data/patchbay.lock")));
    }

    @Test
    public void nobodyNeedsToActOnAnOrderlyStop() throws Exception {
        assertEquals(
                List.of(),
                node.log()
                        .lines()
                        .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                        .toList());
    }

    private static void assertClosed(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            throw new AssertionError("port " + socket.getPort() + " is open, and the lock file is gone");
        } catch (ConnectException e) {
            assertTrue(e.toString(), e.getMessage().contains("refused"));
        }
    }

    private static void assertInOrder(String log, String... patterns) {
        int from = 0;
        for (String pattern : patterns) {
            Matcher matcher = Pattern.compile(pattern).matcher(log);
            assertTrue("'" + pattern + "' is not behind character " + from + " of\n" + log, matcher.find(from));
            from = matcher.end();
        }
    }
}
