package dev.patchbay.cluster.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.Cluster.Registration;
import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;

public class ClusterComponentTest {

    private final Hub hub = new Hub();
    private final List<TestNode> nodes = new ArrayList<>();

    @After
    public void stop() {
        hub.pass(1_000_000);
        nodes.forEach(TestNode::close);
    }

    private TestNode node(String name, Map<String, Object> settings) {
        TestNode node = new TestNode(name, settings);
        nodes.add(node);
        return node;
    }

    private TestNode joined(String name) {
        TestNode node = TestNode.on(hub, name);
        nodes.add(node);
        return node;
    }

    @Test
    public void withoutMembersEveryCallSucceedsAndNoTransportIsAsked() {
        for (String[] members : new String[][] {{}, {"a=h:1"}}) {
            TestNode alone = node("a", Map.of("members", members));
            alone.comes(hub, "jgroups");

            assertTrue(alone.cluster.send("e", Map.of()));
            assertTrue(alone.cluster.say("e", 1));
            alone.cluster.subscribe("e", event -> {}).close();
            assertEquals("a", alone.names());
        }
        assertEquals(0, hub.joins);
    }

    @Test
    public void nothingIsSentForNull() {
        TestNode a = joined("a");

        assertFalse(a.cluster.send(null, 1));
        assertFalse(a.cluster.send("e", null));
        assertTrue(hub.calls.isEmpty());
    }

    @Test
    public void anEventIsHeardByTheOthersAndNotBySender() throws Exception {
        TestNode a = joined("a").hears("e");
        TestNode b = joined("b").hears("e");
        TestNode.meet(a, b);

        assertTrue(a.cluster.send("e", Map.of("x", 1)));
        assertTrue(a.cluster.send("other", 1));
        assertTrue(b.cluster.send("e", "answer"));

        assertEquals(new ClusterEvent("e", "a", Map.of("x", 1L)), b.next());
        assertEquals(new ClusterEvent("e", "b", "answer"), a.next());
        assertTrue(b.heard.isEmpty());
    }

    @Test
    public void aFailingListenerKeepsNobodyElseFromHearing() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b");
        TestNode.meet(a, b);
        b.cluster.subscribe("e", event -> {
            throw new IllegalStateException("as this test wants");
        });
        b.hears("e").hears("e");

        a.cluster.send("e", 1);
        a.cluster.send("e", 2);

