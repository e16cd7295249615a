package dev.patchbay.service.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.service.ServiceStatus.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** How services end that do not end as they should; the time for it is short. */
public class EndingTest {

    private static final long STOP_IN_MS = 300;

    /** What the limits allow, and plenty for a busy machine; far less than one after the other would take. */
    private static final long BOUND_IN_MS = 5 * (STOP_IN_MS + Farewell.AFTER_INTERRUPTION_IN_MS);

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final EngineFixture fixture = new EngineFixture(STOP_IN_MS);

    private final ServiceEngine engine = fixture.engine;
    private final long beganInNanos = System.nanoTime();

    private long ageInMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganInNanos);
    }

    @Test
    public void aMainThatIgnoresDisableIsInterrupted() {
        CompletableFuture<Long> interrupted = new CompletableFuture<>();
        ScriptedService service = new ScriptedService().disable(() -> {}).main(() -> {
            try {
                fixture.mayEnd.acquire();
            } catch (InterruptedException e) {
                interrupted.complete(ageInMs());
                throw e;
            }
        });
        Thread thread = fixture.enabled("a", service).awaitMain();
        assertTrue(engine.disable("a"));
        assertTrue("it had its time", interrupted.join() >= STOP_IN_MS);
        assertFalse(thread.isAlive());
        assertNull(
                "an interruption that was asked for is no failure",
                fixture.status("a").lastFailure());
    }

    @Test
    public void aMainThatIgnoresInterruptionAsWellIsLeftBehindInBoundedTime() {
        ScriptedService service = ScriptedService.ignoringAllUntil(fixture.mayEnd);
        Thread thread = fixture.enabled("a", service).awaitMain();
        assertTrue(engine.disable("a"));
        assertTrue("took " + ageInMs() + " ms", ageInMs() < BOUND_IN_MS);
        assertTrue(thread.isAlive());
        String failure = fixture.status("a").lastFailure();
        assertTrue(failure, failure.contains("patchbay-service-a"));
        assertEquals(State.AVAILABLE, fixture.state("a"));
        assertFalse("it is not enabled any more", engine.disable("a"));
    }

    @Test
    public void whatWasLeftBehindIsNotBegunAgainUntilItHasEnded() {
        ScriptedService service = ScriptedService.ignoringAllUntil(fixture.mayEnd);
        Thread thread = fixture.enabled("a", service).awaitMain();
        engine.disable("a");
        assertFalse(engine.enable("a"));
        assertEquals(Optional.empty(), engine.get("a"));
        fixture.mayEnd.release();
        await().until(() -> !thread.isAlive());
        assertSame(service, engine.get("a").orElseThrow());
        service.awaitMain();
        assertEquals(2, service.runs.get());
        assertEquals(1, service.most.get());
    }

    @Test
    public void theEndOfOneLeftBehindDoesNotDisturbItsSuccessor() {
        ScriptedService service = ScriptedService.ignoringAllUntil(fixture.mayEnd);
        Thread leftBehind = fixture.enabled("a", service).awaitMain();
        engine.disable("a");
        engine.delete("a");
        Thread successor = fixture.enabled("a").awaitMain();
        fixture.mayEnd.release();
        await().until(() -> !leftBehind.isAlive());
        assertEquals(State.ENABLED, fixture.state("a"));
        assertEquals(1, fixture.status("a").runs());
        assertTrue(successor.isAlive());
    }

    @Test
    public void aDisableThatThrowsIsFollowedByAnInterruptionAtOnce() {
        ScriptedService service = new ScriptedService().disable(() -> {
            throw new IllegalStateException("cannot be asked");
        });
        Thread thread = fixture.enabled("a", service).awaitMain();
        assertTrue(engine.disable("a"));
        assertFalse(thread.isAlive());
    }

    @Test
    public void aDisableThatNeverReturnsHoldsUpNobody() {
        ScriptedService service = new ScriptedService()
                .disable(fixture.mayEnd::acquireUninterruptibly)
                .main(fixture.mayEnd::acquire);
        fixture.enabled("a", service).awaitMain();
        assertTrue(engine.disable("a"));
        assertTrue("took " + ageInMs() + " ms", ageInMs() < BOUND_IN_MS);
        assertFalse("a thread of it is still in its code", engine.enable("a"));
        fixture.mayEnd.release(2);
        await().until(() -> engine.enable("a"));
        assertEquals(1, service.most.get());
    }

    @Test
    public void whatMainThrowsAtItsEndIsKeptAndNoFailureIsAnnounced() {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedService service = new ScriptedService()
                .disable(asked::countDown)
                .main(() -> {
                    asked.await();
                    throw new IllegalStateException("could not close");
                });
        fixture.enabled("a", service).awaitMain();
        assertTrue(engine.disable("a"));
        assertEquals(
                "java.lang.IllegalStateException: could not close",
                fixture.status("a").lastFailure());
        assertTrue(fixture.announced.contains("service.ended a 1 java.lang.IllegalStateException: could not close"));
    }

    @Test
    public void twoWhoDisableItAtOnceBothWaitAndOneIsTold() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Semaphore mayEnd = new Semaphore(0);
        ScriptedService service =
                new ScriptedService().disable(asked::countDown).main(mayEnd::acquire);
        Thread thread = fixture.enabled("a", service).awaitMain();
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> engine.disable("a"));
        assertTrue(asked.await(20, TimeUnit.SECONDS));
        CompletableFuture<Boolean> second =
                CompletableFuture.supplyAsync(() -> engine.disable("a") || thread.isAlive());
        mayEnd.release();
        assertTrue(first.get());
        assertFalse(second.get());
        assertEquals(1, service.disables.get());
    }

    @Test
    public void theInterruptionOfWhoeverDisablesIsKeptForHim() {
        ScriptedService service = fixture.enabled("a");
        Thread thread = service.awaitMain();
        Thread.currentThread().interrupt();
        assertTrue(engine.disable("a"));
        assertTrue(Thread.interrupted());
        assertFalse(thread.isAlive());
    }

    @Test
    public void manyThatIgnoreEverythingTakeNoLongerThanOne() {
        for (int i = 0; i < 20; i++) {
            fixture.enabled("deaf" + i, ScriptedService.ignoringAllUntil(fixture.mayEnd))
                    .awaitMain();
        }
        ScriptedService good = fixture.enabled("good");
        Thread thread = good.awaitMain();
        assertFalse(engine.disableAll());
        assertTrue("took " + ageInMs() + " ms", ageInMs() < BOUND_IN_MS);
        assertFalse(thread.isAlive());
    }

    @Test
    public void oneThatIgnoresEverythingTakesNoTimeFromTheOthers() {
        ServiceEngine busy = new ServiceEngine(new ServiceOrder(List.of()), 3_000, (event, name, runs, error) -> {});
        CompletableFuture<Boolean> endedByItself = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedService slow = new ScriptedService().disable(asked::countDown).main(() -> {
            try {
                asked.await();
                endedByItself.complete(!new Semaphore(0).tryAcquire(30, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                endedByItself.complete(false);
            }
        });
        ScriptedService deaf = ScriptedService.ignoringAllUntil(fixture.mayEnd);
        for (ScriptedService service : List.of(slow, deaf)) {
            busy.create(service.equals(slow) ? "slow" : "deaf", service);
            busy.enableAll();
            service.awaitMain();
        }
        assertEquals(1, busy.close(5_000).leftBehind());
        assertTrue("it had half of the time for itself", endedByItself.join());
    }

    @Test
    public void theNodesLimitIsStrongerThanTheSetting() {
        ServiceEngine patient =
                new ServiceEngine(new ServiceOrder(List.of()), 3_600_000, (event, name, runs, error) -> {});
        ScriptedService service = ScriptedService.ignoringAllUntil(fixture.mayEnd);
        patient.create("a", service);
        patient.enable("a");
        service.awaitMain();
        assertEquals(1, patient.close(STOP_IN_MS).leftBehind());
        assertTrue("took " + ageInMs() + " ms", ageInMs() < BOUND_IN_MS);
    }

    @Test
    public void retiringTakesNothingFromTheSuccessor() {
        ScriptedService old = new ScriptedService();
        Hosted former = engine.add("a", Origin.code(old), old).orElseThrow();
        assertTrue(engine.enable(former));
        Thread thread = old.awaitMain();
        engine.delete("a");
        Thread successor = fixture.enabled("a").awaitMain();
        engine.retire(former);
        assertFalse(thread.isAlive());
        assertTrue(successor.isAlive());
        assertEquals(State.ENABLED, fixture.state("a"));
        assertFalse("it was forgotten", engine.enable(former));
    }
}
