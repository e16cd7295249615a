package dev.patchbay.service.internal;

import dev.patchbay.service.ServiceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What the watchdog sees as an aligned table, a line for each service below a heading. */
final class StatusTable {

    private static final List<String> HEADING = List.of("NAME", "STATE", "RUNS", "UPTIME", "LAST FAILURE");

    private StatusTable() {}

    /** By name; otherwise by original id. */
    static Optional<ServiceStatus> find(List<ServiceStatus> all, String name) {
        return all.stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(status -> name.equals(status.originalId()))
                        .findFirst());
    }

    static String of(List<ServiceStatus> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        all.forEach(status -> rows.add(row(status)));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, rows)).append('\n'));
        return text.toString();
    }

    private static List<String> row(ServiceStatus status) {
        boolean enabled = status.state() == ServiceStatus.State.ENABLED;
        return List.of(
                status.name(),
                status.state().name().toLowerCase(Locale.ROOT),
                Long.toString(status.runs()),
                enabled ? age(status.uptimeInMs()) : "-",
                oneLine(Objects.toString(status.lastFailure(), "-")));
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

    private static String age(long ageInMs) {
        Duration age = Duration.ofMillis(ageInMs);
        return String.format(
                Locale.ROOT,
                "%d d %02d:%02d:%02d",
                age.toDays(),
                age.toHoursPart(),
                age.toMinutesPart(),
                age.toSecondsPart());
    }

    /** What a service throws must neither break the table nor move the cursor. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
