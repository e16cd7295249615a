package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** One node of a cluster whose clock of the day is set while it works; a small C library stands before that clock. */
public class WallClockIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than the nodes of a cluster wait for a sign of life of one another. */
    private static final Duration LONGER_THAN_HEARTBEATS = Duration.ofMillis(4500);

    private static Path offset;
    private static ClusterPlan plan;
    private static NodeProcess east;
    private static NodeProcess west;

    @BeforeClass
    public static void startTwoNodes() throws Exception {
        Proof.only("takes 15 s");
        Programs.assume("cc");
        Path folder = Temporary.directory();
        Path library = folder.resolve("clock.so");
        NodeProcess.Outcome compiled = NodeProcess.outcome(List.of(
                "cc", "-shared", "-fPIC", "-o", library.toString(), Programs.script("clock.c", folder), "-ldl"));
        assertEquals(compiled.err(), 0, compiled.exit());
        offset = Files.writeString(folder.resolve("offset"), "0");
        plan = new ClusterPlan(ClusterPlan.MEMBERS, "", "east", "west");
        int port = FreePorts.next();
        east = NodeProcess.launch(
                NodeProcess.newHome(),
                plan.settings("east").formatted(port),
                port,
                Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET_FILE", offset.toString()));
        west = plan.launch("west");
        ClusterPlan.equip(east);
        ClusterPlan.equip(west);
        ClusterPlan.awaitNodes(east, "east", "west");
        ClusterPlan.awaitNodes(west, "east", "west");
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (NodeProcess node : new NodeProcess[] {east, west}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    public void aClockSetBackAnHourIsNotNoticed() throws Exception {
        assertNotNoticed(Duration.ofHours(-1));
    }

    @Test
    public void aClockSetForwardAnHourIsNotNoticed() throws Exception {
        assertNotNoticed(Duration.ofHours(1));
    }

    private static void assertNotNoticed(Duration jump) throws Exception {
        set(Duration.ZERO);
        String room = "room-" + UUID.randomUUID();
        List<String> complaints = complaints();
        try (RpcCaller ada = entered(east, "ada", room);
                RpcCaller eve = entered(west, "eve", room);
                RpcCaller onEast = new RpcCaller(east).hearing("[\"cluster.*\", \"node.*\"]");
                RpcCaller onWest = new RpcCaller(west).hearing("[\"cluster.*\", \"node.*\"]");
                ZephClient page = ZephClient.in(plan.zephPortOf("east"), room, "session-of-leo")) {
            ada.awaitPresent(room, "ada@east", "eve@west", "leo@east");
            eve.awaitPresent(room, "ada@east", "eve@west", "leo@east");
            set(jump);
            assertClockOfEastIsOff(onEast, jump);
            assertEachHearsTheOther(onEast, onWest, page);
            assertTimeLimitsHold(onEast);
            assertEquals(0, east.command("status").exit());
            assertNobodyIsMissed(onEast, onWest, page);
            ada.call("room.leave", "{\"room\": \"%s\"}".formatted(room));
            eve.awaitPresent(room, "eve@west", "leo@east");
        } finally {
            set(Duration.ZERO);
        }
        assertEquals(complaints, complaints());
    }

    private static void set(Duration jump) throws IOException {
        Path next = Files.writeString(offset.resolveSibling("next"), "" + jump.toSeconds());
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    private static RpcCaller entered(NodeProcess node, String name, String room) throws Exception {
        RpcCaller caller = new RpcCaller(node).signIn("session-of-" + name);
        caller.call("room.join", "{\"room\": \"%s\"}".formatted(room));
        return caller;
    }

    /** Or this test would test nothing. */
    private static void assertClockOfEastIsOff(RpcCaller onEast, Duration jump) throws Exception {
        onEast.publish("cluster.clock", "{}");
        Instant there = Instant.parse(
                onEast.next().getAsJsonObject("params").get("time").getAsString());
        Duration off = Duration.between(Instant.now(), there).minus(jump);
        assertTrue("off by " + off, off.abs().compareTo(Duration.ofMinutes(1)) < 0);
    }

    private static void assertEachHearsTheOther(RpcCaller onEast, RpcCaller onWest, ZephClient page) throws Exception {
        String mark = UUID.randomUUID().toString();
        onWest.publish("cluster.to.east", "{\"mark\": \"%s\"}".formatted(mark));
        onEast.expectEvent("cluster.to.east", "{\"mark\": \"%s\", \"cluster.source\": \"west\"}".formatted(mark));
        onEast.publish("cluster.to.west", "{\"mark\": \"%s\"}".formatted(mark));
        onEast.expectEvent("cluster.to.west", "{\"mark\": \"%s\"}".formatted(mark));
        String next;
        do {
            next = onWest.next().getAsJsonObject("params").get("name").getAsString();
            assertTrue(next, next.startsWith("cluster."));
        } while (!next.equals("cluster.to.west"));
        page.silence();
    }

    private static void assertTimeLimitsHold(RpcCaller caller) throws Exception {
        Path file = Temporary.directory().resolve("task.txt");
        long begin = System.nanoTime();
        int code = caller.answer(
                        "task.run",
                        "{\"name\": \"shop.TaskBlock\", \"timeLimitInMs\": 300, \"data\": {\"file\": \"%s\"}}"
                                .formatted(file))
                .getAsJsonObject("error")
                .get("code")
                .getAsInt();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertEquals(-32001, code);
        assertTrue("took " + took, took.toMillis() >= 300 && took.toSeconds() < 5);
        await().atMost(PATIENCE).until(() -> Files.readString(file).equals("interrupted"));
    }

    /** For longer than a sign of life may be missing. */
    private static void assertNobodyIsMissed(RpcCaller onEast, RpcCaller onWest, ZephClient page) throws Exception {
        long end = System.nanoTime() + LONGER_THAN_HEARTBEATS.toNanos();
        while (System.nanoTime() - end < 0) {
            assertEachHearsTheOther(onEast, onWest, page);
            assertEquals(Set.of("east", "west"), ClusterPlan.nodesOf(onEast));
            assertEquals(Set.of("east", "west"), ClusterPlan.nodesOf(onWest));
        }
    }

    private static List<String> complaints() throws IOException {
        return (east.log() + west.log())
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                .toList();
    }
}
