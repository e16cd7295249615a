package dev.patchbay.transport.udp.internal;

import static org.junit.Assert.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

/** What is logged of what comes again and again. */
public class OnceASecondTest {

    // Near the end of what a nanoTime may be, so that it overflows within the second.
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final OnceASecond fault = new OnceASecond(now::get);

    private void pass(long ms) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    @Test
    public void theFirstIsDueAtOnce() {
        assertEquals(0, fault.due());
    }

    @Test
    public void theNextIsDueAfterASecondAndTellsHowManyWereNot() {
        fault.due();
        for (int i = 0; i < 5; i++) {
            assertEquals(OnceASecond.NOT_NOW, fault.due());
        }
        pass(999);
        assertEquals(OnceASecond.NOT_NOW, fault.due());
        pass(1);
        assertEquals(6, fault.due());
        assertEquals(OnceASecond.NOT_NOW, fault.due());
    }

    @Test
    public void nothingIsSuppressedBetweenThoseThatAreRare() {
        fault.due();
        pass(5_000);
        assertEquals(0, fault.due());
        pass(1_000);
        assertEquals(0, fault.due());
    }
}
