package dev.patchbay.protocol.zephserver.internal;

import static dev.patchbay.protocol.zephserver.internal.Playground.answer;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.protocol.zephserver.internal.Playground.Peer;
import dev.patchbay.room.RoomContent.Said;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class TaskMessageTest {

    private final Playground node = new Playground();

    @Test
    public void anAnswerHasExactlyTwoKeysAndGoesToTheSenderOnly() {
        node.dispatcher.task("TaskEcho", Request::params);
        Peer alice = node.inRoom("r", "session-of-alice");
        Peer bob = node.inRoom("r", "session-of-bob");
        alice.drain();
        alice.send("{\"task\":\"TaskEcho\",\"data\":\"grüß 北京 \uD83D\uDE00\",\"room\":\"r\",\"date\":1700000000000}");
        assertEquals(
                "{\"data\":\"grüß 北京 \uD83D\uDE00\",\"task\":\"TaskEcho\"}",
                alice.connection.sent().poll());
        assertEquals(List.of(), bob.drain());
    }

    @Test
    public void aTaskThatReturnsNullAnswersNothingAndAnyOtherValueIsAnAnswer() {
        node.dispatcher.task("TaskEcho", Request::params);
        Peer peer = node.inRoom("r", null);
        peer.task("TaskEcho", null);
        assertEquals(List.of(), peer.drain());
        for (Object data : List.of(false, 0L, "", List.of(), Map.of(), 1700000000000L, 0.1, List.of(Map.of("a", 1L)))) {
            peer.task("TaskEcho", data);
            assertEquals(List.of(answer("TaskEcho", data)), peer.drain());
        }
    }

    @Test
    public void numbersStayWhatTheyAre() {
        node.dispatcher.task("TaskEcho", Request::params);
        Peer peer = node.inRoom("r", null);
        String numbers = "[1700000000000,9007199254740993,123456789012345678901234567890,0.1,-5]";
        peer.send("{\"task\":\"TaskEcho\",\"data\":" + numbers + "}");
        assertEquals(
                "{\"data\":" + numbers + ",\"task\":\"TaskEcho\"}",
                peer.connection.sent().poll());
    }

    @Test
    public void aTaskGetsTheWholeMessageAndWhoIsBehindIt() {
        node.dispatcher.task("TaskKeys", request -> null);
        Peer alice = node.inRoom("r", "session-of-alice");
        alice.send("{\"task\":\"TaskKeys\",\"data\":{\"x\":1},\"room\":\"r\",\"session_id\":\"session-of-alice\","
                + "\"date\":1700000000000}");
        Request request = node.dispatcher.requests().poll();
        assertEquals("TaskKeys", request.name());
        assertEquals(Map.of("x", 1L), request.params());
        assertEquals("alice", request.user().username());
        assertSame(alice.connection, request.connection());
        assertEquals(0, request.timeLimitInMs());
        assertEquals(
                Set.of("task", "data", "room", "session_id", "date", "cid", "usersession", "user", "authorized"),
                request.attributes().keySet());
        assertEquals(1700000000000L, request.attributes().get("date"));
        assertTrue(((String) request.attributes().get("cid")).matches("[0-9a-f]{32}"));
        assertEquals(
                Map.of("id", "1", "username", "alice", "roles", List.of("cook", "staff")),
                request.attributes().get("usersession"));
        assertEquals(
                request.attributes().get("usersession"), request.attributes().get("user"));
        assertEquals(true, request.attributes().get("authorized"));
    }

    @Test
    public void aClientCannotSayWhoItIs() {
        node.dispatcher.task("TaskKeys", request -> null);
        Peer nobody = node.inRoom("r", null);
        nobody.send("{\"task\":\"TaskKeys\",\"cid\":\"mine\",\"user\":{\"id\":\"1\"},\"usersession\":{\"id\":\"1\"},"
                + "\"authorized\":false}");
        Request request = node.dispatcher.requests().poll();
        assertTrue(request.user().isAnonymous());
        assertNull(request.attributes().get("user"));
        assertNull(request.attributes().get("usersession"));
        assertEquals(true, request.attributes().get("authorized"));
        assertTrue(((String) request.attributes().get("cid")).matches("[0-9a-f]{32}"));
        assertNull(request.params());
    }

    @Test
    public void aTaskThatFailsInWhateverWayIsSilentAndTheConnectionStays() {
        Peer peer = node.inRoom("r", null);
        for (Failure.Kind kind : Failure.Kind.values()) {
            node.dispatcher.failingTask("Task" + kind, kind);
            peer.task("Task" + kind, Map.of());
        }
        peer.task("TaskNobodyKnows", Map.of());
        assertEquals(List.of(), peer.drain());
        assertTrue(peer.connection.isOpen());
    }

    @Test
    public void failuresAreReportedWhenTheSettingsSaySo() {
        node.set("reportErrors", true);
        node.dispatcher.failingTask("TaskBad", Failure.Kind.FAILED);
        Peer peer = node.inRoom("r", null);
        Peer other = node.inRoom("r", null);
        peer.drain();
        peer.task("TaskBad", Map.of());
        peer.task("TaskNobodyKnows", Map.of());
        assertEquals(
                List.of(
                        Map.of("task", "TaskBad", "error", "'TaskBad' does not work"),
                        Map.of("task", "TaskNobodyKnows", "error", "There is no task 'TaskNobodyKnows' here")),
                peer.drain());
        assertEquals(List.of(), other.drain());
    }

    @Test
    public void anAnswerComesAfterWhatItsTaskSaidBefore() {
        node.dispatcher.task("TaskSteps", request -> {
            String cid = (String) request.attributes().get("cid");
            node.rooms.sendToCid(cid, new Said("TaskSteps", "one"));
            node.rooms.sendToRoom("r", new Said("TaskSteps", "two"));
            return "three";
        });
        Peer peer = node.inRoom("r", null);
        peer.task("TaskSteps", null);
        assertEquals(
                List.of(answer("TaskSteps", "one"), answer("TaskSteps", "two"), answer("TaskSteps", "three")),
                peer.drain());
    }

    @Test
    public void anAnswerFindsAClientThatHasGoneToAnotherRoom() throws Exception {
        node.dispatcher.slowTask("TaskSlow");
        Peer peer = node.inRoom("r", null);
        peer.task("TaskSlow", null);
        peer.hello("r2", null);
        peer.drain();
        node.dispatcher.unanswered().take().result("late");
        assertEquals(List.of(answer("TaskSlow", "late")), peer.drain());
    }

    @Test
    public void aTaskOutlivesItsConnectionAndItsAnswerIsDropped() throws Exception {
        node.dispatcher.slowTask("TaskSlow");
        Peer gone = node.inRoom("r", null);
        Peer other = node.inRoom("r", null);
        gone.task("TaskSlow", null);
        gone.close();
        gone.drain();
        other.drain();
        assertEquals(1, node.dispatcher.unanswered().size());
        node.dispatcher.unanswered().take().result("late");
        assertEquals(List.of(), gone.drain());
        assertEquals(List.of(), other.drain());
    }

    @Test
    public void aRunningTaskDelaysNoOtherTaskOfItsConnection() throws Exception {
        node.dispatcher.slowTask("TaskSlow");
        node.dispatcher.task("TaskEcho", Request::params);
        Peer peer = node.inRoom("r", null);
        peer.task("TaskSlow", null);
        peer.task("TaskEcho", "hi");
        assertEquals(List.of(answer("TaskEcho", "hi")), peer.drain());
        node.dispatcher.unanswered().take().result("done");
        assertEquals(List.of(answer("TaskSlow", "done")), peer.drain());
    }
}
