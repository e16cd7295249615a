package dev.patchbay.host.internal;

import dev.patchbay.endpoint.Connections;
import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.Node;
import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Says how the node is, a line {@code key: value} for each fact. */
@Component(property = ControlCommand.WORD + "=status", immediate = true)
public final class StatusCommand implements ControlCommand {

    private static final long MEBIBYTE = 1 << 20;

    private final Node node;

    /** On the clock that nobody sets; so this is made when the node starts, and not for each answer. */
    private final long startedInNanos;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Connections connections;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Diagnosis diagnosis;

    /** Called by the component runtime. */
    @Activate
    public StatusCommand(@Reference Node node) {
        this.node = node;
        startedInNanos = System.nanoTime()
                - Duration.between(node.startedAt(), Instant.now()).toNanos();
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write(status().getBytes(StandardCharsets.UTF_8));
    }

    private String status() {
        StringBuilder lines = new StringBuilder();
        line(lines, "name", node.name());
        line(lines, "version", node.version());
        line(lines, "pid", ProcessHandle.current().pid());
        line(lines, "uptime", inWords(Duration.ofNanos(System.nanoTime() - startedInNanos)));
        line(lines, "java", Runtime.version());
        line(lines, "home", node.home());
        addConnections(lines);
        line(lines, "heap", heap());
        addFindings(lines);
        return lines.toString();
    }

    private void addConnections(StringBuilder lines) {
        Connections now = connections;
        line(lines, "listening", now == null ? "" : String.join(" ", now.listening()));
        line(lines, "connections", now == null ? 0 : now.count());
    }

    private void addFindings(StringBuilder lines) {
        Diagnosis now = diagnosis;
        List<Diagnosis.Finding> findings = now == null ? List.of() : now.findings();
        line(lines, "not working", findings.size());
        findings.forEach(finding -> line(lines, "  " + finding.subject(), finding.sentence()));
    }

    private static String heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return used / MEBIBYTE + " MiB used, " + runtime.maxMemory() / MEBIBYTE + " MiB at most";
    }

    private static void line(StringBuilder lines, String key, Object value) {
        lines.append(key).append(": ").append(value).append('\n');
    }

    private static String inWords(Duration uptime) {
        return String.format(
                Locale.ROOT,
                "%d d %02d:%02d:%02d",
                uptime.toDays(),
                uptime.toHoursPart(),
                uptime.toMinutesPart(),
                uptime.toSecondsPart());
    }
}
