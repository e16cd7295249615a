package dev.patchbay.protocol.zephserver.internal;

import static dev.patchbay.protocol.zephserver.internal.Playground.answer;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.protocol.zephserver.internal.Playground.Peer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class RouterTest {

    private final Playground node = new Playground();

    @Test
    public void noRequestIsNotRouted() {
        assertFalse(node.router.route(null));
    }

    @Test
    public void disablingCancelsWhatRunsAndTakesNothingNewUntilItIsEnabledAgain() {
        node.set("reportErrors", true);
        node.dispatcher.slowTask("TaskSlow");
        node.dispatcher.task("TaskEcho", Request::params);
        Peer peer = node.inRoom("r", null);
        peer.task("TaskSlow", null);
        node.router.close();
        assertEquals(List.of(Map.of("task", "TaskSlow", "error", "'TaskSlow' was cancelled")), peer.drain());
        peer.task("TaskEcho", 1L);
        assertEquals(List.of(), peer.drain());
        assertTrue(peer.connection.isOpen());
        node.router.open();
        peer.task("TaskEcho", 2L);
        assertEquals(List.of(answer("TaskEcho", 2L)), peer.drain());
    }

    @Test
    public void aTaskThatIsAcceptedWhileTheRouterIsDisabledIsCancelledAsWell() {
        node.set("reportErrors", true);
        node.set("stopInMs", 0L);
        node.dispatcher.slowTask("TaskSlow");
        node.dispatcher.beforeReturn(node.router::close);
        Peer peer = node.inRoom("r", null);
        peer.task("TaskSlow", null);
        assertEquals(List.of(Map.of("task", "TaskSlow", "error", "'TaskSlow' was cancelled")), peer.drain());
    }

    @Test
    public void disablingWaitsForWhatIgnoresItButNotForEver() {
        node.set("stopInMs", 50L);
        node.dispatcher.ignoreCancel();
        node.dispatcher.slowTask("TaskStubborn");
        node.inRoom("r", null).task("TaskStubborn", null);
        long before = System.nanoTime();
        node.router.close();
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        assertTrue("" + tookInMs, tookInMs >= 45 && tookInMs < 10_000);
        assertEquals(1, node.dispatcher.unanswered().size());
    }

    @Test
    public void disablingReturnsAsSoonAsTheLastTaskHasEnded() throws Exception {
        node.set("stopInMs", 600_000L);
        node.dispatcher.ignoreCancel();
        node.dispatcher.slowTask("TaskSlow");
        Peer peer = node.inRoom("r", null);
        peer.task("TaskSlow", 1L);
        peer.task("TaskSlow", 2L);
        CountDownLatch closed = new CountDownLatch(1);
        Thread closing = new Thread(() -> {
            node.router.close();
            closed.countDown();
        });
        closing.start();
        node.dispatcher.unanswered().take().result(null);
        Reply last = node.dispatcher.unanswered().take();
        assertEquals(1, closed.getCount());
        last.result(null);
        assertTrue(closed.await(10, TimeUnit.SECONDS));
    }

    @Test
    public void asAHostedServiceItEndsWhenItIsDisabledAndCanBeEnabledAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            Thread main = new Thread(() -> {
                try {
                    node.router.main();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            main.start();
            node.router.disable();
            main.join(10_000);
            assertFalse(main.isAlive());
        }
    }

    @Test
    public void pastTheLimitOfAConnectionItsTasksAreNotRunAndOthersAre() throws Exception {
        node.set("maxTasksPerConnection", 2);
        node.set("reportErrors", true);
        node.dispatcher.slowTask("TaskSlow");
        Peer busy = node.inRoom("r", null);
        Peer other = node.inRoom("r2", null);
        for (int i = 0; i < 3; i++) {
            busy.task("TaskSlow", null);
        }
        other.task("TaskSlow", null);
        assertEquals(3, node.dispatcher.unanswered().size());
        assertOverloaded("maxTasksPerConnection", busy);
        node.dispatcher.unanswered().take().result("first");
        assertEquals(List.of(answer("TaskSlow", "first")), busy.drain());
        busy.task("TaskSlow", null);
        assertEquals(3, node.dispatcher.unanswered().size());
    }

    @Test
    public void pastTheLimitOfAllNothingMoreIsRun() throws Exception {
        node.set("maxTasks", 1);
        node.set("reportErrors", true);
        node.dispatcher.slowTask("TaskSlow");
        node.inRoom("r", null).task("TaskSlow", null);
        Peer late = node.inRoom("r2", null);
        late.task("TaskSlow", null);
        assertOverloaded("maxTasks", late);
        node.dispatcher.unanswered().take().result(null);
        late.task("TaskSlow", null);
        assertEquals(1, node.dispatcher.unanswered().size());
    }

    private static void assertOverloaded(String setting, Peer peer) {
        List<Object> messages = peer.drain();
        assertEquals(1, messages.size());
        assertTrue(messages.toString(), messages.toString().contains(setting));
    }

    @Test
    public void onlyTheTasksOfTheSettingsCanBeCalledAndThePing() {
        node.set(
                "tasks",
                "{\"Echo\":\"shop.tasks/TaskEcho\",\"Plain\":\"lab.echo\",\"Gone\":\"shop.tasks/TaskGone\","
                        + "\"Bad\":\"a/b/c\",\"Worse\":\"no name\"}");
        node.id("shop.tasks/TaskEcho", "echo");
        node.id(TaskPing.ID, "TaskPing");
        node.dispatcher.task("echo", Request::params);
        node.dispatcher.task("lab.echo", Request::params);
        node.dispatcher.task("TaskPing", request -> null);
        Peer peer = node.inRoom("r", null);
        for (String name : List.of("Echo", "Plain", "Gone", "Bad", "Worse", "echo", "lab.echo", "TaskPing", "")) {
            peer.task(name, 1L);
        }
        assertEquals(List.of(answer("Echo", 1L), answer("Plain", 1L)), peer.drain());
        assertEquals(
                List.of("echo", "lab.echo", "TaskPing"),
                node.dispatcher.requests().stream().map(Request::name).toList());
    }
}
