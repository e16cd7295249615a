package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** What is to be done later, in the order of its time. */
public class TimersTest {

    private final Timers timers = new Timers();

    private static void nothing() {}

    @Test
    public void firstThatIsDueComesFirst() {
        Runnable late = TimersTest::nothing;
        Runnable soon = TimersTest::nothing;
        Runnable never = TimersTest::nothing;
        timers.after(60_000, never);
        timers.after(40, late);
        timers.after(20, soon);
        assertTrue(timers.untilNextInMs() <= 21);
        await().untilAsserted(() -> assertSame(soon, timers.poll()));
        await().untilAsserted(() -> assertSame(late, timers.poll()));
        assertNull(timers.poll());
        assertTrue(timers.untilNextInMs() > 50_000);
    }

    @Test
    public void cancelledIsForgotten() {
        Timers.Timer first = timers.after(1, TimersTest::nothing);
        first.cancel();
        first.cancel();
        assertEquals(0, timers.untilNextInMs());
        assertNull(timers.poll());
    }

    @Test
    public void waitIsNeverZeroWhileSomethingIsToCome() {
        timers.after(0, TimersTest::nothing);
        assertTrue(timers.untilNextInMs() >= 1);
    }
}
