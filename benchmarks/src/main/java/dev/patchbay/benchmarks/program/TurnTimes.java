package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Goal;
import dev.patchbay.benchmarks.Report;
import java.util.ArrayList;
import java.util.List;

/** How long something took here and for a baseline, measured in turns. */
final class TurnTimes {

    private final String what;
    private final String baselineName;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> baseline = new ArrayList<>();

    TurnTimes(String what, String baselineName) {
        this.what = what;
        this.baselineName = baselineName;
    }

    /** Adds one of each, in milliseconds. */
    void add(double our, double their) {
        ours.add(our);
        baseline.add(their);
    }

    void tell(Goal median, Goal longest, Report report) {
        report.row(what + ", median in ms", middle(ours), middle(baseline), baselineName, median)
                .row(what + ", longest in ms", largest(ours), largest(baseline), baselineName, longest)
                .note(what + ", ms: " + list(ours) + "; " + baselineName + ": " + list(baseline));
    }

    private static double middle(List<Double> times) {
        return Medians.of(times, Double::doubleValue);
    }

    private static double largest(List<Double> times) {
        return Medians.largest(times, Double::doubleValue);
    }

    private static String list(List<Double> times) {
        return Medians.list(times, Double::doubleValue);
    }
}
