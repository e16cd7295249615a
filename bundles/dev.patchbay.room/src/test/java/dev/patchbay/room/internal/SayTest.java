package dev.patchbay.room.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.room.Answer;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SayTest {

    private record Words(String text, int count) {}

    private final FakeNetwork network = new FakeNetwork();
    private final BlockingQueue<Object> onTheWire = new LinkedBlockingQueue<>();
    private final FakeHandler eastHandler = new FakeHandler();
    private TestNode west;
    private TestNode east;
    private final Recorder alice = new Recorder();
    private final Recorder bob = new Recorder();
    private String aliceCid;

    @Before
    public void startTwoNodes() {
        west = new TestNode("west", network);
        east = new TestNode("east", network.join("east"), eastHandler);
        network.join("tap").subscribe(SayEvent.NAME, event -> onTheWire.add(event.data()));
        aliceCid = west.join("lab", Users.ALICE, alice);
        west.join("lab", Users.BOB, bob);
    }

    @After
    public void stop() {
        west.close();
        east.close();
        network.close();
    }

    private Object wire() throws InterruptedException {
        return onTheWire.poll(10, TimeUnit.SECONDS);
    }

    private void awaitEast(String... sent) {
        await().untilAsserted(() -> assertEquals(List.of(sent), eastHandler.sent()));
    }

    @Test
    public void aRoomIsReachedOnEveryNode() throws Exception {
        west.rooms.say(Answer.toRoom("lab", "TaskX", 1L));

        assertEquals(List.of(1L), alice.said());
        assertEquals(Map.of("room", "lab", "task", "TaskX", "data", 1L), wire());
        awaitEast("room lab 1");
    }

    @Test
    public void usersAndEverybodyAreReachedOnEveryNode() throws Exception {
        west.rooms.say(Answer.toUsers(List.of("id-bob"), "TaskX", 1L));
        west.rooms.say(Answer.toAll("TaskX", 2L));

        assertEquals(List.of(2L), alice.said());
        assertEquals(List.of(1L, 2L), bob.said());
        assertEquals(Map.of("users", List.of("id-bob"), "task", "TaskX", "data", 1L), wire());
        assertEquals(Map.of("all", true, "task", "TaskX", "data", 2L), wire());
        awaitEast("users [id-bob] 1", "all 2");
    }

    @Test
    public void aUserIdThatIsANumberIsWrittenBothWaysForNodesThatLookItUpAsOne() throws Exception {
        west.rooms.say(Answer.toUsers(List.of("7", "07", "-7", "0", "1234567890123456789"), "TaskX", 1L));

        List<Object> written = List.of(7L, "7", "07", "-7", 0L, "0", "1234567890123456789");
        assertEquals(Map.of("users", written, "task", "TaskX", "data", 1L), wire());
        awaitEast("users [7, 07, -7, 0, 1234567890123456789] 1");
    }

    @Test
    public void aCidIsReachedHereOnly() throws Exception {
        west.rooms.say(Answer.toCid(aliceCid, "TaskX", 1L));
        west.rooms.say(Answer.toAll("TaskX", 2L));

        assertEquals(List.of(1L, 2L), alice.said());
        assertEquals(List.of(2L), bob.said());
        assertEquals(Map.of("all", true, "task", "TaskX", "data", 2L), wire());
    }

    @Test
    public void theOthersAreTheWholeRoomElsewhere() throws Exception {
        west.rooms.say(Answer.toOthers(aliceCid, "TaskX", 1L));

        assertEquals(List.of(), alice.said());
        assertEquals(List.of(1L), bob.said());
        assertEquals(Map.of("room", "lab", "task", "TaskX", "data", 1L), wire());
    }

    @Test
    public void anUnknownCidIsRefusedAndNothingIsSaid() {
        assertThrows(IllegalArgumentException.class, () -> west.rooms.say(Answer.toCid("unknown", "TaskX", 1L)));
        assertThrows(IllegalArgumentException.class, () -> west.rooms.say(Answer.toOthers("unknown", "TaskX", 1L)));

        west.rooms.say(Answer.toAll("TaskX", 2L));
        awaitEast("all 2");
    }

    @Test
    public void whatIsSaidIsMadePlainAndIsTheSpeakersNoLonger() {
        List<Object> mine = new ArrayList<>(Arrays.asList(new Words("hi", 2), null, new String[] {"a"}));
        west.rooms.say(Answer.toRoom("lab", "TaskX", mine));
        mine.clear();

        assertEquals(List.of(Arrays.asList(Map.of("text", "hi", "count", 2L), null, List.of("a"))), alice.said());
    }

    @Test
    public void whatJsonCannotExpressIsRefusedWithAReason() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("self", itself);
        for (Object data : List.of(Double.NaN, Map.of("x", Float.POSITIVE_INFINITY), Thread.currentThread(), itself)) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> west.rooms.say(Answer.toAll("TaskX", data)));
            assertFalse(refusal.getMessage().isEmpty());
        }
        assertEquals(List.of(), alice.said());
        assertTrue(onTheWire.isEmpty());
    }

    @Test
    public void whatAnotherNodeSaysIsSaidHereAndNotRaisedAgain() throws Exception {
        network.inject("tap", SayEvent.NAME, Map.of("room", "lab", "task", "TaskX", "data", 7));

        await().until(() -> alice.said().equals(List.of(7L)));
        west.rooms.say(Answer.toAll("TaskX", "end"));
        assertEquals(Map.of("all", true, "task", "TaskX", "data", "end"), wire());
    }

    @Test
    public void theFirstTargetWinsAndUnknownKeysAreIgnored() {
        String eastCid = east.join("lab", Users.ALICE, message -> {});
        Map<String, Object> everything = new HashMap<>(Map.of(
                "room", "lab", "users", List.of(5, "x"), "all", false, "cid", eastCid, "task", "TaskX", "more", 1));
        for (String next : List.of("", "room", "users", "all")) {
            everything.remove(next);
            network.inject("tap", SayEvent.NAME, everything);
        }

        awaitEast("room lab null", "users [5, x] null", "all null", "cid " + eastCid + " null");
    }

    @Test
    public void junkIsIgnoredAndWhatFollowsIsSaid() {
        for (Object junk : List.of(
                5,
                "x",
                List.of(),
                Map.of(),
                Map.of("task", "TaskX"),
                Map.of("all", true),
                Map.of("task", 5, "all", 1),
                Map.of("task", "TaskX", "room", 5),
                Map.of("task", "TaskX", "cid", "unknown"))) {
            network.inject("tap", SayEvent.NAME, junk);
        }
        network.inject("tap", SayEvent.NAME, Map.of("task", "TaskX", "all", 1, "data", "good"));

        awaitEast("all good");
        await().until(() -> alice.said().equals(List.of("good")));
    }

    @Test
    public void withoutAClusterEverythingIsLocal() {
        Recorder alone = new Recorder();
        try (TestNode node = new TestNode("alone", null, new StandardRoomHandler())) {
            node.join("lab", User.ANONYMOUS, alone);
            node.rooms.say(Answer.toRoom("lab", "TaskX", 1L));
        }
        assertEquals(List.of(1L), alone.said());
    }

    @Test
    public void aClusterThatLeavesAfterItsSuccessorCameTakesNothingAway() {
        FakeNetwork other = new FakeNetwork();
        BlockingQueue<Object> there = new LinkedBlockingQueue<>();
        other.join("tap").subscribe(SayEvent.NAME, event -> there.add(event.data()));
        var first = network.join("both");
        var second = other.join("both");
        try (TestNode node = new TestNode("both", first, new StandardRoomHandler());
                other) {
            Recorder member = new Recorder();
            node.join("lab", User.ANONYMOUS, member);
            node.rooms.setCluster(second);
            node.rooms.unsetCluster(first);
            node.rooms.say(Answer.toAll("TaskX", 1L));
            await().until(() -> there.size() == 1);

            other.inject("tap", SayEvent.NAME, Map.of("all", 1, "task", "TaskX", "data", "new"));
            await().until(() -> member.said().contains("new"));
            network.inject("tap", SayEvent.NAME, Map.of("all", 1, "task", "TaskX", "data", "old"));
            await().until(() -> alice.said().contains("old"));
            node.rooms.unsetCluster(second);
            assertEquals(List.of(1L, "new"), member.said());
        }
    }

    @Test
    public void theSayServiceSaysWhatItIsGiven() {
        new SaySocket(west.rooms).accept(Answer.toRoom("lab", "TaskX", 1L));

        assertEquals(new Said("TaskX", 1L), alice.heard().get(alice.heard().size() - 1));
    }
}
