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
import java.util.Map;
import org.junit.Test;

/** A node in a process of its own, killed while events are under way. */
public class KilledNodeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    public void aKilledNodeIsMissedSoonAndItsRestartIsLetIn() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b");
        try (TestNode a = TestNode.joined(members.get(0), members)) {
            Process other = start(members);
            try {
                await().atMost(SOON).until(() -> a.nodes.size() == 2);
                assertNotNull(a.next());
                a.send("to whom it may concern");
            } finally {
                other.destroyForcibly().waitFor();
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> a.nodes.size() == 1);
            a.received.clear();
            Process again = start(members);
            try {
                await().atMost(SOON).until(() -> a.nodes.size() == 2);
                assertEquals("0", a.next());
            } finally {
                again.destroyForcibly().waitFor();
            }
        }
    }

    /**
     * A process that stands still neither closes its connections nor reads: the hardest kind of cut. With the times
     * that are shipped, so that a busy machine is not taken for another node that stands still.
     */
    @Test
    public void aFrozenNodeIsMissedTheOthersStayTogetherAndItIsBackSoonAfterwards() throws Exception {
        List<ClusterNode> members = TestNode.members("a", "b", "c");
        Map<String, Object> shipped = TestNode.with(Settings.SHIPPED, true);
        try (TestNode a = TestNode.joined(members.get(0), members, shipped);
                TestNode c = TestNode.joined(members.get(2), members, shipped)) {
            Process other = start(members);
            try {
                awaitNames("[a, b, c]", a, c);
                a.views.clear();
                c.views.clear();
                signal(other, "-STOP");
                try {
                    Thread sender = new Thread(() -> flood(a, "x".repeat(100_000)));
                    sender.start();
                    awaitNames("[a, c]", a, c);
                    sender.interrupt();
                    sender.join();
                } finally {
                    signal(other, "-CONT");
                }
                awaitNames("[a, b, c]", a, c);
            } finally {
                other.destroyForcibly().waitFor();
            }
            assertStayedTogether(a);
            assertStayedTogether(c);
        }
    }

    private static void awaitNames(String names, TestNode... nodes) {
        for (TestNode node : nodes) {
            await().atMost(SOON).until(node::names, names::equals);
        }
    }

    private static void assertStayedTogether(TestNode node) {
        for (String view : node.views) {
            assertTrue(view, view.contains("a") && view.contains("c"));
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
            TestNode b = TestNode.joined(members.get(1), members, TestNode.with(Settings.SHIPPED, true));
            await().atMost(SOON).until(() -> b.nodes.size() >= 2);
            for (int i = 0; ; i++) {
                b.send(String.valueOf(i));
            }
        }
    }
}
