package dev.patchbay.process.internal;

import dev.patchbay.logfile.internal.Logs;
import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The supervisor of a node, for tests of those that use it. */
public final class RealProcesses implements AutoCloseable {

    private final Workshop workshop;

    private RealProcesses(Workshop workshop) {
        this.workshop = workshop;
    }

    /** @param home of the node */
    public static RealProcesses open(Path home) throws IOException, InterruptedException {
        return new RealProcesses(Workshop.open(home, new ProcessLogs.Limits(10 << 20, 2), new NoAnnouncer()));
    }

    public Processes processes() {
        return workshop.supervisor();
    }

    /** The command {@code logs} of these processes and of log files. */
    public ControlCommand logsCommand(Logs files) {
        return new LogsCommand(files, workshop.logs());
    }

    @Override
    public void close() {
        workshop.close(5_000);
    }

    private static final class NoAnnouncer implements Announcer {

        @Override
        public void announce(String event, Map<String, ?> properties) {
            // nobody listens
        }

        @Override
        public void output(String name, String stream, List<String> lines, Instant time) {
            // nobody listens
        }
    }
}
