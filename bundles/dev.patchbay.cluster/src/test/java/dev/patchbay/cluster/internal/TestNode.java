package dev.patchbay.cluster.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterTransport;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A cluster component with a bus. */
final class TestNode implements AutoCloseable {

    static final String[] THREE = {"a=h:1", "b=h:2", "c=h:3"};

    final FakeBus bus = new FakeBus();
    final LinkedBlockingQueue<ClusterEvent> heard = new LinkedBlockingQueue<>();
    final ClusterComponent cluster;

    TestNode(String name, Map<String, Object> settings) {
        cluster = new ClusterComponent(new FakeNode(name), bus, config(settings));
    }

    static TestNode on(Hub hub, String name) {
        return on(hub, name, Map.of("members", THREE));
    }

    static TestNode on(Hub hub, String name, Map<String, Object> settings) {
        TestNode node = new TestNode(name, settings);
        node.comes(hub, "jgroups");
        await().until(() -> hub.joins > 0
                && node.cluster.nodes().stream().anyMatch(n -> !n.address().isEmpty()));
        return node;
    }

    static ClusterComponent.Config config(Map<String, Object> said) {
        return (ClusterComponent.Config) Proxy.newProxyInstance(
                TestNode.class.getClassLoader(),
                new Class<?>[] {ClusterComponent.Config.class},
                (proxy, method, arguments) -> said.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    void comes(Hub hub, String name) {
        cluster.addTransport(hub, Map.of(ClusterTransport.NAME, name));
    }

    void goes(Hub hub, String name) {
        cluster.removeTransport(hub, Map.of(ClusterTransport.NAME, name));
    }

    TestNode hears(String event) {
        cluster.subscribe(event, heard::add);
        return this;
    }

    ClusterEvent next() throws InterruptedException {
        return heard.poll(5, TimeUnit.SECONDS);
    }

    String names() {
        return cluster.nodes().stream().map(ClusterNode::name).collect(Collectors.joining(","));
    }

    static void meet(TestNode... nodes) {
        for (TestNode node : nodes) {
            await().until(() -> node.cluster.nodes().size() == nodes.length);
        }
    }

    static List<TestNode> together(Hub hub, String... names) {
        List<TestNode> nodes =
                java.util.Arrays.stream(names).map(name -> on(hub, name)).toList();
        meet(nodes.toArray(new TestNode[0]));
        return nodes;
    }

    @Override
    public void close() {
        cluster.deactivate();
    }
}
