package org.example.tv;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.Correlation;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.example.tv.State.Mode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * A television without a tube: what is on, and a clock that says where its picture is. Thread-safe.
 *
 * <p>The timestamps of the picture (PTS) hang under the wall clock, the TEMI timeline under them, so that it pauses and
 * moves with them. Each command ties the PTS clock anew to the wall clock, where the picture is or shall be: between
 * commands it never jumps. At the end the next programme follows; at the beginning, when it plays backwards, the picture
 * stops.
 *
 * <p>Commands happen one after another, each with all that is told of it: who listens must return at once.
 */
@Component(service = Television.class)
public final class Television {

    /** How fast it can play. */
    static final Set<Double> SPEEDS = Set.of(-1.0, 0.5, 1.0, 2.0);

    static final double TEMI_TICK_RATE = 50;
    static final double TRANSITION_IN_SEC = 2;

    private final Clock wallClock;
    private final CorrelatedClock pts;
    private final CorrelatedClock temi;
    private final Alarm alarm;

    /** Who is told of changes; this and what follows is guarded by this. */
    private final List<Consumer<State>> listeners = new ArrayList<>();

    private long number;

    /** How often the clock was tied to the wall clock; an alarm of before is one of the past. */
    private long ties;

    private int programme;
    private Mode mode = Mode.PLAYING;
    private double playSpeed = 1;
    private boolean hasTemi = true;

    @Activate
    public Television(@Reference WallClock wallClock) {
        this(wallClock.clock(), new TimerAlarm());
    }

    Television(Clock wallClock, Alarm alarm) {
        this.wallClock = wallClock;
        this.alarm = alarm;
        pts = new CorrelatedClock(wallClock, Timelines.PTS_TICK_RATE, Correlation.of(wallClock.now(), Ticks.ZERO));
        temi = new CorrelatedClock(pts, TEMI_TICK_RATE);
        synchronized (this) {
            moveTo(Ticks.ZERO);
        }
    }

    @Deactivate
    void deactivate() {
        alarm.close();
    }

    /** Where the picture is, in ticks of 1/90,000 s; 0 is the beginning of the programme. */
    Clock pts() {
        return pts;
    }

    /** The TEMI timeline: ticks of 1/50 s under {@link #pts}. */
    Clock temi() {
        return temi;
    }

    synchronized State state() {
        Ticks now = wallClock.now();
        double position = pts.fromParent(now).toDouble() / pts.tickRate();
        return new State(number, onNow(), mode, pts.speed(), playSpeed, position, now.whole(), hasTemi);
    }

    /** Tells how it is now, and of every change, in order; until what it returns is run. */
    synchronized Runnable listen(Consumer<State> listener) {
        Consumer<State> own = listener::accept; // the same listener twice is two
        listeners.add(own);
        own.accept(state());
        return () -> forget(own);
    }

    private synchronized void forget(Consumer<State> listener) {
        listeners.remove(listener);
    }

    /** @throws IllegalStateException while it tunes in */
    synchronized State play() {
        requirePicture();
        mode = Mode.PLAYING;
        return goOn();
    }

    /** @throws IllegalStateException while it tunes in */
    synchronized State pause() {
        requirePicture();
        mode = Mode.PAUSED;
        return goOn();
    }

    /**
     * Goes there, and goes on as before.
     *
     * @param positionInSec what is outside of the programme is its beginning or its end
     * @throws IllegalStateException while it tunes in
     */
    synchronized State seek(double positionInSec) {
        requirePicture();
        return moveTo(Ticks.of(Math.max(0, Math.min(onNow().durationInSec(), positionInSec)) * pts.tickRate()));
    }

    /**
     * Plays so fast from here on, at once or when it plays again.
     *
     * @throws IllegalStateException while it tunes in
     * @throws IllegalArgumentException when it cannot
     */
    synchronized State speed(double speed) {
        requirePicture();
        if (!SPEEDS.contains(speed)) {
            throw new IllegalArgumentException("Expected a speed of -1, 0.5, 1 or 2, got " + speed);
        }
        playSpeed = speed;
        return goOn();
    }

    /** Tunes in to the next programme, which plays from its beginning a little later. */
    synchronized State next() {
        programme = (programme + 1) % Programme.ALL.size();
        mode = Mode.TRANSITIONING;
        playSpeed = 1;
        return moveTo(Ticks.ZERO);
    }

    /** Puts the TEMI timeline into the programme, or takes it out. */
    synchronized State temi(boolean present) {
        hasTemi = present;
        return changed();
    }

    private Programme onNow() {
        return Programme.ALL.get(programme);
    }

    private void requirePicture() {
        if (mode == Mode.TRANSITIONING) {
            throw new IllegalStateException(
                    "Expected a picture, but the television is still tuning in. Try again in a moment");
        }
    }

    private Ticks end() {
        return Ticks.of(onNow().durationInSec() * pts.tickRate());
    }

    /** From now on the picture moves as the mode says, from where it is. */
    private State goOn() {
        Ticks now = wallClock.now();
        return tie(now, limited(pts.fromParent(now)));
    }

    /** Between the beginning and the end, however late the alarm is. */
    private Ticks limited(Ticks position) {
        if (position.compareTo(Ticks.ZERO) < 0) {
            return Ticks.ZERO;
        }
        return position.compareTo(end()) > 0 ? end() : position;
    }

    /** From now on the picture is there, and moves as the mode says. */
    private State moveTo(Ticks position) {
        return tie(wallClock.now(), position);
    }

    private State tie(Ticks now, Ticks position) {
        ties++;
        pts.set(Correlation.of(now, position), mode == Mode.PLAYING ? playSpeed : 0);
        setAlarm();
        return changed();
    }

    private State changed() {
        number++;
        State state = state();
        List.copyOf(listeners).forEach(listener -> listener.accept(state));
        return state;
    }

    /** When the mode ends by itself. */
    private void setAlarm() {
        switch (mode) {
            case TRANSITIONING -> setAlarm(wallClock, afterTransition(), this::tunedIn);
            case PLAYING -> setAlarm(pts, playSpeed < 0 ? Ticks.ZERO : end(), this::atLimit);
            case PAUSED -> alarm.cancel();
        }
    }

    private void setAlarm(Clock clock, Ticks at, Runnable task) {
        long since = ties;
        alarm.set(clock, at, () -> unlessTiedSince(since, task));
    }

    private Ticks afterTransition() {
        return wallClock.now().plus(TRANSITION_IN_SEC * wallClock.tickRate());
    }

    private synchronized void unlessTiedSince(long since, Runnable task) {
        if (ties == since) {
            task.run();
        }
    }

    private void tunedIn() {
        mode = Mode.PLAYING;
        moveTo(Ticks.ZERO);
    }

    private void atLimit() {
        if (playSpeed > 0) {
            next();
            return;
        }
        playSpeed = 1;
        pause();
    }
}
