package dev.patchbay.process.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.process.ProcessPlan.Restart;
import dev.patchbay.process.internal.RestartCount.Next;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.Test;

public class RestartCountTest {

    private static final OptionalInt FAILED = OptionalInt.of(1);

    private static RestartCount count(Restart plan) {
        return new RestartCount(plan, new SplittableRandom(1));
    }

    @Test
    public void whatIsNeverRestartedIsFinishedOrGivenUpWhenItCouldNotBeStarted() {
        assertEquals(Next.FINISHED, count(Restart.NEVER).ended(FAILED, 0));
        assertEquals(Next.GIVEN_UP, count(Restart.NEVER).ended(OptionalInt.empty(), 0));
    }

    @Test
    public void aFinalStatusIsNotRestartedAndOthersAre() {
        RestartCount count = count(new Restart(Set.of(0, 3), 1, 1, 5, 1_000));
        assertEquals(Next.AGAIN, count.ended(FAILED, 0));
        assertEquals(Next.FINISHED, count.ended(OptionalInt.of(3), 0));
        assertEquals(Next.FINISHED, count.ended(OptionalInt.of(0), 0));
    }

    @Test
    public void tooManyEndsInARowAreGivenUpAndASteadyRunBeginsAnew() {
        RestartCount count = count(new Restart(Set.of(), 1, 1, 3, 1_000));
        assertEquals(Next.AGAIN, count.ended(FAILED, 999));
        assertEquals(Next.AGAIN, count.ended(FAILED, 0));
        assertEquals(Next.AGAIN, count.ended(FAILED, 1_000));
        assertEquals(Next.AGAIN, count.ended(OptionalInt.empty(), 0));
        assertEquals(Next.GIVEN_UP, count.ended(FAILED, 0));
    }

    @Test
    public void thePauseIsNoneThenDoublesUpToItsCapAndVariesByAFifth() {
        RestartCount count = count(new Restart(Set.of(), 200, 1_000, -1, 1_000));
        for (long expected : new long[] {0, 200, 400, 800, 1_000, 1_000}) {
            assertEquals(Next.AGAIN, count.ended(FAILED, 0));
            long pause = count.pauseInMs();
            assertTrue(pause + " for " + expected, pause >= expected * 0.8 && pause <= expected * 1.2);
        }
    }

    @Test
    public void manyEndsInARowDoNotOverflowThePause() {
        RestartCount count = count(new Restart(Set.of(), 200, 30_000, -1, 1_000));
        for (int i = 0; i < 5_000; i++) {
            count.ended(FAILED, 0);
        }
        assertTrue(count.pauseInMs() <= 36_000 && count.pauseInMs() >= 24_000);
    }
}
