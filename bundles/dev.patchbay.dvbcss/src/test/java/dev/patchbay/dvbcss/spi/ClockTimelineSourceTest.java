package dev.patchbay.dvbcss.spi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.Correlation;
import dev.patchbay.clock.NoCommonClockException;
import dev.patchbay.clock.SysClock;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.Timelines;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class ClockTimelineSourceTest {

    private static final double NANOS = 1e9;

    private final CorrelatedClock wallClock = new CorrelatedClock(new SysClock(), NANOS);
    private final CorrelatedClock pts = new CorrelatedClock(wallClock, 90_000);
    private final CorrelatedClock temi = new CorrelatedClock(pts, 50);
    private final ClockTimelineSource source = new ClockTimelineSource(Timelines.PTS, wallClock, pts);
    private final Sink sink = new Sink();

    @Test
    public void recognisesItsSelectorAndNoOther() {
        assertTrue(source.recognises(Timelines.PTS));
        assertFalse(source.recognises(Timelines.temi(1, 1)));
    }

    @Test
    public void positionIsThatOfTheMomentItIsSentWith() {
        pts.setCorrelation(Correlation.of(1_000_000_000L, 270_000));
        for (int i = 0; i < 1000; i++) {
            ControlTimestamp timestamp = ask(new ClockTimelineSource(Timelines.PTS, wallClock, pts));
            Ticks moment = Ticks.of(timestamp.wallClockTime());
            assertEquals(Long.valueOf(pts.fromParent(moment).truncated()), timestamp.contentTime());
            assertEquals(Double.valueOf(1), timestamp.speed());
        }
    }

    @Test
    public void positionsAreTruncatedTowardsZero() {
        wallClock.setSpeed(0);
        wallClock.setCorrelation(Correlation.of(0, 1_000_000_000L));
        pts.setCorrelation(new Correlation(Ticks.of(1_000_000_000L), Ticks.of(-7.5), 0, 0));
        assertEquals(ControlTimestamp.at(-7, 1_000_000_000L, 1), ask(source));
        pts.setCorrelation(new Correlation(Ticks.of(1_000_000_000L), Ticks.of(7.5), 0, 0));
        assertEquals(ControlTimestamp.at(7, 1_000_000_000L, 1), ask(source));
    }

    @Test
    public void everybodyIsToldTheSameUntilAClockChanges() {
        source.attach(sink);
        ControlTimestamp told = ask(source);
        assertSame(told, ask(source));
        pts.pause();
        assertNotEquals(told, ask(source));
        assertSame(ask(source), ask(source));
    }

    @Test
    public void aChangeIsToldToEachSinkOnce() {
        Sink other = new Sink(() -> ask(source));
        source.attach(sink);
        source.attach(other);
        ask(source);
        pts.pause();
        assertEquals(1, sink.told());
        assertEquals(1, other.told());
        pts.seek(Ticks.of(5));
        assertEquals(2, sink.told());
        assertEquals(Long.valueOf(5), ask(source).contentTime());
    }

    @Test
    public void aChangeHeardThroughTwoClocksIsToldOnce() {
        ClockTimelineSource below = new ClockTimelineSource("s", wallClock, temi, pts);
        Sink asking = new Sink(() -> ask(below));
        below.attach(asking);
        ask(below);
        pts.pause();
        assertEquals(1, asking.told());
        assertEquals(Double.valueOf(0), ask(below).speed());
    }

    @Test
    public void aChangeThatLeavesThePositionWhereItIsIsNotTold() {
        source.attach(sink);
        ControlTimestamp told = ask(source);
        wallClock.setCorrelation(Correlation.of(0, 5_000_000_000L)); // what hangs under it moves along
        assertEquals(0, sink.told());
        assertSame(told, ask(source));
    }

    @Test
    public void withoutAutoUpdateAChangeIsSeenWhenAsked() {
        ClockTimelineSource quiet = new ClockTimelineSource(Timelines.PTS, wallClock, pts, null, false);
        quiet.attach(sink);
        ControlTimestamp told = ask(quiet);
        pts.setSpeed(0.5);
        assertEquals(0, sink.told());
        assertNotEquals(told, ask(quiet));
        assertEquals(Double.valueOf(0.5), ask(quiet).speed());
    }

    @Test
    public void anUnavailableClockMakesAnUnavailableTimeline() {
        source.attach(sink);
        pts.setAvailable(false);
        assertEquals(1, sink.told());
        assertFalse(ask(source).isAvailable());
        assertFalse(ask(source).differsFrom(ControlTimestamp.unavailable(0)));
        pts.setAvailable(true);
        assertEquals(2, sink.told());
        assertTrue(ask(source).isAvailable());
    }

    @Test
    public void whatChangesWhileItIsUnavailableIsNotTold() {
        Sink asking = new Sink(() -> ask(source));
        source.attach(asking);
        ask(source);
        wallClock.setAvailable(false);
        assertEquals(1, asking.told());
        pts.seek(Ticks.of(5));
        assertEquals(1, asking.told());
        wallClock.setAvailable(true);
        assertEquals(2, asking.told());
    }

    @Test
    public void speedIsThatOfAllTheTimelineHangsUnder() {
        pts.setSpeed(0.5);
        temi.setSpeed(-4);
        assertEquals(
                Double.valueOf(-2),
                ask(new ClockTimelineSource("s", wallClock, temi)).speed());
        wallClock.setSpeed(2); // of which its clients' clocks know
        assertEquals(
                Double.valueOf(-2),
                ask(new ClockTimelineSource("s", wallClock, temi)).speed());
    }

    @Test
    public void speedIsNotBlurredByThatOfTheWallClock() {
        wallClock.setSpeed(1.0001);
        pts.setSpeed(1.1);
        assertEquals(Double.valueOf(1.1), ask(source).speed());
    }

    @Test
    public void speedOfATimelineBesideTheWallClockIsRelativeToIt() {
        CorrelatedClock beside = new CorrelatedClock(wallClock.root(), 50, Correlation.ZERO, 3);
        ClockTimelineSource other = new ClockTimelineSource("s", wallClock, beside);
        assertEquals(Double.valueOf(3), ask(other).speed());
        wallClock.setSpeed(2);
        assertEquals(Double.valueOf(1.5), ask(other).speed());
        wallClock.setSpeed(0);
        assertEquals(Double.valueOf(3), ask(other).speed());
    }

    @Test
    public void speedIsThatOfTheSpeedSourceWhereThereIsOne() {
        pts.setSpeed(0.5);
        temi.setSpeed(3);
        assertEquals(
                Double.valueOf(0.5),
                ask(new ClockTimelineSource("s", wallClock, temi, pts)).speed());
    }

    @Test
    public void pausedRebasedAndResumedPositionsAreContinuous() {
        source.attach(sink);
        ControlTimestamp running = ask(source);
        pts.pause();
        ControlTimestamp paused = ask(source);
        assertEquals(at(running, paused.wallClockTime()), paused.contentTime(), 90_000);
        pts.resume();
        ControlTimestamp resumed = ask(source);
        assertEquals(paused.contentTime(), at(resumed, resumed.wallClockTime()), 90_000);
        assertEquals(Double.valueOf(1), resumed.speed());
    }

    /** TS-41. */
    private static double at(ControlTimestamp timestamp, long wallClockTime) {
        return timestamp.contentTime()
                + (wallClockTime - timestamp.wallClockTime()) * 90_000 * timestamp.speed() / NANOS;
    }

    @Test
    public void whatChangedWhileNobodyListenedIsSeen() {
        source.attach(sink);
        ControlTimestamp told = ask(source);
        source.detach(sink);
        pts.setSpeed(3);
        assertEquals("detached", 0, sink.told());
        assertEquals(Double.valueOf(3), ask(source).speed());
        source.attach(sink);
        pts.setSpeed(4);
        assertEquals(Double.valueOf(4), ask(source).speed());
        source.detach(sink);
        pts.setSpeed(5);
        source.attach(sink);
        assertEquals(1, sink.told());
        assertEquals(Double.valueOf(5), ask(source).speed());
        assertTrue(ask(source).differsFrom(told));
    }

    @Test
    public void oneOfTwoSinksThatLeavesDoesNotStopTheListening() {
        Sink other = new Sink();
        source.attach(sink);
        source.attach(other);
        source.detach(sink);
        pts.pause();
        assertEquals(0, sink.told());
        assertEquals(1, other.told());
    }

    @Test
    public void clocksWithoutACommonRootAreRefusedWhenAsked() {
        CorrelatedClock stranger = new CorrelatedClock(new SysClock(), 90_000);
        ClockTimelineSource lost = new ClockTimelineSource("s", wallClock, stranger);
        lost.attach(sink);
        assertThrows(NoCommonClockException.class, () -> ask(lost));
        stranger.setParent(wallClock);
        assertEquals(1, sink.told());
        assertTrue(ask(lost).isAvailable());
        stranger.setParent(new SysClock());
        assertEquals(2, sink.told());
        assertThrows(NoCommonClockException.class, () -> ask(lost));
    }

    @Test
    public void aTimelineUnderAWallClockThatStandsBetweenTwoTicksIsStillAnswered() {
        wallClock.set(new Correlation(Ticks.of(0), new Ticks(7, 0.5), 0, 0), 0);
        ControlTimestamp timestamp = ask(source);
        assertEquals(7, timestamp.wallClockTime());
        assertEquals(Double.valueOf(1), timestamp.speed());
    }

    @Test
    public void theLastChangeIsWhatIsAnsweredHoweverManyAsk() throws Exception {
        source.attach(sink);
        CountDownLatch done = new CountDownLatch(2);
        Thread asking = new Thread(() -> {
            while (done.getCount() > 1) {
                ask(source);
            }
            done.countDown();
        });
        asking.start();
        for (int i = 1; i <= 20_000; i++) {
            pts.set(Correlation.of(i, i), i);
            assertEquals(Double.valueOf(i), ask(source).speed());
        }
        done.countDown();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(20_000, sink.told());
    }

    @Test
    public void whoAsksBetweenAChangeAndItsNewsKeepsItFromNobody() {
        pts.listen(cause -> ask(source)); // hears it before the source does
        source.attach(sink);
        pts.set(Correlation.of(5, 5), 2);
        assertEquals(1, sink.told());
    }

    private static ControlTimestamp ask(ClockTimelineSource source) {
        ControlTimestamp timestamp = source.controlTimestamp(source.selector());
        assertNotNull(timestamp);
        return timestamp;
    }
}
