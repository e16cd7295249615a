package dev.patchbay.process.internal;

import dev.patchbay.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The supervisor itself, outside a framework. */
public final class RealProcesses implements AutoCloseable {

    private static final long STOP_IN_MS = 9_000;

    private final Workshop workshop;

    /** @param home of its logs */
    public RealProcesses(Path home) throws IOException, InterruptedException {
        workshop = Workshop.open(home, new ProcessLogs.Limits(10 << 20, 2), new Announcer() {
            @Override
            public void announce(String event, Map<String, ?> properties) {}

            @Override
            public void output(String name, String stream, List<String> lines, Instant time) {}
        });
    }

    public Processes processes() {
        return workshop.supervisor();
    }

    /** Whether a process does not run any more; one that waits to be reaped counts as gone. */
    public static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
                || ProcFolder.find(pid).isEmpty();
    }

    @Override
    public void close() {
        workshop.close(STOP_IN_MS);
    }
}
