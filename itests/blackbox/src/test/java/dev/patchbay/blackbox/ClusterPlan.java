package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonElement;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Nodes that list one another, each at a free port of loopback, and the settings they need for these tests. */
final class ClusterPlan {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String COMMON = """
            "http": {"port": %d}, "SAME_DOMAIN": false,
            "TASKS_PATH": {"TaskEcho": "shop.tasks/TaskEcho", "TaskSay": "shop.tasks/TaskSay"},
            "session": {"sessions": {
              "session-of-ada": {"id": 1, "username": "ada"}, "session-of-eve": {"id": 2, "username": "eve"},
              "session-of-leo": {"id": 3, "username": "leo"}}}""";

    /** How a list of members is written: ours. */
    static final Function<Map<String, String>, String> MEMBERS = members -> "\"cluster\": {\"members\": "
            + members.entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "=" + member.getValue() + "\"")
                    .collect(Collectors.joining(", ", "[", "]"))
            + "}";

    /** zephserver's way, for zephserver's wire. */
    static final Function<Map<String, String>, String> SERVER_LIST = members -> members.entrySet().stream()
            .map(member -> "{\"hostname\": \"%s\", \"address\": \"%s\", \"port\": %s}"
                    .formatted(
                            member.getKey(),
                            member.getValue().split(":")[0],
                            member.getValue().split(":")[1]))
            .collect(Collectors.joining(
                    ", ", "\"cluster\": {\"transport\": \"zephserver\"}, \"CLUSTER_SERVER_LIST\": [", "]"));

    /** None, since nodes over NATS find one another. */
    static final Function<Map<String, String>, String> NATS = members -> "\"cluster\": {\"transport\": \"nats\"}";

    /** Compiled once for all; null before. */
    private static Path shop;

    private static Path noise;

    private final Function<Map<String, String>, String> form;
    private final Map<String, String> members = new LinkedHashMap<>();
    private final Map<String, Integer> zephPorts = new LinkedHashMap<>();
    private final String moreSettings;

    /** @param moreSettings of every node: sections, each with a comma behind it */
    ClusterPlan(Function<Map<String, String>, String> form, String moreSettings, String... names) throws IOException {
        this.form = form;
        this.moreSettings = moreSettings;
        for (String name : names) {
            with(name, "127.0.0.1:" + FreePorts.next());
        }
    }

    /** Another cluster that differs in the address of that member. */
    ClusterPlan but(String member, String address) throws IOException {
        ClusterPlan copy = but(moreSettings);
        copy.with(member, address);
        return copy;
    }

    /** The same with these members listed before its own. */
    ClusterPlan behind(Map<String, String> others) throws IOException {
        ClusterPlan copy = new ClusterPlan(form, moreSettings);
        for (Map.Entry<String, String> other : others.entrySet()) {
            copy.with(other.getKey(), other.getValue());
        }
        copy.members.putAll(members);
        copy.zephPorts.putAll(zephPorts);
        return copy;
    }

    /** The same members with other sections. */
    ClusterPlan but(String otherSettings) throws IOException {
        ClusterPlan copy = new ClusterPlan(form, otherSettings);
        copy.members.putAll(members);
        copy.zephPorts.putAll(zephPorts);
        return copy;
    }

    private void with(String member, String address) throws IOException {
        members.put(member, address);
        zephPorts.put(member, FreePorts.next());
    }

    /** Where a member's pages connect. */
    int zephPortOf(String member) {
        return zephPorts.get(member);
    }

    /** Where a member meets the others. */
    int portOf(String member) {
        String address = members.get(member);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    String settings(String name) {
        return "{\"host\": {\"name\": \"" + name + "\"}, " + form.apply(members) + ", \"PORT_ZEPH\": "
                + zephPortOf(name) + ", " + moreSettings + COMMON + "}";
    }

    NodeProcess launch(String name) throws IOException {
        return launch(NodeProcess.newHome(), name, FreePorts.next());
    }

    NodeProcess launch(Path home, String name, int port) throws IOException {
        return NodeProcess.launch(home, settings(name).formatted(port), port);
    }

    /** Starts them side by side, with the tasks of these tests, and waits until they know one another. */
    List<NodeProcess> start(String... names) throws Exception {
        List<NodeProcess> nodes = new ArrayList<>();
        try {
            for (String name : names) {
                nodes.add(launch(name));
            }
            for (NodeProcess node : nodes) {
                equip(node);
            }
            for (NodeProcess node : nodes) {
                awaitNodes(node, names);
            }
            return nodes;
        } catch (Exception | AssertionError e) { // the caller never gets them, so nobody else would end them
            for (NodeProcess node : nodes) {
                node.close();
            }
            throw e;
        }
    }

    /** Waits until a node listens and has the tasks of these tests. */
    static void equip(NodeProcess node) throws Exception {
        node.awaitListening();
        if (shop == null) {
            shop = TaskJar.build();
            noise = TaskJar.events();
        }
        node.deploy(shop, "shop.jar");
        node.deploy(noise, "noise.jar");
        awaitTasks(node);
    }

    static void awaitTasks(NodeProcess node) throws Exception {
        try (RpcCaller caller = new RpcCaller(node)) {
            await().atMost(PATIENCE)
                    .until(() -> tasksOf(caller).containsAll(Set.of("shop.TaskSay", "noise.Publish", "noise.Post")));
        }
    }

    private static Set<String> tasksOf(RpcCaller caller) throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonElement task :
                caller.call("rpc.discover", "{}").getAsJsonObject().getAsJsonArray("x-tasks")) {
            names.add(task.getAsJsonObject().get("name").getAsString());
        }
        return names;
    }

    /** Waits until a node's view of the cluster is exactly that. */
    static void awaitNodes(NodeProcess node, String... names) {
        try (RpcCaller caller = new RpcCaller(node)) {
            await().atMost(PATIENCE).until(() -> nodesOf(caller), Set.of(names)::equals);
        }
    }

    static Set<String> nodesOf(RpcCaller caller) throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonElement node : caller.call("cluster.nodes", "{}").getAsJsonArray()) {
            names.add(node.getAsJsonObject().get("name").getAsString());
        }
        return names;
    }

    /** East and west see each other and hear each other, and nothing but what is raised here. */
    static void assertUndisturbed(NodeProcess east, NodeProcess west) throws Exception {
        try (RpcCaller onEast = new RpcCaller(east).hearing("[\"cluster.*\"]");
                RpcCaller onWest = new RpcCaller(west).hearing("[\"cluster.*\"]")) {
            onEast.publish("cluster.there", "{}");
            onWest.expectEvent("cluster.there", "{\"cluster.source\": \"east\"}");
            onWest.publish("cluster.back", "{}");
            onEast.expectEvent("cluster.there", "{}");
            onEast.expectEvent("cluster.back", "{\"cluster.source\": \"west\"}");
            assertEquals(Set.of("east", "west"), nodesOf(onEast));
            assertEquals(Set.of("east", "west"), nodesOf(onWest));
        }
    }
}
