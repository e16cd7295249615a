package dev.patchbay.shell.internal.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows under a heading, in aligned columns. Cells that do not fit the screen are cut, but never those of the first
 * column: they are the names to go on with. For one thread.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final String CUT = "…";
    private static final int NARROWEST = 8;

    private final List<String[]> rows = new ArrayList<>();

    /** A table with a heading and no rows. */
    public Table(String... heading) {
        rows.add(heading);
    }

    /** Adds a row; it has as many cells as the heading. */
    public Table row(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException(
                    "Expected " + rows.get(0).length + " cells, got " + Arrays.toString(cells));
        }
        rows.add(Arrays.stream(cells).map(Table::oneLine).toArray(String[]::new));
        return this;
    }

    /** The lines to print, each at most {@code columns} characters as long as the columns' least widths allow. */
    public List<String> lines(int columns) {
        int[] widths = fitted(columns);
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** As wide as their widest cells; behind the first the widest is made narrower until all fit. */
    private int[] fitted(int columns) {
        int[] widths = natural();
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - columns;
        while (excess > 0) {
            int widest = widest(widths);
            if (widest == 0 || widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private int[] natural() {
        return IntStream.range(0, rows.get(0).length)
                .map(column ->
                        rows.stream().mapToInt(row -> length(row[column])).max().orElse(0))
                .toArray();
    }

    /** The widest column behind the first; 0 when there is none. */
    private static int widest(int[] widths) {
        return IntStream.range(1, widths.length)
                .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                .orElse(0);
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            String cell = cut(row[column], widths[column]);
            line.append(cell).append(" ".repeat(widths[column] - length(cell))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + CUT;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** What comes from plugins must not move the cursor. */
    private static String oneLine(String cell) {
        return cell.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
