package dev.patchbay.job.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records of jobs as an aligned table, a line for each below a heading. */
final class JobTable {

    private static final List<String> HEADING = List.of("ID", "NAME", "STATE", "PROGRESS", "USER", "CREATED", "ERROR");

    private JobTable() {}

    static String of(List<? extends Map<?, ?>> records) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        records.forEach(entry -> rows.add(row(entry)));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, rows)).append('\n'));
        return text.toString();
    }

    private static List<String> row(Map<?, ?> entry) {
        return List.of(
                cell(entry.get("id")),
                cell(entry.get("name")),
                cell(entry.get("state")),
                percentage(entry.get("progress")),
                cell(entry.get("user")),
                cell(entry.get("created_at")),
                entry.get("error") instanceof Map<?, ?> error ? cell(error.get("message")) : "-");
    }

    private static String percentage(@Nullable Object progress) {
        return progress instanceof Map<?, ?> values && values.get("percentage") instanceof Number number
                ? number.intValue() + " %"
                : "-";
    }

    /** What a task says must neither break the table nor move the cursor. */
    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "").replaceAll("\\p{Cntrl}+", " ").strip();
        return text.isEmpty() ? "-" : text;
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
