package dev.patchbay.module.internal;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

/** How long one thing after the other may take. */
public class DeadlineTest {

    /** Moved by hand; what is due is done by that. */
    private static final class ManualClock extends Clock {

        private record Look(long atInMs, Runnable work) {}

        private final List<Look> looks = new ArrayList<>();
        private int asked;
        private long nowInMs;

        @Override
        long nowInNs() {
            return TimeUnit.MILLISECONDS.toNanos(nowInMs) - 1_000; // just below zero at first, as it may be
        }

        @Override
        void later(long delayInMs, Runnable work) {
            asked++;
            looks.add(new Look(nowInMs + delayInMs, work));
        }

        void advance(long byMs) {
            for (long i = 0; i < byMs; i++) {
                nowInMs++;
                List<Look> due =
                        looks.stream().filter(look -> look.atInMs() == nowInMs).toList();
                looks.removeAll(due);
                due.forEach(look -> look.work().run());
            }
        }
    }

    private final ManualClock clock = new ManualClock();
    private final List<String> late = new ArrayList<>();
    private final Deadline<String> deadline = new Deadline<>(clock, late::add);

    @After
    public void stop() {
        clock.stop();
    }

    @Test
    public void whatTakesTooLongIsToldOnce() {
        deadline.begin("a", 100);
        clock.advance(99);
        assertEquals(List.of(), late);
        clock.advance(1);
        assertEquals(List.of("a"), late);
        clock.advance(1_000);
        assertEquals(List.of("a"), late);
    }

    @Test
    public void whatEndedInTimeIsNotTold() {
        deadline.begin("a", 100);
        clock.advance(99);
        deadline.end("a");
        clock.advance(1_000);
        assertEquals(List.of(), late);
    }

    @Test
    public void eachHasItsOwnTimeFromItsBeginning() {
        deadline.begin("a", 100);
        clock.advance(60);
        deadline.end("a");
        deadline.begin("b", 100);
        clock.advance(99);
        assertEquals(List.of(), late);
        clock.advance(1);
        assertEquals(List.of("b"), late);
    }

    @Test
    public void aShorterTimeThanTheOneBeforeIsKept() {
        deadline.begin("a", 1_000);
        deadline.end("a");
        deadline.begin("b", 10);
        clock.advance(10);
        assertEquals(List.of("b"), late);
        deadline.begin("c", 995);
        clock.advance(994);
        assertEquals("the look that was set for a finds nothing", List.of("b"), late);
        clock.advance(1);
        assertEquals(List.of("b", "c"), late);
    }

    @Test
    public void itCanBeProlonged() {
        deadline.begin("a", 100);
        clock.advance(90);
        deadline.prolong("a", 100);
        clock.advance(99);
        assertEquals(List.of(), late);
        clock.advance(1);
        assertEquals(List.of("a"), late);
    }

    @Test
    public void whatIsNotUnderWayProlongsAndEndsNothing() {
        deadline.begin("a", 100);
        deadline.begin("b", 100);
        deadline.prolong("a", 500);
        deadline.end("a");
        clock.advance(100);
        assertEquals(List.of("b"), late);
    }

    @Test
    public void thousandsOfShortThingsSetOneTimerOnly() {
        for (int i = 0; i < 5_000; i++) {
            String thing = "thing " + i;
            deadline.begin(thing, 1_000);
            deadline.prolong(thing, 1_000);
            deadline.end(thing);
        }
        assertEquals(1, clock.asked);
        clock.advance(1_000);
        assertEquals(List.of(), late);
        assertEquals("nothing is under way, so nobody looks", 0, clock.looks.size());
    }
}
