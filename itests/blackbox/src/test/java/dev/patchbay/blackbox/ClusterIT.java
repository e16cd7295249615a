package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Nodes over JGroups, and what can happen to them; two run all the time, a third comes and goes. */
public class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Half of what a name service that does not answer costs whoever waits for it. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What a line of the log begins with. */
    private static final String LOG_TIME = "yyyy-MM-dd HH:mm:ss.SSS";

    private static final Duration PRESENCE_IS_RIGHT = Duration.ofSeconds(10);

    private static ClusterPlan plan;
    private static NodeProcess east;
    private static NodeProcess west;

    @BeforeClass
    public static void startTwoNodesThatShareASecret() throws Exception {
        plan = new ClusterPlan(ClusterPlan.MEMBERS, secret(), "east", "west", "north");
        List<NodeProcess> nodes = plan.start("east", "west");
        east = nodes.get(0);
        west = nodes.get(1);
    }

    private static String secret() throws IOException {
        Path file = Temporary.directory().resolve("secret");
        Files.writeString(file, UUID.randomUUID() + "\n");
        return "\"jgroups\": {\"secretPath\": \"" + file + "\"}, ";
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (NodeProcess node : new NodeProcess[] {east, west}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Before
    public void onlyTheTwoAreThere() {
        ClusterPlan.awaitNodes(east, "east", "west");
        ClusterPlan.awaitNodes(west, "east", "west");
    }

    /** A name no other test uses. */
    private static String room() {
        return "room-" + UUID.randomUUID();
    }

    @Test
    public void anEventIsHeardOnceOnTheOtherNodeAndDoesNotComeBack() throws Exception {
        try (RpcCaller here = new RpcCaller(east).hearing("[\"cluster.*\"]");
                RpcCaller there = new RpcCaller(west).hearing("[\"cluster.*\"]")) {
            here.publish("cluster.news", "{\"text\": \"grüß 北京\", \"n\": 1, \"deep\": {\"all\": [null, 0.5]}}");
            there.expectEvent(
                    "cluster.news",
                    "{\"text\": \"grüß 北京\", \"n\": 1, \"deep\": {\"all\": [null, 0.5]}, \"cluster.source\": \"east\"}");
            there.publish("cluster.reply", "{\"n\": 2}");
            there.expectEvent("cluster.reply", "{\"n\": 2}");
            here.expectEvent("cluster.news", "{\"text\": \"grüß 北京\", \"n\": 1, \"deep\": {\"all\": [null, 0.5]}}");
            here.expectEvent("cluster.reply", "{\"n\": 2, \"cluster.source\": \"west\"}");
            here.publish("cluster.last", "{}");
            here.expectEvent("cluster.last", "{}");
            there.expectEvent("cluster.last", "{\"cluster.source\": \"east\"}");
        }
    }

    @Test
    public void whatIsPostedOnEventAdminCrosses() throws Exception {
        try (RpcCaller here = new RpcCaller(east);
                RpcCaller there = new RpcCaller(west).hearing("[\"cluster.*\"]")) {
            here.call(
                    "task.run",
                    "{\"name\": \"noise.Post\", \"data\":"
                            + " {\"topic\": \"patchbay/cluster/bell/rings\", \"properties\": {\"door\": \"front\"}}}");
            there.expectEvent("cluster.bell.rings", "{\"door\": \"front\", \"cluster.source\": \"east\"}");
        }
    }

    @Test
    public void anEventOfAnyNameCrossesWithAScopeAndOnlyWithOne() throws Exception {
        try (RpcCaller here = new RpcCaller(west);
                RpcCaller there = new RpcCaller(east).hearing("[\"lamp.*\", \"cluster*\"]")) {
            here.publish("lamp.off", "{\"watts\": 0}");
            here.publish("clusters.many", "{}");
            here.publish("cluster", "{}");
            here.publish("lamp.off", "{\"cluster.scope\": \" \"}");
            here.publish("lamp.off", "{\"cluster.scope\": \"all\", \"cluster.source\": \"elsewhere\"}");
            here.publish("lamp.on", "{\"watts\": 5, \"cluster.scope\": \"all\"}");
            there.expectEvent("lamp.on", "{\"watts\": 5, \"cluster.scope\": \"all\", \"cluster.source\": \"west\"}");
        }
    }

    @Test
    public void aRoomIsOneRoomOnAllNodes() throws Exception {
        String room = room();
        String join = "{\"room\": \"%s\"}".formatted(room);
        try (RpcCaller ada = new RpcCaller(east).signIn("session-of-ada")) {
            ada.call("room.join", join);
            ada.awaitPresent(room, "ada@east");
            try (RpcCaller eve = new RpcCaller(west).signIn("session-of-eve")) {
                eve.call("room.join", join);
                ada.awaitPresent(room, "ada@east", "eve@west");
                eve.awaitPresent(room, "ada@east", "eve@west");
                eve.call("room.say", "{\"room\": \"%s\", \"data\": {\"text\": \"Grüße\"}}".formatted(room));
                assertSaid(eve, "eve", "{\"text\": \"Grüße\"}");
                assertSaid(ada, "eve", "{\"text\": \"Grüße\"}");
                ada.call("room.say", "{\"room\": \"%s\", \"data\": 1, \"others\": true}".formatted(room));
                ada.call("room.say", "{\"room\": \"%s\", \"data\": 2}".formatted(room));
                assertSaid(eve, "ada", "1");
                assertSaid(eve, "ada", "2");
                assertSaid(ada, "ada", "2");
            }
            ada.awaitPresent(room, "ada@east");
        }
    }

    private static void assertSaid(RpcCaller listener, String from, String data) throws Exception {
        JsonObject said = listener.said().getAsJsonObject("data");
        assertEquals(JsonParser.parseString("{\"from\": \"" + from + "\", \"data\": " + data + "}"), said);
    }

    @Test
    public void zephserversAnswersCrossExceptThoseToOneConnectionAndUserListsStayPerNode() throws Exception {
        String room = room();
        try (ZephClient ada = new ZephClient(plan.zephPortOf("east"));
                ZephClient eve = new ZephClient(plan.zephPortOf("west"));
                ZephClient leo = new ZephClient(plan.zephPortOf("west"))) {
            ada.hello(room, "session-of-ada");
            ada.expectJoin("ada");
            ada.expectUserList("ada");
            eve.hello(room, "session-of-eve");
            eve.expectJoin("eve");
            eve.expectUserList("eve");
            leo.hello(room(), "session-of-leo");
            leo.silence();

            ada.task("TaskSay", "{\"to\": \"cid\", \"data\": \"for me\"}");
            ada.expectAnswer("TaskSay", "for me");
            ada.task("TaskSay", "{\"to\": \"room\", \"room\": \"%s\", \"data\": \"for the room\"}".formatted(room));
            ada.expectAnswer("TaskSay", "for the room");
            eve.expectAnswer("TaskSay", "for the room");
            eve.task("TaskSay", "{\"to\": \"users\", \"ids\": [\"1\", \"3\", \"nobody\"], \"data\": \"for two\"}");
            ada.expectAnswer("TaskSay", "for two");
            leo.expectAnswer("TaskSay", "for two");
            eve.task("TaskSay", "{\"to\": \"all\", \"data\": \"for all\"}");
            for (ZephClient client : List.of(ada, eve, leo)) {
                client.expectAnswer("TaskSay", "for all");
            }
        }
    }

    @Test
    public void aKilledNodeHoldsUpNobodyLosesItsPeopleAndComesBackOnTheSameHome() throws Exception {
        String room = room();
        NodeProcess north = plan.launch("north");
        ClusterPlan.equip(north);
        ClusterPlan.awaitNodes(west, "east", "west", "north");
        try (RpcCaller eve = entered(west, "eve", room);
                RpcCaller source = new RpcCaller(east);
                RpcCaller listener = new RpcCaller(west).hearing("[\"cluster.tick\"]");
                RpcCaller admin = RpcCaller.administrator(west)) {
            RpcCaller leo = entered(north, "leo", room);
            eve.awaitPresent(room, "eve@west", "leo@north");
            int ticks = tickWhileSomebodyIsKilled(source, admin, room, north.process());
            leo.close();
            for (int tick = 1; tick <= ticks; tick++) {
                listener.expectEvent("cluster.tick", "{\"n\": %d, \"cluster.source\": \"east\"}".formatted(tick));
            }
            eve.awaitPresent(room, "eve@west");

            try (NodeProcess again = plan.launch(north.home(), "north", north.port())) {
                again.awaitListening();
                ClusterPlan.awaitTasks(again);
                ClusterPlan.awaitNodes(again, "east", "west", "north");
                ClusterPlan.awaitNodes(east, "east", "west", "north");
                try (RpcCaller back = entered(again, "leo", room).hearing("[\"cluster.tick\"]")) {
                    eve.awaitPresent(room, "eve@west", "leo@north");
                    source.publish("cluster.tick", "{\"n\": 0}");
                    listener.expectEvent("cluster.tick", "{\"n\": 0, \"cluster.source\": \"east\"}");
                    back.publish("cluster.tick", "{\"n\": -1}");
                    listener.expectEvent("cluster.tick", "{\"n\": -1, \"cluster.source\": \"north\"}");
                }
            }
        }
    }

    private static RpcCaller entered(NodeProcess node, String name, String room) throws Exception {
        RpcCaller caller = new RpcCaller(node).signIn("session-of-" + name);
        caller.call("room.join", "{\"room\": \"%s\"}".formatted(room));
        return caller;
    }

    /** Raises events, kills in the midst of them, and goes on until the dead node's people are gone. */
    private static int tickWhileSomebodyIsKilled(RpcCaller source, RpcCaller admin, String room, Process victim)
            throws Exception {
        int ticks = 0;
        while (ticks < 100) {
            source.publish("cluster.tick", "{\"n\": %d}".formatted(++ticks));
        }
        victim.destroyForcibly();
        long killedAt = System.nanoTime();
        Set<String> present;
        do {
            source.publish("cluster.tick", "{\"n\": %d}".formatted(++ticks));
            present = RpcCaller.people(
                    admin.call("rooms.present", "[\"%s\"]".formatted(room)).getAsJsonArray());
            Duration since = Duration.ofNanos(System.nanoTime() - killedAt);
            assertTrue("after " + since + " present are " + present, since.compareTo(PRESENCE_IS_RIGHT) < 0);
        } while (!present.equals(Set.of("eve@west")));
        return ticks;
    }

    @Test
    public void aNodeWithAnotherSecretStaysOutAndBothSidesSaySoOnce() throws Exception {
        String before = east.log();
        try (NodeProcess stranger = plan.but(secret()).launch("north")) {
            stranger.awaitListening();
            await().atMost(PATIENCE).until(() -> countOf("No cluster connection with", stranger.log()) > 0);
            await().atMost(PATIENCE)
                    .until(() ->
                            countOf("No cluster connection with", east.log().substring(before.length())) > 0);
            try (RpcCaller outside = RpcCaller.administrator(stranger).hearing("[\"cluster.*\"]")) {
                ClusterPlan.assertUndisturbed(east, west);
                outside.call("cluster.send", "{\"event\": \"from-outside\", \"data\": {}}");
                ClusterPlan.assertUndisturbed(east, west);
                assertEquals(Set.of("north"), ClusterPlan.nodesOf(outside));
                outside.expectNothingHeard();
            }
            assertEquals(1, countOf("No cluster connection with", east.log().substring(before.length())));
            assertEquals(stranger.log(), 1, countOf("No cluster connection with", stranger.log()));
        }
    }

    private static int countOf(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    public void hostsThatCannotBeReachedDoNotHoldUpAStart() throws Exception {
        Proof.only("takes 11 s");
        try (BlackHole hole = new BlackHole()) {
            ClusterPlan wide = plan.behind(Map.of(
                    "silent",
                    hole.address(),
                    "far",
                    "192.0.2.1:7800",
                    "nowhere",
                    "no-such-host.invalid:7800",
                    "closed",
                    "127.0.0.1:" + FreePorts.next()));

            Duration usual = joining(plan);
            Duration held = joining(wide);

            assertTrue("took " + held + ", usually " + usual, held.compareTo(usual.plus(LIMIT)) < 0);
        }
    }

    /** How long the third node takes to meet the others, by its own log: starting the rest of it does not count. */
    private static Duration joining(ClusterPlan settings) throws Exception {
        try (NodeProcess north = settings.launch("north")) {
            north.awaitListening();
            ClusterPlan.awaitNodes(north, "east", "west", "north");
            return Duration.between(timeOf("cluster started", north.log()), timeOf(" is in the cluster", north.log()));
        }
    }

    /** When a line was written that has these words. */
    private static LocalDateTime timeOf(String words, String log) {
        String line =
                log.lines().filter(each -> each.contains(words)).findFirst().orElseThrow();
        return LocalDateTime.parse(line.substring(0, LOG_TIME.length()), DateTimeFormatter.ofPattern(LOG_TIME));
    }

    @Test
    public void junkAndSilenceOnEverySocketOfANodeHoldUpNothing() throws Exception {
        try (Nuisance nuisance = new Nuisance()) {
            nuisance.at(new InetSocketAddress("127.0.0.1", east.port()));
            nuisance.at(new InetSocketAddress("127.0.0.1", plan.zephPortOf("east")));
            nuisance.at(new InetSocketAddress("127.0.0.1", plan.portOf("east")));
            nuisance.at(UnixDomainSocketAddress.of(east.home().resolve("data/control.sock")));
            ClusterPlan.assertUndisturbed(east, west);
            NodeProcess.Outcome status = east.command("status");
            assertEquals(status.err(), 0, status.exit());
            try (ZephClient page = ZephClient.in(plan.zephPortOf("east"), room(), "session-of-ada")) {
                page.expectSilence();
            }
            try (NodeProcess north = plan.launch("north")) {
                north.awaitListening();
                ClusterPlan.awaitNodes(north, "east", "west", "north");
            }
            ClusterPlan.assertUndisturbed(east, west);
        }
    }

    @Test
    public void aNodeThatIsAloneInItsListOpensNoPortForIt() throws Exception {
        String address = "127.0.0.1:" + FreePorts.next();
        try (NodeProcess alone = NodeProcess.started("{\"host\": {\"name\": \"alone\"}, \"http\": {\"port\": %d},"
                        + " \"cluster\": {\"members\": [\"alone=" + address + "\"]}}");
                RpcCaller admin = RpcCaller.administrator(alone)) {
            assertEquals(
                    "true",
                    admin.call("cluster.send", "{\"event\": \"x\", \"data\": 1}")
                            .toString());
            assertEquals(Set.of("alone"), ClusterPlan.nodesOf(admin));
            assertEquals(Set.of("tcp/" + alone.port()), OpenPorts.of(alone.process()));
        }
        assertTrue(OpenPorts.of(east.process()).contains("tcp/" + plan.portOf("east")));
    }
}
