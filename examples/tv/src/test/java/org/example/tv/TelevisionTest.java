package org.example.tv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.example.tv.State.Mode;
import org.junit.Test;

public class TelevisionTest {

    private static final double TICK_IN_SEC = 1 / 90_000.0;

    private final FakeClock wallClock = new FakeClock();
    private final FakeAlarm alarm = new FakeAlarm();
    private final Television tv = new Television(wallClock, alarm);

    private double position() {
        return tv.state().positionInSec();
    }

    private static void assertPosition(double expected, State state) {
        assertEquals(expected, state.positionInSec(), TICK_IN_SEC);
    }

    @Test
    public void playsTheFirstProgrammeFromItsBeginning() {
        wallClock.advance(3.5);
        State state = tv.state();
        assertEquals(Programme.ALL.get(0), state.programme());
        assertEquals(Mode.PLAYING, state.mode());
        assertEquals(1, state.speed(), 0);
        assertPosition(3.5, state);
        assertEquals(wallClock.ticks(), state.wallClockInNs());
    }

    @Test
    public void aPausedPictureStandsStillAndGoesOnFromThere() {
        wallClock.advance(2);
        assertPosition(2, tv.pause());
        wallClock.advance(10);
        assertPosition(2, tv.state());
        assertEquals(0, tv.state().speed(), 0);
        assertPosition(2, tv.play());
        wallClock.advance(1);
        assertPosition(3, tv.state());
    }

    @Test
    public void pausingTwiceAndPlayingTwiceIsPausingAndPlayingOnce() {
        wallClock.advance(2);
        tv.pause();
        wallClock.advance(1);
        assertPosition(2, tv.pause());
        tv.play();
        wallClock.advance(1);
        assertPosition(3, tv.play());
    }

    @Test
    public void speedsBendTheLineWhereItIs() {
        tv.seek(100);
        Map<Double, Double> expected = new LinkedHashMap<>(); // speed, and position 10 s after
        expected.put(0.5, 105.0);
        expected.put(2.0, 125.0);
        expected.put(-1.0, 115.0);
        expected.put(1.0, 125.0);
        expected.forEach((speed, after) -> {
            double before = position();
            assertPosition(before, tv.speed(speed));
            wallClock.advance(10);
            assertPosition(after, tv.state());
        });
    }

    @Test
    public void noTwoCommandsInAnyOrderMakeThePictureJump() {
        List<Consumer<Television>> commands = List.of(
                Television::play,
                Television::pause,
                each -> each.speed(0.5),
                each -> each.speed(2),
                each -> each.speed(-1),
                each -> each.temi(false),
                each -> each.temi(true));
        tv.seek(600);
        for (Consumer<Television> first : commands) {
            for (Consumer<Television> second : commands) {
                assertKeepsPosition(first);
                wallClock.advance(1.7);
                assertKeepsPosition(second);
                wallClock.advance(0.4);
            }
        }
    }

    private void assertKeepsPosition(Consumer<Television> command) {
        double before = position();
        command.accept(tv);
        assertEquals(before, position(), TICK_IN_SEC);
    }

    @Test
    public void seekingAndPausingEndAtTheSamePlaceInBothOrders() {
        tv.seek(50);
        assertPosition(50, tv.pause());
        tv.play();
        wallClock.advance(7);
        tv.pause();
        assertPosition(50, tv.seek(50));
        wallClock.advance(7);
        assertPosition(50, tv.state());
        assertEquals(Mode.PAUSED, tv.state().mode());
    }

    @Test
    public void aSpeedThatWasChosenWhilePausedCountsWhenItPlays() {
        tv.seek(50);
        tv.pause();
        assertEquals(0, tv.speed(2).speed(), 0);
        wallClock.advance(5);
        assertPosition(50, tv.play());
        wallClock.advance(5);
        assertPosition(60, tv.state());
    }

    @Test
    public void seekingStaysWithinTheProgramme() {
        tv.pause();
        assertPosition(0, tv.seek(-5));
        assertPosition(Programme.ALL.get(0).durationInSec(), tv.seek(1e9));
        assertThrows(IllegalArgumentException.class, () -> tv.seek(Double.NaN));
    }

    @Test
    public void otherSpeedsAreRefusedAndChangeNothing() {
        for (double speed : new double[] {0, 3, -0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            long before = tv.state().number();
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> tv.speed(speed));
            assertEquals("Expected a speed of -1, 0.5, 1 or 2, got " + speed, refusal.getMessage());
            assertEquals(before, tv.state().number());
        }
    }

    @Test
    public void theNextProgrammeIsTunedInAndThenPlays() {
        wallClock.advance(30);
        tv.speed(2);
        State tuning = tv.next();
        assertEquals(Programme.ALL.get(1), tuning.programme());
        assertEquals(Mode.TRANSITIONING, tuning.mode());
        assertPosition(0, tuning);
        wallClock.advance(Television.TRANSITION_IN_SEC);
        assertPosition(0, tv.state());
        assertEquals(wallClock.now(), alarm.waiting.at());
        alarm.ring();
        wallClock.advance(1);
        assertEquals(Mode.PLAYING, tv.state().mode());
        assertPosition(1, tv.state());
    }

