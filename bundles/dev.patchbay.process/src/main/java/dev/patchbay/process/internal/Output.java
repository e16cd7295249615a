package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener.Stream;
import dev.patchbay.process.ProcessPlan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Where the lines of one process go: its log, the event bus, its listener. */
final class Output implements OutputPump.Sink {

    private final ProcessPlan plan;
    private final ProcessLog log;
    private final Announcer announcer;
    private final Telling telling;
    private final Runnable onReadyLine;
    private volatile String lastWords = "";

    Output(ProcessPlan plan, ProcessLog log, Announcer announcer, Telling telling, Runnable onReadyLine) {
        this.plan = plan;
        this.log = log;
        this.announcer = announcer;
        this.telling = telling;
        this.onReadyLine = onReadyLine;
    }

    @Override
    public void take(Stream stream, List<String> lines, Instant time) {
        if (stream == Stream.ERR || !plan.outputIsProtocol()) {
            String name = stream.name().toLowerCase(Locale.ROOT);
            log.write(name, lines, time);
            announcer.output(plan.name(), name, lines, time);
        }
        lines.forEach(line -> take(stream, line, time));
    }

    private void take(Stream stream, String line, Instant time) {
        telling.tell(listener -> listener.onLine(stream, line, time));
        if (stream == Stream.ERR && !line.isBlank()) {
            lastWords = line;
        }
        if (stream == Stream.OUT && !line.isEmpty() && line.equals(plan.readyLine())) {
            onReadyLine.run();
        }
    }

    /** The last line on standard error since the last call; empty for none. */
    String takeLastWords() {
        String words = lastWords;
        lastWords = "";
        return words;
    }
}
