package dev.patchbay.cluster.jgroups.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** A node in a process of its own, killed while events are under way. */
public class KilledNodeTest {

    @Test
    public void aKilledNodeIsMissedSoonAndItsRestartIsLetIn() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b");
        try (TestNode a = TestNode.joined(members.get(0), members)) {
            Process other = start(members);
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> a.nodes.size() == 2);
                assertNotNull(a.next());
                a.send("to whom it may concern");
            } finally {
                other.destroyForcibly().waitFor();
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> a.nodes.size() == 1);
            a.received.clear();
            Process again = start(members);
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> a.nodes.size() == 2);
                assertEquals("0", a.next());
            } finally {
                again.destroyForcibly().waitFor();
            }
        }
    }

    /** A process that stands still neither closes its connections nor reads: the hardest kind of cut. */
    @Test
    public void aFrozenNodeIsMissedTheOthersStayTogetherAndItIsBackSoonAfterwards() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b", "c");
        List<ClusterNode> list = List.of(members.get(0), members.get(1), members.get(2));
        try (TestNode a = TestNode.joined(members.get(0), list);
                TestNode c = TestNode.joined(members.get(2), list)) {
            Process other = start(members);
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> a.nodes.size() == 3 && c.nodes.size() == 3);
                signal(other, "-STOP");
                try {
                    String large = "x".repeat(100_000);
                    Thread sender = new Thread(() -> flood(a, large)); // fills what the frozen one's connection holds
                    sender.start();
                    await().pollInterval(Duration.ofMillis(10))
                            .atMost(Duration.ofSeconds(10))
                            .until(() -> {
                                assertTrue(
                                        "c must stay, and only the frozen one go",
                                        a.names().contains("c"));
                                assertTrue(
                                        "a must stay, and only the frozen one go",
                                        c.names().contains("a"));
                                return a.names().equals("[a, c]") && c.names().equals("[a, c]");
                            });
                    sender.interrupt();
                    sender.join();
                } finally {
                    signal(other, "-CONT");
                }
                await().atMost(Duration.ofSeconds(10)).until(() -> a.nodes.size() == 3 && c.nodes.size() == 3);
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    private static void flood(TestNode node, String text) {
        try {
            for (int i = 0; i < 1_000 && !Thread.currentThread().isInterrupted(); i++) {
                node.send(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(Process process, String signal) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    private static Process start(List<ClusterNode> members) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Chatter.class.getName(),
                        members.get(0).address(),
                        members.get(1).address(),
                        members.get(members.size() - 1).address())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Joins as b and raises events until it is killed. */
    public static final class Chatter {

        private Chatter() {}

        public static void main(String[] addresses) throws Exception {
            List<ClusterNode> members = List.of(
                    new ClusterNode("a", addresses[0]),
                    new ClusterNode("b", addresses[1]),
                    new ClusterNode("c", addresses[2]));
            TestNode b = TestNode.joined(members.get(1), members);
            await().atMost(Duration.ofSeconds(20)).until(() -> b.nodes.size() >= 2);
            for (int i = 0; ; i++) {
                b.send(String.valueOf(i));
            }
        }
    }
}
