package dev.patchbay.process.internal;

import dev.patchbay.process.SupervisedProcess;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Processes as an aligned table, a line for each below a heading. */
final class ProcessTable {

    private static final List<String> HEADING = List.of("NAME", "STATE", "PID", "STARTS", "SINCE", "LAST PROBLEM");
    private static final String GAP = "  ";

    private ProcessTable() {}

    static String of(List<SupervisedProcess> all) {
        if (all.isEmpty()) {
            return "There are no child processes.\n";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        all.forEach(process -> rows.add(row(process)));
        int[] widths = IntStream.range(0, HEADING.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        return text.toString();
    }

    private static List<String> row(SupervisedProcess process) {
        return List.of(
                process.name(),
                process.state().name().toLowerCase(Locale.ROOT),
                process.pid().isPresent() ? Long.toString(process.pid().getAsLong()) : "-",
                Integer.toString(process.starts()),
                process.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                oneLine(Objects.requireNonNullElse(process.problem(), "-")));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** A problem may hold what the process wrote, which must neither break the table nor move the cursor. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
