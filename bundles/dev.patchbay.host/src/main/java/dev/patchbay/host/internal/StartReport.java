package dev.patchbay.host.internal;

import dev.patchbay.endpoint.Connections;
import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The few lines a person sees when a node has started.
 *
 * @param listening where it listens; empty when it does not
 * @param took from the start of the process until it listened
 */
record StartReport(Node node, List<String> listening, Duration took, List<Diagnosis.Finding> findings) {

    static StartReport of(Node node, Instant ready, Optional<Connections> connections, Optional<Diagnosis> diagnosis) {
        Duration took = Duration.between(node.startedAt(), ready);
        List<String> listening = connections.map(Connections::listening).orElse(List.of());
        return new StartReport(
                node, listening, took, diagnosis.map(Diagnosis::findings).orElse(List.of()));
    }

    /**
     * All of it, a line feed at the end.
     *
     * @param command how the script was called
     */
    String text(String command) {
        StringBuilder text = new StringBuilder(firstLine()).append('\n');
        line(text, "drop a bundle", node.home().resolve("deploy").toString());
        line(text, "then try", command + " call rpc.discover");
        line(text, "or look around", command + " shell");
        for (Diagnosis.Finding finding : findings) {
            line(text, "not working", finding.subject() + ": " + finding.sentence());
        }
        return text.toString();
    }

    /** Where it listens and how long that took. */
    String firstLine() {
        if (listening.isEmpty()) {
            return "Patchbay " + node.version() + " runs, but does not listen yet; see "
                    + node.home().resolve("log").resolve("patchbay.log");
        }
        return String.format(
                Locale.ROOT,
                "Patchbay %s listens at %s after %.2f s (Java %s, pid %d)",
                node.version(),
                String.join(" ", listening),
                took.toMillis() / 1000.0,
                Runtime.version().feature(),
                ProcessHandle.current().pid());
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(String.format(Locale.ROOT, "  %-15s %s%n", key, value));
    }
}
