package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Whose turn it is, and what becomes of clients while the module comes, goes and dies. */
public class WorkerTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final EngineRule node = new EngineRule();

    private Client client() throws WorkerException {
        return Client.queue(node.engine(), "lamp");
    }

    private String refusal() {
        return assertThrows(WorkerException.class, this::client).getMessage();
    }

    private static void assertProblem(String problem, CompletionStage<WorkerAnswer> answer) throws Exception {
        assertEquals("Exception: " + problem, Client.await(answer).traceback());
    }

    // Turns

    @Test
    public void clientsHaveTheirTurnInTheOrderInWhichTheyCame() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        Client third = client();
        CompletionStage<WorkerAnswer> answer = first.begin("set", 1);
        assertEquals(new Order("192.0.2.7", "set", List.of(1)), host.orders.get(0));
        assertFalse(second.hasTurn());
        host.answer("done");
        assertEquals("done", Client.await(answer).result());
        assertFalse("a client keeps the worker until it ends", second.hasTurn());
        first.end();
        second.awaitTurn();
        assertFalse(third.hasTurn());
        second.end();
        third.awaitTurn();
    }

    @Test
    public void whoGivesUpItsPlaceIsPassedOver() throws Exception {
        node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        Client third = client();
        second.end();
        second.end();
        first.end();
        third.awaitTurn();
        assertFalse(second.hasTurn());
        assertEquals(0, node.engine().find("lamp").orElseThrow().waiting());
    }

    @Test
    public void whoEndsDuringItsCallLeavesWhenThatIsDone() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        CompletionStage<WorkerAnswer> answer = first.begin("set");
        first.end();
        assertFalse(second.hasTurn());
        host.answer("late");
        second.awaitTurn();
        assertEquals("late", Client.await(answer).result());
    }

    @Test
    public void onlyOneCallAtATimeAndOnlyInTheTurn() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        assertThrows(IllegalStateException.class, () -> second.begin("set"));
        CompletionStage<WorkerAnswer> answer = first.begin("set");
        assertThrows(IllegalStateException.class, () -> first.begin("set"));
        host.answer(1);
        Client.await(answer);
        first.end();
        assertThrows(IllegalStateException.class, () -> first.begin("set"));
    }

    @Test
    public void aThousandClientsAtOnceAreQueuedUpToTheBoundAndTheRestIsRefused() throws Exception {
        node.startLamp();
        List<Client> queued = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            try {
                queued.add(client());
            } catch (WorkerException e) {
                assertEquals("lamp queue is full", e.getMessage());
                refused++;
            }
        }
        assertEquals(65, queued.size());
        assertEquals(935, refused);
        assertEquals(64, node.engine().find("lamp").orElseThrow().waiting());
        for (Client each : queued) {
            each.awaitTurn().end();
        }
        client().awaitTurn();
    }

    @Test
    public void whereNobodyMayWaitAnIdleWorkerServesAllTheSame() throws Exception {
        node.config.maxWaiting = 0;
        node.startLamp();
        Client first = client().awaitTurn();
        assertEquals("lamp queue is full", refusal());
        first.end();
        client().awaitTurn();
    }

    @Test
    public void aClientThatLeavesInItsTurnAtOnceNeedsNoStack() throws Exception {
        node.config.maxWaiting = 100_000;
        node.startLamp();
        Client first = client().awaitTurn();
        for (int i = 0; i < 20_000; i++) {
            LeavingClient.queue(node.engine(), "lamp");
        }
        Client last = client();
        first.end();
        last.awaitTurn();
    }

    @Test
    public void anUnknownNameIsToldWithItsCase() throws Exception {
        node.startLamp();
        WorkerException unknown = assertThrows(WorkerException.class, () -> Client.queue(node.engine(), "Lamp"));
        assertEquals("Lamp does not exist (case matters)", unknown.getMessage());
    }

    // Loading

    @Test
    public void clientsWaitWhileTheModuleIsLoaded() throws Exception {
        node.write(EngineRule.modules("lamp"));
        node.start();
        FakeHosts.FakeHost host = node.hosts.await(1);
        Client first = client();
        host.listener.onImported();
        assertFalse(first.hasTurn());
        assertEquals(State.LOADING, node.engine().find("lamp").orElseThrow().state());
        host.listener.onMade(new Report(true, null, List.of()));
        first.awaitTurn();
        assertNull(node.engine().find("lamp").orElseThrow().problem());
        node.awaitEvent("module.loaded lamp");
    }

    @Test
    public void aConstructorThatFailedIsToldToEachClient() throws Exception {
        node.write(EngineRule.modules("lamp"));
        node.start();
        FakeHosts.FakeHost host = node.hosts.await(1);
        host.listener.onImported();
        host.listener.onMade(new Report(false, "Traceback\nValueError: no light", List.of()));
        node.awaitState("lamp", State.BROKEN);
        assertProblem("Module failed to load INSTANCE", client().awaitTurn().begin("set"));
        assertEquals(0, host.orders.size());
        node.awaitEvent("module.loaded lamp: has no instance: ValueError: no light");
    }

    @Test
    public void aModuleThatCannotBeImportedIsDeadAndWhoWaitedIsTold() throws Exception {
        node.write(EngineRule.modules("lamp"));
        node.start();
        FakeHosts.FakeHost host = node.hosts.await(1);
        Client waiting = client();
        host.listener.onRefused("Traceback\nModuleNotFoundError: No module named 'lab'");
        host.die();
        node.awaitState("lamp", State.DEAD);
        assertEquals("lamp worker is not alive!", waiting.unloaded.get(20, TimeUnit.SECONDS));
        assertEquals("lamp worker is not alive!", refusal());
        assertEquals(
                "could not be loaded: ModuleNotFoundError: No module named 'lab'",
                node.engine().find("lamp").orElseThrow().problem());
        assertEquals("it is not tried again", 1, node.hosts.made.size());
    }

    @Test
    public void aProgramThatIsNotThereMakesTheModuleDead() throws Exception {
        node.write(EngineRule.modules("lamp"));
        node.start();
        FakeHosts.FakeHost host = node.hosts.await(1);
        host.listener.onNotStarted("Expected a program python9 on the PATH, found none");
        host.die();
        node.awaitState("lamp", State.DEAD);
    }

    // Dying

    @Test
    public void whoIsServedWhenItDiesIsAnsweredAndWhoWaitsIsServedByTheNext() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        CompletionStage<WorkerAnswer> answer = first.begin("set");
        host.listener.onGone();
        host.answers.get(0).complete(Texts.failure(Texts.died("lamp")));
        assertProblem("lamp worker died during the call", answer);
        node.awaitState("lamp", State.RESTARTING);
        first.end();
        assertFalse(second.hasTurn());
        host.listener.onFinished("was killed by SIGKILL");
        FakeHosts.FakeHost next = node.hosts.await(2).makeReady();
        second.awaitTurn();
        CompletionStage<WorkerAnswer> other = second.begin("set");
        next.answer(2);
        assertEquals(2, Client.await(other).result());
        node.awaitLog("\"CRITICAL\"");
        node.awaitEvent("module.died lamp: was killed by SIGKILL");
    }

    @Test
    public void whoHasTheWorkerWhenItDiesKeepsItAndItsNextCallWaits() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        host.die();
        CompletionStage<WorkerAnswer> answer = first.begin("set");
        FakeHosts.FakeHost next = node.hosts.await(2).makeReady();
        next.awaitOrders(1);
        next.answer("again");
        assertEquals("again", Client.await(answer).result());
        assertEquals(0, host.orders.size());
    }

    @Test
    public void whatADeadOneSaysLateIsNotHeard() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        host.die();
        FakeHosts.FakeHost next = node.hosts.await(2);
        host.listener.onMade(new Report(true, null, List.of()));
        host.die();
        assertEquals(State.LOADING, node.engine().find("lamp").orElseThrow().state());
        next.makeReady();
        node.awaitState("lamp", State.READY);
        assertEquals(2, node.hosts.made.size());
    }

    @Test
    public void oneThatDiesAgainAndAgainIsStartedAfterPausesAndStaysListed() throws Exception {
        node.config.firstPauseInMs = 200;
        FakeHosts.FakeHost host = node.startLamp();
        host.die();
        FakeHosts.FakeHost second = node.hosts.await(2);
        long begin = System.nanoTime();
        second.die();
        assertEquals(State.RESTARTING, node.engine().find("lamp").orElseThrow().state());
        Client waiting = client();
        node.hosts.await(3).makeReady();
        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) >= 200);
        waiting.awaitTurn();
    }

    @Test
    public void oneThatServesAndDiesIsStartedAgainAtOnceHoweverOften() throws Exception {
        node.config.firstPauseInMs = 60_000;
        node.config.longestPauseInMs = 60_000;
        FakeHosts.FakeHost host = node.startLamp();
        for (int i = 2; i <= 11; i++) {
            Client client = client().awaitTurn();
            CompletionStage<WorkerAnswer> answer = client.begin("set");
            host.awaitOrders(1);
            host.answer(i);
            assertEquals(i, Client.await(answer).result());
            client.end();
            host.die();
            host = node.hosts.await(i).makeReady();
        }
    }

    @Test
    public void aCallThatItDiesOfDoesNotCountAsServed() throws Exception {
        node.config.firstPauseInMs = 60_000;
        node.config.longestPauseInMs = 60_000;
        FakeHosts.FakeHost host = node.startLamp();
        dieOfACall(host);
        dieOfACall(node.hosts.await(2).makeReady());
        assertEquals(State.RESTARTING, node.engine().find("lamp").orElseThrow().state());
        assertEquals("it is paused for", 2, node.hosts.made.size());
    }

    private void dieOfACall(FakeHosts.FakeHost host) throws Exception {
        Client client = client().awaitTurn();
        CompletionStage<WorkerAnswer> answer = client.begin("crash");
        host.awaitOrders(1);
        host.listener.onGone();
        host.answers.get(0).complete(Texts.failure(Texts.died("lamp")));
        assertTrue(Client.await(answer).isError());
        client.end();
        host.listener.onFinished("ended");
    }

    // Reading the code again

    @Test
    public void changedCodeIsReadAgainOnlyWhenNoClientIsThere() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        CompletionStage<WorkerAnswer> answer = first.begin("set");
        host.look = Look.CHANGED;
        await().until(() -> host.look == Look.SAME);
        host.answer(1);
        Client.await(answer);
        first.end();
        second.awaitTurn();
        assertEquals(0, host.reloads);
        second.end();
        await().until(() -> host.reloads == 1);
        Client third = client();
        assertFalse(third.hasTurn());
        host.listener.onReloaded(new Report(true, null, List.of()));
        third.awaitTurn();
        node.awaitEvent("module.reloaded lamp");
    }

    @Test
    public void aLookThatFailsIsNotTheLastOne() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        host.isLookFailing = true;
        await().until(() -> !host.isLookFailing);
        host.look = Look.CHANGED;
        await().until(() -> host.reloads == 1);
    }

    @Test
    public void codeThatSettlesIsLookedAtAgain() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        host.look = Look.SETTLING;
        await().until(() -> host.look == Look.SAME);
        host.look = Look.CHANGED;
        await().until(() -> host.reloads == 1);
    }

    @Test
    public void aReloadThatFailedSaysSoAndTheOldCodeServes() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        host.look = Look.CHANGED;
        await().until(() -> host.reloads == 1);
        host.listener.onReloaded(new Report(true, "Traceback\nSyntaxError: invalid syntax", List.of()));
        node.awaitState("lamp", State.READY);
        String problem = "could not load its changed code, the old code serves: SyntaxError: invalid syntax";
        assertEquals(problem, node.engine().find("lamp").orElseThrow().problem());
        node.awaitEvent("module.reloaded lamp: " + problem);
        client().awaitTurn().end();
        host.look = Look.CHANGED;
        await().until(() -> host.reloads == 2);
        host.listener.onReloaded(new Report(true, null, List.of()));
        node.awaitState("lamp", State.READY);
        assertNull(node.engine().find("lamp").orElseThrow().problem());
    }

    @Test
    public void oneThatDiesWhileItReadsItsCodeIsStartedAgain() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        host.look = Look.CHANGED;
        await().until(() -> host.reloads == 1);
        Client waiting = client();
        host.die();
        node.hosts.await(2).makeReady();
        waiting.awaitTurn();
    }

    // Loading anew and unloading

    @Test
    public void aReloadKeepsWhoWaitsAndTakesTheWorkerFromWhoHasItBetweenCalls() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        Thread reload = new Thread(this::reload);
        reload.start();
        await().until(() -> host.isStopped);
        assertEquals("lamp was unloaded", first.unloaded.get(20, TimeUnit.SECONDS));
        assertProblem("lamp was unloaded", first.begin("set"));
        first.end();
        host.die();
        FakeHosts.FakeHost next = node.hosts.await(2);
        assertTrue(reload.isAlive());
        next.listener.onImported();
        reload.join(20_000);
        assertFalse("a reload ends when the module has been imported", reload.isAlive());
        assertFalse(second.hasTurn());
        next.listener.onMade(new Report(true, null, List.of()));
        second.awaitTurn();
        assertEquals("being reloaded is no death", 0, node.logged("\"The worker of module %s died"));
    }

    private void reload() {
        try {
            assertTrue(node.engine().reload("lamp"));
        } catch (WorkerException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aReloadLetsTheCallThatRunsEnd() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        CompletionStage<WorkerAnswer> answer = first.begin("set");
        Thread reload = new Thread(this::reload);
        reload.start();
        await().until(() -> host.isStopped);
        assertFalse(first.unloaded.isDone());
        host.answer("done");
        assertEquals("done", Client.await(answer).result());
        first.unloaded.get(20, TimeUnit.SECONDS);
        host.die();
        node.hosts.await(2).makeReady();
        reload.join(20_000);
        client().awaitTurn();
    }

    @Test
    public void aDeadModuleIsTriedAgainByAReload() throws Exception {
        node.write(EngineRule.modules("lamp"));
        node.start();
        FakeHosts.FakeHost host = node.hosts.await(1);
        host.listener.onRefused("SyntaxError: no");
        host.die();
        node.awaitState("lamp", State.DEAD);
        Thread reload = new Thread(this::reload);
        reload.start();
        node.hosts.await(2).makeReady();
        reload.join(20_000);
        client().awaitTurn();
    }

    @Test
    public void aReloadEndsAlsoWhenTheModuleCannotBeImported() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Thread reload = new Thread(this::reload);
        reload.start();
        await().until(() -> host.isStopped);
        host.die();
        node.hosts.await(2).listener.onRefused("SyntaxError: no");
        reload.join(20_000);
        assertFalse(reload.isAlive());
        assertEquals("lamp worker is not alive!", refusal());
    }

    @Test
    public void anUnloadedModuleIsGoneForItsClients() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        Client first = client().awaitTurn();
        Client second = client();
        node.write(EngineRule.modules());
        assertEquals("lamp was unloaded", second.unloaded.get(20, TimeUnit.SECONDS));
        assertEquals("lamp was unloaded", first.unloaded.get(20, TimeUnit.SECONDS));
        assertEquals("lamp does not exist (case matters)", refusal());
        host.die();
        node.awaitEvent("module.unloaded lamp");
    }

    @Test
    public void aModuleThatComesBackWhileItLeavesIsStartedWhenItHasLeft() throws Exception {
        FakeHosts.FakeHost host = node.startLamp();
        node.write(EngineRule.modules());
        await().until(() -> host.isStopped);
        node.write(EngineRule.modules("lamp"));
        node.awaitNames("lamp");
        assertEquals("two of one module must not run", 1, node.hosts.made.size());
        Client waiting = client();
        host.die();
        node.hosts.await(2).makeReady();
        waiting.awaitTurn();
        assertFalse(node.events.contains("module.unloaded lamp"));
    }
}
