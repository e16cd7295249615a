package dev.patchbay.benchmarks;

import java.util.Locale;

/**
 * What a figure should reach.
 *
 * @param sign {@code >=}, {@code <=}, or empty for none
 * @param limit of the figure itself, or of its ratio to the baseline
 * @param ofRatio which of the two
 */
public record Goal(String sign, double limit, boolean ofRatio) {

    /** None: the figure is told, not judged. */
    public static final Goal NONE = new Goal("", 0, false);

    /** The ratio to the baseline should be at least that. */
    public static Goal ratioAtLeast(double limit) {
        return new Goal(">=", limit, true);
    }

    /** The ratio to the baseline should be at most that. */
    public static Goal ratioAtMost(double limit) {
        return new Goal("<=", limit, true);
    }

    /** The figure should be at least that. */
    public static Goal atLeast(double limit) {
        return new Goal(">=", limit, false);
    }

    /** The figure should be at most that. */
    public static Goal atMost(double limit) {
        return new Goal("<=", limit, false);
    }

    /** {@code yes}, {@code no}, or empty when there is none or nothing was measured. */
    String verdict(double figure, double ratio) {
        double value = ofRatio ? ratio : figure;
        if (sign.isEmpty() || Double.isNaN(value)) {
            return "";
        }
        return (sign.equals(">=") ? value >= limit : value <= limit) ? "yes" : "no";
    }

    @Override
    public String toString() {
        String number =
                ofRatio ? String.format(Locale.ROOT, "%.2f", limit) : String.format(Locale.ROOT, "%,.0f", limit);
        return sign.isEmpty() ? "" : (ofRatio ? "ratio " : "") + sign + " " + number;
    }
}
