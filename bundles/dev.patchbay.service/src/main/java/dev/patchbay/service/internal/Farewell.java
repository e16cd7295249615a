package dev.patchbay.service.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends services in order and in bounded time, however many ignore it.
 *
 * <p>Each is asked and waited for before the next is asked, until half of the time has gone; the others are asked without
 * waiting then. Whoever has not ended when the time is over is interrupted, and left behind a little later.
 */
final class Farewell {

    /** How long those that were interrupted have, all together. */
    static final long AFTER_INTERRUPTION_IN_MS = 1_500;

    private final long halfTime;
    private final long fullTime;
    private final List<Run> ending = new ArrayList<>();
    private int asked;

    private Farewell(long limitInMs) {
        long now = System.nanoTime();
        halfTime = now + TimeUnit.MILLISECONDS.toNanos(limitInMs) / 2;
        fullTime = now + TimeUnit.MILLISECONDS.toNanos(limitInMs);
    }

    /**
     * Blocks until all have ended, at most the limit and {@link #AFTER_INTERRUPTION_IN_MS}; does not wait for the
     * caller's own run.
     *
     * @param services in the order in which they shall end
     */
    static Outcome of(List<Hosted> services, long limitInMs) {
        Farewell farewell = new Farewell(limitInMs);
        services.forEach(farewell::ask);
        return new Outcome(farewell.asked, farewell.finish());
    }

    private void ask(Hosted hosted) {
        Run run = hosted.run();
        if (run == null) {
            return;
        }
        asked += run.ask() ? 1 : 0;
        if (run.stage() == Run.Stage.ENDING && !run.isOwnThread() && !run.awaitEnd(halfTime)) {
            ending.add(run);
        }
    }

    private int finish() {
        ending.removeIf(run -> run.awaitEnd(fullTime));
        ending.forEach(Run::interrupt);
        long atLast = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AFTER_INTERRUPTION_IN_MS);
        ending.removeIf(run -> run.awaitEnd(atLast));
        return (int) ending.stream().filter(Run::leaveBehind).count();
    }

    /**
     * What became of them.
     *
     * @param asked how many were enabled and had not been asked before
     * @param leftBehind how many have not ended
     */
    record Outcome(int asked, int leftBehind) {}
}
