package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerStatus.State;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/**
 * Python modules that do what they should not, and processes that are killed (ModuleServer, §12, rows 19 to 21, and
 * issue 6).
 */
public class FaultsTest {

    private static final String WILD = """
            import os
            import signal
            import sys
            import time

            class Wild:
                def touch(self, name):
                    open(name, "w").close()

                def echo(self, value):
                    return value

                def hang(self, name):
                    self.touch(name)
                    while True:
                        time.sleep(60)

                def leave(self):
                    os._exit(5)

                def shout(self):
                    line = "x" * 99
                    for _ in range(40000):
                        print(line)
                    print("y" * 3000000)
                    return "hoarse"

                def fork(self, name):
                    if os.fork() == 0:
                        signal.signal(signal.SIGTERM, signal.SIG_IGN)
                        self.touch(name)
                        time.sleep(60)
                    return "parent"

                def both(self):
                    return os.fork()

                def shut(self):
                    os.closerange(3, 100)
                    return "nobody hears this"
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    private WorkerComponent start(String code) throws Exception {
        node.python("wild", code);
        return node.module("wild", "wild", "Wild", null).start();
    }

    private static void kill(long pid) {
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    }

    private String file(String name) {
        return node.home().resolve(name).toString();
    }

    private void awaitFile(String name) {
        await().atMost(NodeRule.LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(node.home().resolve(name)));
    }

    private Object echo(Object value) throws Exception {
        return Client.result(node.workers(), "wild", "echo", value);
    }

    @Test
    public void oneThatIsKilledWhileItIsIdleServesAgain() throws Exception {
        start(WILD);
        long pid = node.pid("wild");
        kill(pid);
        await().until(() -> node.status("wild").pid().orElse(0) != pid);
        assertEquals(1L, echo(1));
        assertNotEquals(pid, node.pid("wild"));
        node.awaitLog("\"CRITICAL\"", "died");
        node.awaitEvent("module.died wild with a problem");
    }

    @Test
    public void whoIsServedWhenItIsKilledIsAnsweredWithinASecond() throws Exception {
        start(WILD);
        long pid = node.pid("wild");
        Client client = Client.queue(node.workers(), "wild").awaitTurn();
        Client waiting = Client.queue(node.workers(), "wild");
        CompletionStage<WorkerAnswer> answer = client.begin("hang", file("hangs"));
        awaitFile("hangs");
        long begin = System.nanoTime();
        kill(pid);
        WorkerAnswer failure = Client.await(answer);
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(failure.traceback(), failure.traceback().endsWith("wild worker died during the call"));
        assertTrue("answered after " + tookInMs + " ms", tookInMs < 1_000);
        client.end();
        assertEquals(2L, waiting.awaitTurn().call("echo", 2).result());
    }

    @Test
    public void oneThatIsKilledWhileItIsLoadedIsLoadedAgain() throws Exception {
        start("""
                import os, time
                if not os.path.exists("second"):
                    open("second", "w").close()
                    time.sleep(60)
                class Wild:
                    def echo(self, value):
                        return value
                """);
        Client waiting = Client.queue(node.workers(), "wild");
        awaitFile("second");
        kill(node.status("wild").pid().getAsLong());
        assertEquals(3L, waiting.awaitTurn().call("echo", 3).result());
    }

    @Test
    public void oneThatNeverReportsIsKilledAndDead() throws Exception {
        node.config.loadInMs = 300;
        start("import time\ntime.sleep(60)\n");
        await().until(() -> node.status("wild").pid().isPresent());
        ProcessHandle process =
                ProcessHandle.of(node.status("wild").pid().getAsLong()).orElseThrow();
        assertTrue(node.await("wild", State.DEAD).problem().contains("did not report within 300 ms"));
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    public void aConstructorThatNeverEndsHoldsNobodyElseAndAReloadRepairsIt() throws Exception {
        node.config.stopInMs = 200;
        node.python("other", WILD);
        node.module("other", "other", "Wild", null);
        start("""
                import time
                class Wild:
                    def __init__(self):
                        open("constructing", "w").close()
                        time.sleep(60)
                """);
        awaitFile("constructing");
        Client waiting = Client.queue(node.workers(), "wild");
        assertEquals(1L, Client.result(node.workers(), "other", "echo", 1));
        assertEquals(State.LOADING, node.status("wild").state());
        assertFalse(waiting.hasTurn());
        node.python("wild", WILD);
        assertTrue(node.workers().reload("wild"));
        assertEquals(2L, waiting.awaitTurn().call("echo", 2).result());
    }

    @Test
    public void aConstructorThatRaisesIsToldUntilItsCodeIsRepaired() throws Exception {
        start("class Wild:\n    def __init__(self):\n        raise OSError('no device')\n");
        node.await("wild", State.BROKEN);
        assertEquals("Exception: Module failed to load INSTANCE", Client.problem(node.workers(), "wild", "echo", 1));
        assertEquals("has no instance: OSError: no device", node.status("wild").problem());
        long pid = node.status("wild").pid().getAsLong();
        node.python("wild", WILD);
        assertEquals(pid, node.pid("wild"));
        assertEquals(1L, echo(1));
        node.awaitEvent("module.reloaded wild");
    }

    @Test
    public void aFunctionThatMakesNoInstanceIsToldAsAConstructorThatRaises() throws Exception {
        node.python("empty", "def make(): pass\ndef _help(): return 'nothing'\n");
        node.module("empty", "empty", "make", null).start();
        node.await("empty", State.BROKEN);
        assertEquals("Exception: Module failed to load INSTANCE", Client.problem(node.workers(), "empty", "x"));
        assertEquals(
                "has no instance: TypeError: make of empty returned None instead of an instance",
                node.status("empty").problem());
        node.awaitLog("The constructor of %s failed", "make of empty returned None");
    }

    @Test
    public void aSlowConstructorLosesNoClient() throws Exception {
        start("""
                import time
                class Wild:
                    def __init__(self):
                        time.sleep(1)
                    def echo(self, value):
                        return value
                """);
        Client first = Client.queue(node.workers(), "wild");
        Client second = Client.queue(node.workers(), "wild");
        assertEquals(1L, first.awaitTurn().call("echo", 1).result());
        first.end();
        assertEquals(2L, second.awaitTurn().call("echo", 2).result());
    }

    @Test
    public void megabytesThatArePrintedHinderNothing() throws Exception {
        start(WILD);
        assertEquals("hoarse", Client.result(node.workers(), "wild", "shout"));
        assertEquals(1L, echo(1));
    }

    @Test
    public void oneThatEndsItselfAnswersAndServesAgain() throws Exception {
        start(WILD);
        assertTrue(Client.problem(node.workers(), "wild", "leave").endsWith("worker died during the call"));
        assertEquals(1L, echo(1));
        node.awaitLog("died", "status 5");
    }

    @Test
    public void oneWhoseCallsEndItIsStartedAgainAfterAPause() throws Exception {
        node.config.firstPauseInMs = 60_000;
        node.config.longestPauseInMs = 60_000;
        start(WILD);
        assertTrue(Client.problem(node.workers(), "wild", "leave").endsWith("worker died during the call"));
        assertTrue(Client.problem(node.workers(), "wild", "leave").endsWith("worker died during the call"));
        node.await("wild", State.RESTARTING);
        await().until(() -> node.processes().processes().find("worker.wild").isEmpty());
        assertEquals(State.RESTARTING, node.status("wild").state());
    }

    @Test
    public void oneWhoseForkWillNotEndIsStillNoticedWhenItDies() throws Exception {
        node.config.termInMs = 200;
        start(WILD);
        assertEquals("parent", Client.result(node.workers(), "wild", "fork", file("forked")));
        awaitFile("forked");
        Client client = Client.queue(node.workers(), "wild").awaitTurn();
        CompletionStage<WorkerAnswer> answer = client.begin("hang", file("hangs"));
        awaitFile("hangs");
        long begin = System.nanoTime();
        kill(node.pid("wild"));
        assertTrue(Client.await(answer).isError());
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1));
        client.end();
        assertEquals(1L, echo(1));
    }

    @Test
    public void aForkThatComesBackFromTheCallSaysNothing() throws Exception {
        start(WILD);
        long pid = node.pid("wild");
        assertTrue((Long) Client.result(node.workers(), "wild", "both") > 0);
        assertEquals(1L, echo(1));
        assertEquals(pid, node.pid("wild"));
    }

    @Test
    public void oneThatClosesItsConnectionIsReplaced() throws Exception {
        start(WILD);
        assertTrue(Client.problem(node.workers(), "wild", "shut").endsWith("worker died during the call"));
        assertEquals(1L, echo(1));
        node.awaitLog("\"CRITICAL\"", "died");
    }

    @Test
    public void anAnswerThatIsTooLongEndsTheWorkerAndIsTold() throws Exception {
        node.config.maxLineBytes = 1 << 16;
        start(WILD);
        String half = "x".repeat(40_000);
        assertEquals(half, echo(half));
        assertTrue(Client.problem(node.workers(), "wild", "echo", half + half).contains("died"));
        node.awaitLog("maxLineBytes");
        assertEquals(1L, echo(1));
    }

    @Test
    public void aProgramThatIsNotThereMakesItDead() throws Exception {
        node.config.python = "no-such-python";
        start(WILD);
        assertTrue(
                node.await("wild", State.DEAD).problem(),
                node.status("wild").problem().contains("no-such-python"));
    }

    @Test
    public void aModuleThatHangsIsReplacedByAReloadAndItsProcessIsGone() throws Exception {
        node.config.stopInMs = 300;
        start(WILD);
        long pid = node.pid("wild");
        Client client = Client.queue(node.workers(), "wild").awaitTurn();
        CompletionStage<WorkerAnswer> answer = client.begin("hang", file("hangs"));
        awaitFile("hangs");
        assertTrue(node.workers().reload("wild"));
        assertTrue(Client.await(answer).isError());
        client.unloaded.get(20, TimeUnit.SECONDS);
        assertEquals(1L, echo(1));
        assertNotEquals(pid, node.pid("wild"));
        assertTrue(ProcessHandle.of(pid).isEmpty()
                || !ProcessHandle.of(pid).orElseThrow().isAlive());
    }
}
