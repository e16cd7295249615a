package dev.patchbay.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table a program ends with, and sentences below it. */
public final class Report {

    /** Stands for a figure that was not measured. */
    public static final double NOT_MEASURED = Double.NaN;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** An empty one. */
    public Report() {
        rows.add(List.of("figure", "ours", "baseline", "", "ratio", "target", "met"));
    }

    /**
     * Adds a figure with a baseline.
     *
     * @param figure what was measured, with its unit
     * @param ours {@link #NOT_MEASURED} when it was left out
     * @param baseline likewise
     * @param of what the baseline is
     */
    public Report row(String figure, double ours, double baseline, String of, Goal goal) {
        double ratio = ours / baseline;
        rows.add(List.of(
                figure,
                number(ours),
                number(baseline),
                of,
                Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "-",
                goal.toString(),
                goal.verdict(ours, ratio)));
        return this;
    }

    /** Adds a figure that stands alone. */
    public Report row(String figure, double ours, Goal goal) {
        return row(figure, ours, NOT_MEASURED, "", goal);
    }

    /** Adds a sentence. */
    public Report note(String sentence) {
        notes.add(sentence);
        return this;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value != 0 && Math.abs(value) < 100 ? "%,.2f" : "%,.0f", value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row)).append('\n'));
        notes.forEach(note -> text.append('\n').append(note));
        return text.append('\n').toString();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(padded(row.get(column), column)).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private String padded(String cell, int column) {
        int width =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
        boolean isNumber = column == 1 || column == 2 || column == 4;
        return String.format("%" + (isNumber ? "" : "-") + Math.max(1, width) + "s", cell);
    }
}
