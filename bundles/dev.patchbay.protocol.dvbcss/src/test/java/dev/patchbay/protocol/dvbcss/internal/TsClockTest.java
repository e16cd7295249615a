package dev.patchbay.protocol.dvbcss.internal;

import static dev.patchbay.protocol.dvbcss.internal.Television.timestamp;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.Correlation;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.spi.ClockTimelineSource;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** Timelines that clocks count, as clients see them. */
public class TsClockTest {

    private static final double RATE = 90_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What is lost by whole ticks, and by the time between what a test does and what it checks. */
    private static final double TOLERANCE_IN_TICKS = 2;

    private final Television television = new Television();
    private final Clock wallClock = television.clock();
    private final CorrelatedClock clock =
            new CorrelatedClock(wallClock, RATE, Correlation.of(wallClock.ticks(), 1_000_000));

    @After
    public void end() {
        television.close();
    }

    /** Where a client takes the timeline to be (TS-41). */
    private static double position(ControlTimestamp told, long wallClockTime) {
        return told.contentTime() + (wallClockTime - told.wallClockTime()) * RATE * told.speed() / NANOS_PER_SECOND;
    }

    /** At the moment of the last change both say the same. */
    private void assertContinuous(ControlTimestamp before, ControlTimestamp after) {
        long change = clock.correlation().parent().whole();
        assertEquals(position(before, change), position(after, change), TOLERANCE_IN_TICKS);
    }

    private FakeConnection followed() {
        television.offer(new ClockTimelineSource(Timelines.PTS, wallClock, clock));
        return television.follow(Timelines.PTS);
    }

    @Test
    public void clientsKnowWhereTheClockIs() throws Exception {
        ControlTimestamp told = timestamp(followed());
        long now = wallClock.ticks();

        assertEquals(1.0, told.speed(), 0);
        Ticks there = clock.fromRoot(Ticks.of(now));
        assertEquals(there.toDouble(), position(told, now), TOLERANCE_IN_TICKS);
    }

    @Test
    public void nothingJumpsWhenItIsPausedResumedSlowedAndReversed() throws Exception {
        FakeConnection client = followed();
        ControlTimestamp playing = timestamp(client);

        clock.pause();
        ControlTimestamp paused = newest(client);
        assertEquals(0.0, paused.speed(), 0);
        assertContinuous(playing, paused);

        clock.resume();
        ControlTimestamp resumed = newest(client);
        assertEquals(1.0, resumed.speed(), 0);
        assertContinuous(paused, resumed);

        ControlTimestamp before = resumed;
        for (double speed : new double[] {0.5, -2, 1}) {
            clock.rebaseAt(clock.now());
            clock.setSpeed(speed);
            ControlTimestamp changed = newest(client);
            assertEquals(speed, changed.speed(), 0);
            assertContinuous(before, changed);
            before = changed;
        }
    }

    @Test
    public void withoutRebasingAPauseJumpsToTheCorrelation() throws Exception {
        FakeConnection client = followed();
        timestamp(client);

        clock.setSpeed(0);

        assertEquals(1_000_000L, (long) newest(client).contentTime());
    }

    /** The last message that comes of what was done. */
    private ControlTimestamp newest(FakeConnection client) throws InterruptedException {
        television.settle();
        List<String> told = client.drain();
        return timestamp(told.get(told.size() - 1));
    }

    @Test
    public void aStepOfTheClockIsToldToAllAtOnce() throws Exception {
        FakeConnection client = followed();
        FakeConnection other = television.follow("", Timelines.PTS);
        assertEquals(timestamp(client), timestamp(other));
        for (int step = 1; step <= 50; step++) {
            long target = step % 2 == 0 ? 5_000_000L * step : -5_000_000L * step;
            clock.setCorrelation(Correlation.of(wallClock.ticks(), target));
            ControlTimestamp told = timestamp(client);
            assertEquals(
                    (double) target, position(told, clock.correlation().parent().whole()), TOLERANCE_IN_TICKS);
            assertEquals(told, timestamp(other));
        }
        television.assertSilent(client);
    }

    @Test
    public void anUnavailableClockIsAnUnavailableTimeline() throws Exception {
        FakeConnection client = followed();
        timestamp(client);

        clock.setAvailable(false);
        assertFalse(timestamp(client).isAvailable());
        clock.setAvailable(false);
        clock.setCorrelation(Correlation.of(wallClock.ticks(), 7));
        television.assertSilent(client);
        clock.setAvailable(true);
        assertTrue(timestamp(client).isAvailable());
    }

    @Test
    public void aClockThatStepsWhileClientsComeLeavesNoneBehind() throws Exception {
        television.offer(new ClockTimelineSource(Timelines.PTS, wallClock, clock));
        Thread stepping = new Thread(() -> {
            for (int i = 1; i <= 2_000; i++) {
                clock.setCorrelation(Correlation.of(wallClock.ticks(), i * 1_000_000L));
            }
        });
        stepping.start();
        FakeConnection[] clients = new FakeConnection[50];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = television.follow(Timelines.PTS);
        }
        stepping.join(20_000);
        ControlTimestamp last = newest(clients[0]);
        assertEquals(
                2_000_000_000.0, position(last, clock.correlation().parent().whole()), TOLERANCE_IN_TICKS);
        for (int i = 1; i < clients.length; i++) {
            assertEquals(last, newest(clients[i]));
        }
    }
}
