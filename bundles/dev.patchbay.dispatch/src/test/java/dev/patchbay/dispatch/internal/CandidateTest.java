package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.Test;

public class CandidateTest {

    private static final long LONG_IN_MS = 60_000;

    private final Candidate<String> candidate = new Candidate<>(1, "target");

    @Test
    public void nobodyGetsOnOnceItLeaves() {
        assertTrue(candidate.acquire());
        candidate.leave();
        assertFalse(candidate.acquire());
        assertEquals(1, candidate.calls());
    }

    @Test
    public void withoutCallsItIsIdleAtOnce() {
        candidate.leave();
        assertTrue(candidate.awaitIdle(0));
    }

    @Test
    public void drainWaitsForTheLastCall() throws Exception {
        candidate.acquire();
        candidate.acquire();
        candidate.leave();
        CompletableFuture<Boolean> idle = CompletableFuture.supplyAsync(() -> candidate.awaitIdle(LONG_IN_MS));
        candidate.release();
        assertFalse(idle.isDone());
        candidate.release();
        assertTrue(idle.get());
    }

    @Test
    public void drainEndsWhenItsTimeIsOver() {
        candidate.acquire();
        assertFalse(candidate.awaitIdle(1));
        assertFalse(candidate.awaitIdle(0));
        assertEquals(1, candidate.calls());
    }

    @Test
    public void anInterruptedDrainEndsAndKeepsTheInterrupt() throws Exception {
        candidate.acquire();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread drainer = new Thread(() -> {
            boolean idle = candidate.awaitIdle(LONG_IN_MS);
            interrupted.complete(!idle && Thread.currentThread().isInterrupted());
        });
        drainer.start();
        await().until(() -> drainer.getState() == Thread.State.TIMED_WAITING);
        drainer.interrupt();
        assertTrue(interrupted.get());
    }
}
