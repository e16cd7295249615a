package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessPlan.Restart;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Counts the ends in a row and decides what comes next. For one thread. */
final class RestartCount {

    /** What comes after an end. */
    enum Next {
        FINISHED,
        AGAIN,
        GIVEN_UP
    }

    private static final double JITTER = 0.2;

    private final Restart plan;
    private final RandomGenerator random;
    private int endsInARow;

    RestartCount(Restart plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    /** @param exitStatus empty when it could not be started */
    Next ended(OptionalInt exitStatus, long ranInMs) {
        if (plan.mostInARow() == 0) {
            return exitStatus.isPresent() ? Next.FINISHED : Next.GIVEN_UP;
        }
        if (exitStatus.isPresent() && plan.finalStatuses().contains(exitStatus.getAsInt())) {
            return Next.FINISHED;
        }
        endsInARow = ranInMs >= plan.steadyInMs() ? 1 : endsInARow + 1;
        return plan.mostInARow() > 0 && endsInARow >= plan.mostInARow() ? Next.GIVEN_UP : Next.AGAIN;
    }

    int endsInARow() {
        return endsInARow;
    }

    /** How long to wait before the next start. */
    long pauseInMs() {
        if (endsInARow <= 1) {
            return 0;
        }
        double doubled = plan.firstPauseInMs() * Math.pow(2, endsInARow - 2);
        double pause = Math.min(doubled, plan.longestPauseInMs());
        return Math.round(pause * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }
}
