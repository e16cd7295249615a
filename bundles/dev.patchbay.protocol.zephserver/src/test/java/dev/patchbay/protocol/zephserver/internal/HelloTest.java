package dev.patchbay.protocol.zephserver.internal;

import static dev.patchbay.protocol.zephserver.internal.Playground.answer;
import static dev.patchbay.protocol.zephserver.internal.Playground.join;
import static dev.patchbay.protocol.zephserver.internal.Playground.leave;
import static dev.patchbay.protocol.zephserver.internal.Playground.userList;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.protocol.zephserver.internal.Playground.Peer;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class HelloTest {

    private final Playground node = new Playground();

    @Test
    public void aUserSeesHimselfJoinThenTheUserListThenAnswers() {
        node.dispatcher.task("TaskEcho", request -> request.params());
        Peer alice = node.connect();
        alice.hello("r", "session-of-alice");
        alice.task("TaskEcho", "hi");
        assertEquals(List.of(join("alice"), userList("alice"), answer("TaskEcho", "hi")), alice.drain());
    }

    @Test
    public void theNoticesAreTextForTextThoseOfTheOriginal() {
        Peer alice = node.connect();
        alice.hello("r", "session-of-alice");
        assertEquals(
                "{\"msgtype\":\"join\",\"username\":\"alice\",\"data\":\" joined the chat room.\"}",
                alice.connection.sent().poll());
        assertEquals(
                "{\"msgtype\":\"user_list\",\"data\":[\"alice\"]}",
                alice.connection.sent().poll());
    }

    @Test
    public void everybodyInTheRoomHearsOfComingAndGoingAndNobodyElse() {
        Peer alice = node.inRoom("r", "session-of-alice");
        Peer elsewhere = node.inRoom("r2", "session-of-alice");
        Peer bob = node.connect();
        bob.hello("r", "session-of-bob");
        List<Object> coming = List.of(join("bob"), userList("alice", "bob"));
        assertEquals(coming, alice.drain());
        assertEquals(coming, bob.drain());
        bob.close();
        assertEquals(List.of(leave("bob"), userList("alice")), alice.drain());
        assertEquals(List.of(), elsewhere.drain());
    }

    @Test
    public void theLastOneTakesTheRoomWithHim() {
        Peer alice = node.inRoom("r", "session-of-alice");
        alice.close();
        assertEquals(List.of(), node.rooms.rooms());
    }

    @Test
    public void whoIsInARoomJoinsAnewWithHisNextMessageWhenAnotherHandlerTakesOver() {
        Peer alice = node.inRoom("r", "session-of-alice");
        FakeRooms successor = node.rooms.giveWay();
        node.dispatcher.task("TaskEcho", request -> request.params());
        alice.task("TaskEcho", "hi");
        assertEquals(List.of(join("alice"), userList("alice"), answer("TaskEcho", "hi")), alice.drain());
        assertEquals(List.of("alice"), successor.usersIn("r"));
        assertEquals(List.of(), node.rooms.rooms());
        alice.task("TaskEcho", "again");
        assertEquals(List.of(answer("TaskEcho", "again")), alice.drain());
        alice.close();
        assertEquals(List.of(), successor.rooms());
    }

    @Test
    public void whoGoesAfterAnotherHandlerTookOverLeavesTheOneHeJoined() {
        Peer alice = node.inRoom("r", "session-of-alice");
        node.rooms.giveWay();
        alice.close();
        assertEquals(List.of(), node.rooms.rooms());
    }

    @Test
    public void somebodyAnonymousIsNotAnnouncedAndCleansUpWhenHeLeaves() {
        Peer alice = node.inRoom("r", "session-of-alice");
        Peer nobody = node.connect();
        nobody.hello("r", null);
        assertEquals(List.of(userList("alice")), nobody.drain());
        assertEquals(List.of(userList("alice")), alice.drain());
        nobody.close();
        assertEquals(List.of(userList("alice")), alice.drain());
        alice.close();
        assertEquals(List.of(), node.rooms.rooms());
    }

    @Test
    public void aSecondHelloLeavesTheOldRoomFirst() {
        Peer alice = node.inRoom("old", "session-of-alice");
        Peer bob = node.inRoom("old", "session-of-bob");
        alice.drain();
        bob.hello("new", "session-of-bob");
        assertEquals(List.of(leave("bob"), userList("alice")), alice.drain());
        assertEquals(List.of(join("bob"), userList("bob")), bob.drain());
        bob.hello("new", "session-of-bob");
        assertEquals(List.of(join("bob"), userList("bob")), bob.drain());
        bob.close();
        assertEquals(List.of("old"), node.rooms.rooms());
    }

    @Test
    public void somebodyConnectedTwiceIsListedTwice() {
        Peer first = node.inRoom("r", "session-of-alice");
        node.inRoom("r", "session-of-alice");
        assertEquals(List.of(join("alice"), userList("alice", "alice")), first.drain());
    }

    @Test
    public void roomsAndUsersOfAnyLanguageStayWhatTheyAre() {
        node.ask((connection, id) -> Optional.of(new User("3", "Zoë 北京 \uD83D\uDE00", Set.of())));
        Peer zoe = node.connect();
        zoe.hello("http://host/räume?q=\"\\\u2028", "x");
        assertEquals(List.of(join("Zoë 北京 \uD83D\uDE00"), userList("Zoë 北京 \uD83D\uDE00")), zoe.drain());
        assertEquals(List.of("http://host/räume?q=\"\\\u2028"), node.rooms.rooms());
    }

    @Test
    public void otherKeysOfAHelloAndASessionIdThatIsNoTextAreNoFault() {
        Peer peer = node.connect();
        peer.send("{\"room\": \"r\", \"session_id\": 5, \"date\": 1, \"data\": [1]}");
        assertEquals(List.of(userList()), peer.drain());
    }

    @Test
    public void userListsHoldTheWholeClusterWhenTheSettingsSaySo() {
        node.set("clusterUserLists", true);
        Peer alice = node.connect();
        alice.hello("r", "session-of-alice");
        Map<String, Object> everybody = userList("alice", "elsie");
        assertEquals(List.of(join("alice"), everybody, everybody), alice.drain());
        Peer nobody = node.connect();
        nobody.hello("r", null);
        assertEquals(List.of(everybody, everybody), nobody.drain());
        nobody.hello("r", "session-of-bob");
        assertEquals(
                List.of(join("bob"), userList("alice", "bob", "elsie"), userList("alice", "bob", "elsie")),
                nobody.drain());
    }

    @Test
    public void aSessionManagerThatThrowsMakesEverybodyAnonymousAndNoConnectionEnds() {
        node.ask((connection, id) -> {
            throw new IllegalStateException("no database");
        });
        node.dispatcher.task("WhoAmI", request -> request.user().username());
        Peer peer = node.connect();
        peer.hello("r", "session-of-alice");
        peer.task("WhoAmI", null);
        assertEquals(List.of(userList(), answer("WhoAmI", "")), peer.drain());
        node.ask((connection, id) -> null);
        peer.task("WhoAmI", null);
        node.ask(null);
        peer.task("WhoAmI", null);
        assertEquals(List.of(answer("WhoAmI", ""), answer("WhoAmI", "")), peer.drain());
        assertTrue(peer.connection.isOpen());
    }

    @Test
    public void theSessionManagerIsAskedAgainForEachMessage() {
        AtomicInteger count = new AtomicInteger();
        node.ask((connection, id) -> Optional.of(new User("" + count, "user" + count.incrementAndGet(), Set.of())));
        node.dispatcher.task("WhoAmI", request -> request.user().username());
        Peer peer = node.connect();
        peer.hello("r", null);
        peer.task("WhoAmI", null);
        peer.task("WhoAmI", null);
        assertEquals(
                List.of(join("user1"), userList("user1"), answer("WhoAmI", "user2"), answer("WhoAmI", "user3")),
                peer.drain());
    }

    @Test
    public void aSessionManagerThatHangsHoldsUpItsOwnConnectionAndKeepsItsOrder() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hang = new CountDownLatch(1);
        node.ask((connection, id) -> {
            if ("slow".equals(id)) {
                asked.countDown();
                awaitQuietly(hang);
            }
            return Optional.empty();
        });
        node.dispatcher.task("TaskEcho", request -> request.params());
        ExecutorService worker = Executors.newSingleThreadExecutor(); // as the transport's: in order
        try {
            Peer slow = node.connect();
            var hello = worker.submit(() -> slow.hello("r", "slow"));
            var task = worker.submit(() -> slow.task("TaskEcho", 1L));
            assertTrue(asked.await(10, TimeUnit.SECONDS));
            Peer other = node.inRoom("r", null);
            other.task("TaskEcho", 2L);
            assertEquals(List.of(answer("TaskEcho", 2L)), other.drain());
            assertEquals(List.of(), slow.drain());
            hang.countDown();
            hello.get(10, TimeUnit.SECONDS);
            task.get(10, TimeUnit.SECONDS);
            assertEquals(List.of(userList(), answer("TaskEcho", 1L)), slow.drain());
        } finally {
            hang.countDown();
            worker.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void aLargeRoomIsLeftToTheTransportsThreadAndAFewAreWrittenToAtOnce() {
        List<Peer> peers = java.util.stream.Stream.generate(() -> node.inRoom("r", null))
                .limit(6)
                .toList();
        int before = peers.stream().mapToInt(peer -> peer.connection.posted()).sum();
        peers.forEach(Peer::drain);
        node.rooms.sendToRoom("r", new Said("TaskNews", Map.of("a", 1L)));
        int after = peers.stream().mapToInt(peer -> peer.connection.posted()).sum();
        assertEquals(2, after - before);
        peers.forEach(peer -> assertEquals(List.of(answer("TaskNews", Map.of("a", 1L))), peer.drain()));
    }

    @Test
    public void whatJsonCannotExpressIsToldToNobodyAndHarmsNobody() {
        Peer peer = node.inRoom("r", null);
        node.rooms.sendToRoom("r", new Said("TaskBad", Double.NaN));
        node.rooms.sendToRoom("r", new Said("TaskGood", null));
        assertEquals(
                "{\"data\":null,\"task\":\"TaskGood\"}", peer.connection.sent().poll());
        assertEquals(List.of(), peer.drain());
    }
}
