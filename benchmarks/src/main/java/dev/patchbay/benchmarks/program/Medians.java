package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Report;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians of rounds, and what else is told of them. */
final class Medians {

    private Medians() {}

    /** The middle of the values; the upper of the two middle ones; {@link Report#NOT_MEASURED} when there are none. */
    static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Report.NOT_MEASURED : sorted[sorted.length / 2];
    }

    /** The largest of the values; {@link Report#NOT_MEASURED} when there are none. */
    static <T> double largest(List<T> rounds, ToDoubleFunction<T> figure) {
        return rounds.stream().mapToDouble(figure).max().orElse(Report.NOT_MEASURED);
    }

    /** All values in the order they were measured, for the reader to see how they scatter. */
    static <T> String list(List<T> rounds, ToDoubleFunction<T> figure) {
        return rounds.stream()
                .map(round -> String.format(Locale.ROOT, "%,.0f", figure.applyAsDouble(round)))
                .collect(Collectors.joining(" "));
    }
}