        assertEquals(1L, b.next().data());
        assertEquals(1L, b.next().data());
        assertEquals(2L, b.next().data());
    }

    @Test
    public void aClosedSubscriptionHearsNothingAndItsTwinStillDoes() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b").hears("e");
        TestNode.meet(a, b);
        Registration twin = b.cluster.subscribe("e", b.heard::add);
        twin.close();
        twin.close();

        a.cluster.send("e", 1);
        a.cluster.send("e", 2);

        assertEquals(1L, b.next().data());
        assertEquals(2L, b.next().data());
    }

    @Test
    public void aFullQueueHoldsTheSenderForItsTimeOnlyAndIsOverWhenThereIsPlace() throws Exception {
        TestNode a =
                TestNode.on(hub, "a", Map.of("members", TestNode.THREE, "sendQueueEvents", 2, "sendTimeoutInMs", 50L));
        TestNode b = joined("b").hears("e");
        nodes.add(a);
        TestNode.meet(a, b);
        hub.hold();
        Thread idle = new Thread(() -> a.cluster.send("e", 0));
        idle.start();
        await().until(() -> hub.calls.size() == 1);

        assertTrue(a.cluster.send("e", 1));
        assertTrue(a.cluster.send("e", 2));
        assertFalse(a.cluster.send("e", 3));
        hub.pass(10);
        idle.join();

        for (long i = 0; i < 3; i++) {
            assertEquals(i, b.next().data());
        }
        assertTrue(a.cluster.send("e", 4));
        assertEquals(4L, b.next().data());
    }

    @Test
    public void whatGathersWhileTheLinkIsBusyGoesInOneCall() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b").hears("e");
        TestNode.meet(a, b);
        hub.hold();
        Thread first = new Thread(() -> a.cluster.send("e", 0));
        first.start();
        await().until(() -> hub.calls.size() == 1);
        for (int i = 1; i < 100; i++) {
            assertTrue(a.cluster.send("e", i));
        }
        hub.pass(10);
        first.join();

        for (long i = 0; i < 100; i++) {
            assertEquals(i, b.next().data());
        }
        assertEquals(1, hub.calls.take().size());
        assertEquals(99, hub.calls.take().size());
        assertTrue(hub.calls.isEmpty());
    }

    @Test
    public void manySendersKeepTheirOrderEach() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b").hears("e");
        TestNode.meet(a, b);
        List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            int sender = s;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    a.cluster.send("e", List.of(sender, i));
                }
            });
            thread.start();
            senders.add(thread);
        }

        long[] expected = new long[8];
        for (int i = 0; i < 8 * 500; i++) {
            List<?> data = (List<?>) b.next().data();
            int sender = ((Long) data.get(0)).intValue();
            assertEquals(expected[sender]++, data.get(1));
        }
        for (Thread sender : senders) {
            sender.join();
        }
    }

    @Test
    public void aSlowListenerHoldsTheTransportAndLosesNothing() throws Exception {
        TestNode b = TestNode.on(hub, "b", Map.of("members", TestNode.THREE, "receiveQueueEvents", 5));
        nodes.add(b);
        CountDownLatch go = new CountDownLatch(1);
        b.cluster.subscribe("e", event -> {
            go.await();
            b.heard.add(event);
        });
        AtomicBoolean delivered = new AtomicBoolean();
        Thread transport = new Thread(() -> {
            for (int i = 0; i < 50; i++) {
                hub.deliver("b", Envelope.of("e", "a", i).envelope());
            }
            delivered.set(true);
        });
        transport.start();
        await().until(() -> transport.getState() == Thread.State.WAITING);
        assertFalse(delivered.get());
        go.countDown();

        for (long i = 0; i < 50; i++) {
            assertEquals(i, b.next().data());
        }
        transport.join();
    }

    @Test
    public void anEventLargerThanTheQueuesPassesWhenNothingElseWaits() throws Exception {
        TestNode a = TestNode.on(hub, "a", Map.of("members", TestNode.THREE, "queueMillionChars", 1));
        TestNode b = TestNode.on(hub, "b", Map.of("members", TestNode.THREE, "queueMillionChars", 1))
                .hears("e");
        nodes.addAll(List.of(a, b));
        TestNode.meet(a, b);
        String large = "x".repeat(3_000_000);

        assertTrue(a.cluster.send("e", large));
        assertTrue(a.cluster.send("e", large));

        assertEquals(large, b.next().data());
        assertEquals(large, b.next().data());
    }

    @Test
    public void membershipIsToldAsEventsOfThisNode() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b");
        TestNode.meet(a, b);
        assertEquals(
                Map.of("node", "b", "address", "h:2"), a.bus.next("node.joined").properties());
        assertEquals(List.of(new ClusterNode("a", "h:1"), new ClusterNode("b", "h:2")), a.cluster.nodes());

        hub.cut("b");
        assertEquals(
                Map.of("node", "b", "address", "h:2"), a.bus.next("node.left").properties());
        assertEquals("a", a.names());
        assertTrue(a.bus.published.isEmpty());
        hub.heal("b");
        assertEquals("b", a.bus.next("node.joined").properties().get("node"));
    }

    @Test
    public void aTransportThatLeavesIsLeftAndOneThatComesIsJoined() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b").hears("e");
        TestNode.meet(a, b);

        b.goes(hub, "jgroups");
        assertEquals("b", b.names());
        assertEquals("a", b.bus.next("node.left").properties().get("node"));
        assertTrue(b.cluster.send("e", 1));
        Hub successor = new Hub();
        b.comes(successor, "jgroups");
        await().until(() -> successor.joins == 1);
        b.comes(hub, "jgroups");
        b.goes(successor, "jgroups");
        TestNode.meet(a, b);
        await().until(() -> a.cluster.send("e", "again") && b.heard.poll() != null);
    }

    @Test
    public void anotherTransportThanTheChosenIsNotJoined() {
        TestNode a = node("a", Map.of("members", TestNode.THREE, "transport", "zephserver"));
        a.comes(hub, "jgroups");
        Hub chosen = new Hub();
        a.comes(chosen, "zephserver");

        await().until(() -> chosen.joins == 1);
        assertEquals(0, hub.joins);
    }

    @Test
    public void natsNeedsNoMembers() {
        TestNode a = node("a", Map.of("transport", "nats"));
        a.comes(hub, "nats");

        await().until(() -> hub.joins == 1);
    }

    @Test
    public void aNodeThatIsNotInTheListOrWhoseListIsWrongStaysAlone() {
        node("stranger", Map.of("members", TestNode.THREE)).comes(hub, "jgroups");
        node("a", Map.of("members", new String[] {"a=h:1", "b=h:2", "c"})).comes(hub, "jgroups");

        assertEquals(0, hub.joins);
        nodes.forEach(alone -> assertTrue(alone.cluster.send("e", 1)));
    }

    @Test
    public void aTransportThatRefusesIsNotAskedAgainAtOnceAndTheNodeStaysAlone() {
        hub.refusal = "Another node is named a too";
        TestNode a = node("a", Map.of("members", TestNode.THREE));
        a.comes(hub, "jgroups");
        Hub other = new Hub();
        a.comes(other, "jgroups");

        await().during(Duration.ofMillis(200)).until(() -> hub.joins == 1 && other.joins == 0);
        assertTrue(a.cluster.send("e", 1));
        assertEquals("a", a.names());
    }

    @Test
    public void aTransportThatFailsIsToldToTheSenderAndForgottenWhenItWorksAgain() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b").hears("e");
        TestNode.meet(a, b);
        hub.failure = "no network";
        assertFalse(a.cluster.send("e", 1));
        hub.failure = null;
        assertTrue(a.cluster.send("e", 2));
        assertEquals(2L, b.next().data());
    }

    @Test
    public void junkIsDroppedAndWhatFollowsIsHeard() throws Exception {
        TestNode a = joined("a").hears("e");
        hub.deliver(
                "x", "dummy\n\n{\"event\":\"e\"}\n" + Envelope.of("e", "x", 1).envelope());

        assertEquals(new ClusterEvent("e", "x", 1L), a.next());
    }

    @Test
    public void whatCannotBeEncodedIsRefusedWithTheReason() {
        TestNode a = joined("a");

        assertThrows(IllegalArgumentException.class, () -> a.cluster.send("e", Double.POSITIVE_INFINITY));
    }

    @Test
    public void stoppingEndsEveryThread() throws Exception {
        TestNode a = TestNode.on(hub, "a");
        a.close();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("patchbay-cluster")));
        assertFalse(a.names().contains("b"));
    }

    @Test
    public void theControlWordNamesTheNodes() throws Exception {
        TestNode a = joined("a");
        TestNode.meet(a, joined("b"));
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        new ClusterCommand(a.cluster).run(List.of(), new ByteArrayInputStream(new byte[0]), output);

        assertEquals("a h:1 (this node)\nb h:2\n", output.toString(StandardCharsets.UTF_8));
    }

    @Test
    public void busEventsCrossOnceAndCarryTheirSource() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b");
        TestNode c = joined("c");
        TestNode.meet(a, b, c);

        a.bus.publish("cluster.news", Map.of("x", 1, "event.topics", "patchbay/cluster/news"));
        a.bus.publish("sensor.read", Map.of("value", 7, "cluster.scope", "all"));
        a.bus.publish("sensor.local", Map.of("value", 8));
        a.bus.publish("sensor.blank", Map.of("cluster.scope", " "));
        a.bus.publish("cluster.patchbay.presence", Map.of("x", 1));
        a.bus.publish("cluster.say_socket_send", Map.of("x", 1));
        a.bus.publish("cluster.", Map.of());
        a.bus.publish("clusters.no", Map.of());
        a.bus.publish("cluster.end", Map.of());

        for (TestNode other : List.of(b, c)) {
            assertEquals(
                    Map.of("x", 1L, "cluster.source", "a"),
                    other.bus.next("cluster.news").properties());
            Event read = other.bus.published.poll();
            assertEquals("sensor.read", (read == null ? other.bus.next("sensor.read") : read).name());
            Event end = other.bus.published.take();
            assertEquals("cluster.end", end.name());
        }
        a.bus.next("cluster.end");
        await().during(Duration.ofMillis(200)).until(() -> a.bus.published.isEmpty());
    }

    @Test
    public void clusterEventsBecomeBusEventsExceptTheReserved() throws Exception {
        TestNode a = joined("a");
        TestNode b = joined("b").hears("patchbay.presence");
        TestNode.meet(a, b);

        a.cluster.send("patchbay.presence", Map.of());
        a.cluster.send("say_socket_send", Map.of());
        a.cluster.send("patchbay.event", "junk");
        a.cluster.send("number", 5);

        assertEquals(
                Map.of("data", 5L, "cluster.source", "a"),
                b.bus.next("cluster.number").properties());
        assertEquals("patchbay.presence", b.next().event());
        assertNull(b.bus.published.poll());
    }
}