    @Test
    public void afterTheLastProgrammeComesTheFirst() {
        Programme.ALL.forEach(each -> tv.next());
        assertEquals(Programme.ALL.get(0), tv.state().programme());
    }

    @Test
    public void whileTuningInThereIsNothingToPauseOrMove() {
        tv.next();
        for (Runnable command : List.<Runnable>of(tv::play, tv::pause, () -> tv.seek(5), () -> tv.speed(2))) {
            assertThrows(IllegalStateException.class, command::run);
        }
        assertEquals(Mode.TRANSITIONING, tv.state().mode());
        assertPosition(0, tv.state());
    }

    @Test
    public void tuningInBeginsAnewWithTheProgrammeAfterNext() {
        tv.next();
        Runnable late = alarm.waiting.task();
        tv.next();
        late.run(); // it was about to when it was replaced
        assertEquals(Mode.TRANSITIONING, tv.state().mode());
        alarm.ring();
        assertEquals(Mode.PLAYING, tv.state().mode());
        assertEquals(Programme.ALL.get(2), tv.state().programme());
    }

    @Test
    public void atTheEndTheNextProgrammeFollows() {
        tv.seek(Programme.ALL.get(0).durationInSec() - 10);
        wallClock.advance(10);
        assertSame(tv.pts(), alarm.waiting.clock());
        assertEquals(tv.pts().now(), alarm.waiting.at());
        alarm.ring();
        assertEquals(Programme.ALL.get(1), tv.state().programme());
    }

    @Test
    public void backwardsItStopsAtTheBeginningAndPlaysForwardsFromThere() {
        tv.seek(10);
        tv.speed(-1);
        wallClock.advance(10.003); // an alarm is never early, but may be late
        alarm.ring();
        State stopped = tv.state();
        assertEquals(Mode.PAUSED, stopped.mode());
        assertPosition(0, stopped);
        assertNull(alarm.waiting);
        tv.play();
        wallClock.advance(1);
        assertPosition(1, tv.state());
    }

    @Test
    public void anAlarmThatComesAfterACommandChangesNothing() {
        Runnable atTheEnd = alarm.waiting.task();
        tv.pause();
        assertNull(alarm.waiting);
        long before = tv.state().number();
        atTheEnd.run();
        assertEquals(before, tv.state().number());
    }

    @Test
    public void theTemiSwitchDoesNotMakeTheAlarmOneOfThePast() {
        tv.seek(Programme.ALL.get(0).durationInSec() - 1);
        tv.temi(false);
        wallClock.advance(1);
        alarm.ring();
        assertEquals(Programme.ALL.get(1), tv.state().programme());
    }

    @Test
    public void temiTicksWithThePicture() {
        tv.seek(10);
        assertEquals(500, tv.temi().ticks());
        wallClock.advance(1);
        assertEquals(550, tv.temi().ticks());
        tv.pause();
        wallClock.advance(1);
        assertEquals(550, tv.temi().ticks());
        assertEquals(0, tv.temi().effectiveSpeed(), 0);
        tv.speed(2);
        tv.play();
        wallClock.advance(1);
        assertEquals(650, tv.temi().ticks());
    }

    @Test
    public void whoListensIsToldOfTheStateAndOfEachChangeOnceAndInOrder() {
        List<State> heard = new ArrayList<>();
        Runnable forget = tv.listen(heard::add);
        tv.pause();
        tv.seek(5);
        tv.temi(false);
        forget.run();
        tv.play();
        List<Mode> modes = heard.stream().map(State::mode).toList();
        assertEquals(List.of(Mode.PLAYING, Mode.PAUSED, Mode.PAUSED, Mode.PAUSED), modes);
        List<Long> numbers = heard.stream().map(State::number).toList();
        long first = numbers.get(0);
        assertEquals(IntStream.range(0, 4).mapToObj(i -> first + i).toList(), numbers);
        assertPosition(5, heard.get(2));
    }

    @Test
    public void theSameListenerTwiceIsTwo() {
        List<State> heard = new ArrayList<>();
        Consumer<State> listener = heard::add;
        Runnable forget = tv.listen(listener);
        tv.listen(listener);
        forget.run();
        forget.run();
        heard.clear();
        tv.pause();
        assertEquals(1, heard.size());
    }

    @Test
    public void eachCommandIsOneChangeOfTheClock() {
        AtomicInteger changes = new AtomicInteger();
        try (var ignored = tv.pts().listen(cause -> changes.incrementAndGet())) {
            wallClock.advance(1);
            tv.pause();
            assertEquals(1, changes.get());
            wallClock.advance(1);
            tv.seek(5);
            assertEquals(2, changes.get());
            tv.temi(false);
            assertEquals(2, changes.get());
        }
    }

    @Test
    public void leavingClosesTheAlarm() {
        tv.deactivate();
        assertTrue(alarm.isClosed);
    }
}
