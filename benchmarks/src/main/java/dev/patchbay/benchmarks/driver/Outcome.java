package dev.patchbay.benchmarks.driver;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a run gave.
 *
 * @param answered calls that were answered
 * @param unanswered calls that were not, although they were waited for
 * @param lost connections that ended during the run
 * @param elapsedInNanos from the first call to the last answer
 * @param latency from a call to its answer; exact with one outstanding, otherwise answers are taken to be in order
 */
public record Outcome(long answered, long unanswered, int lost, long elapsedInNanos, Histogram latency) {

    /** Answers a second. */
    public double rate() {
        return answered * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, elapsedInNanos);
    }

    /** What several lanes gave together. */
    static Outcome sum(List<Outcome> parts) {
        Histogram latency = new Histogram();
        parts.forEach(part -> latency.add(part.latency));
        return new Outcome(
                parts.stream().mapToLong(Outcome::answered).sum(),
                parts.stream().mapToLong(Outcome::unanswered).sum(),
                parts.stream().mapToInt(Outcome::lost).sum(),
                parts.stream().mapToLong(Outcome::elapsedInNanos).max().orElse(0),
                latency);
    }
}
