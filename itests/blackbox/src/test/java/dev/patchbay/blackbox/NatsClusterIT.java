package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;

/** Two nodes over a NATS server that is killed and comes back. */
public class NatsClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private int port;
    private Process server;
    private NodeProcess east;
    private NodeProcess west;

    @Before
    public void startAServerAndTwoNodes() throws Exception {
        Assume.assumeTrue(
                "nats-server is on neither the PATH nor /usr/sbin; install Debian's package nats-server",
                program().isPresent());
        port = FreePorts.next();
        server = startServer();
        String section = "\"nats\": {\"servers\": [\"nats://127.0.0.1:" + port + "\"]}, ";
        List<NodeProcess> nodes = new ClusterPlan(ClusterPlan.NATS, section, "east", "west").start("east", "west");
        east = nodes.get(0);
        west = nodes.get(1);
    }

    @After
    public void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {east, west}) {
            if (each != null) {
                each.close();
            }
        }
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    /** Debian puts it where only the administrator's PATH leads. */
    private static Optional<Path> program() {
        return Programs.locate("nats-server")
                .or(() -> Optional.of(Path.of("/usr/sbin/nats-server")).filter(Files::isExecutable));
    }

    private Process startServer() throws IOException {
        Process started = new ProcessBuilder(program().orElseThrow().toString(), "-a", "127.0.0.1", "-p", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(PATIENCE).until(() -> listens(started));
        return started;
    }

    private boolean listens(Process started) {
        assertTrue("nats-server ended", started.isAlive());
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    public void nodesHearOneAnotherAndMeetAgainAfterTheServerWasKilled() throws Exception {
        try (RpcCaller ada = entered(east, "ada");
                RpcCaller onEast = new RpcCaller(east).hearing("[\"cluster.*\"]");
                RpcCaller onWest = new RpcCaller(west).hearing("[\"cluster.*\"]")) {
            assertEachHearsTheOther(onEast, onWest);
            try (RpcCaller eve = entered(west, "eve")) {
                ada.awaitPresent("hall", "ada@east", "eve@west");

                server.destroyForcibly().waitFor();
                ClusterPlan.awaitNodes(east, "east");
                ClusterPlan.awaitNodes(west, "west");
                ada.awaitPresent("hall", "ada@east");
                eve.awaitPresent("hall", "eve@west");
                assertEquals(0, east.command("status").exit());

                server = startServer();
                ClusterPlan.awaitNodes(east, "east", "west");
                ClusterPlan.awaitNodes(west, "east", "west");
                assertEachHearsTheOther(onEast, onWest);
                ada.awaitPresent("hall", "ada@east", "eve@west");
                eve.awaitPresent("hall", "ada@east", "eve@west");
            }
            ada.awaitPresent("hall", "ada@east");
            assertEquals(Set.of("east", "west"), ClusterPlan.nodesOf(onEast));
        }
    }

    private static RpcCaller entered(NodeProcess node, String name) throws Exception {
        RpcCaller caller = new RpcCaller(node).signIn("session-of-" + name);
        caller.call("room.join", "{\"room\": \"hall\"}");
        return caller;
    }

    private static void assertEachHearsTheOther(RpcCaller onEast, RpcCaller onWest) throws Exception {
        onEast.publish("cluster.there", "{\"n\": 1}");
        onWest.expectEvent("cluster.there", "{\"n\": 1, \"cluster.source\": \"east\"}");
        onWest.publish("cluster.back", "{\"n\": 2}");
        onWest.expectEvent("cluster.back", "{\"n\": 2}");
        onEast.expectEvent("cluster.there", "{\"n\": 1}");
        onEast.expectEvent("cluster.back", "{\"n\": 2, \"cluster.source\": \"west\"}");
    }
}
