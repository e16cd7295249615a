package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class BriefnessTest {

    private final Briefness method = new Briefness("lab.read");

    /** At any time, also where the clock of the machine overflows. */
    private final long start = Long.MAX_VALUE - 1_000;

    private void took(long millis, long atMs) {
        method.took(TimeUnit.MILLISECONDS.toNanos(millis), start + TimeUnit.MILLISECONDS.toNanos(atMs));
    }

    @Test
    public void whatIsAlmostTooLongIsBriefHoweverOftenItHappens() {
        for (int i = 0; i < 100; i++) {
            took(Briefness.LIMIT_IN_MS - 1, i);
        }
        assertTrue(method.isTrusted());
    }

    @Test
    public void twoOverrunsMayBeTheMachinesFaultTheThirdIsTheMethods() {
        took(Briefness.LIMIT_IN_MS, 0);
        took(Briefness.LIMIT_IN_MS, 30_000);
        assertTrue(method.isTrusted());
        took(Briefness.LIMIT_IN_MS, Briefness.MEMORY_IN_MS);
        assertFalse(method.isTrusted());
    }

    @Test
    public void anOldOverrunIsForgotten() {
        took(Briefness.LIMIT_IN_MS, 0);
        took(Briefness.LIMIT_IN_MS, 30_000);
        took(Briefness.LIMIT_IN_MS, Briefness.MEMORY_IN_MS + 1);
        assertTrue(method.isTrusted());
        took(Briefness.LIMIT_IN_MS, Briefness.MEMORY_IN_MS + 2);
        assertFalse(method.isTrusted());
    }

    @Test
    public void oneThatTakesASecondIsNotBrief() {
        took(Briefness.HANG_IN_MS - 1, 0);
        assertTrue(method.isTrusted());
        took(Briefness.HANG_IN_MS, 1);
        assertFalse(method.isTrusted());
    }

    @Test
    public void trustDoesNotComeBack() {
        took(Briefness.HANG_IN_MS, 0);
        took(0, 2 * Briefness.MEMORY_IN_MS);
        assertFalse(method.isTrusted());
    }

    @Test
    public void oneThatHangsIsNotBrief() {
        method.hangs(TimeUnit.SECONDS.toNanos(1), Thread.currentThread());
        method.hangs(TimeUnit.SECONDS.toNanos(2), Thread.currentThread());
        assertFalse(method.isTrusted());
    }
}
