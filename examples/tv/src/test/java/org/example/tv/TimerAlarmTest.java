package org.example.tv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.SysClock;
import dev.patchbay.clock.Ticks;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class TimerAlarmTest {

    private static final Ticks FAR = Ticks.of(Long.MAX_VALUE / 4);

    private final CorrelatedClock clock = new CorrelatedClock(new SysClock(), 1000);
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();
    private final TimerAlarm alarm = new TimerAlarm();

    @After
    public void close() {
        alarm.close();
    }

    @Test
    public void ringsWhenTheClockIsThereEvenIfItJumps() throws InterruptedException {
        Ticks at = clock.now().plus(3_600_000L);
        alarm.set(clock, at, () -> rung.add("there"));
        clock.seek(at);
        assertEquals("there", rung.poll(10, TimeUnit.SECONDS));
    }

    @Test
    public void aNewOneTakesThePlaceOfTheLast() throws InterruptedException {
        Ticks at = clock.now().plus(3_600_000L);
        alarm.set(clock, at, () -> rung.add("old"));
        alarm.set(clock, at, () -> rung.add("new"));
        clock.seek(at);
        assertEquals("new", rung.poll(10, TimeUnit.SECONDS));
        assertEquals(0, rung.size()); // the older one would have come first
    }

    @Test
    public void whatWasCancelledDoesNotRing() throws InterruptedException {
        Ticks at = clock.now().plus(3_600_000L);
        alarm.set(clock, at, () -> rung.add("cancelled"));
        alarm.cancel();
        alarm.cancel();
        clock.seek(at);
        alarm.set(clock, at, () -> rung.add("later"));
        assertEquals("later", rung.poll(10, TimeUnit.SECONDS));
    }

    @Test
    public void closedItTakesNothingMore() {
        alarm.set(clock, FAR, () -> rung.add("far"));
        alarm.close();
        clock.seek(FAR);
        assertThrows(IllegalStateException.class, () -> alarm.set(clock, FAR, () -> rung.add("late")));
        assertNull(rung.poll());
    }
}
