package dev.patchbay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows below a heading, in columns as wide as what is in them. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> heading) {
        rows.add(heading);
    }

    /** @param cells as many as the heading has */
    void add(List<String> cells) {
        rows.add(cells.stream().map(Table::oneLine).toList());
    }

    /** One line each. */
    List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** What others wrote must neither break the table nor move the cursor. */
    private static String oneLine(String cell) {
        return cell.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
