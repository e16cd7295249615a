package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.SupervisedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A supervisor with a home of its own; ends everything after the test. */
final class WorkshopRule extends ExternalResource {

    static final ProcessLogs.Limits LOG_LIMITS = new ProcessLogs.Limits(10 << 20, 2);

    final RecordingAnnouncer announcer = new RecordingAnnouncer();
    private final TemporaryFolder folder = new TemporaryFolder();
    private final Threads threads;
    private Workshop workshop;

    WorkshopRule() {
        this(new Threads());
    }

    WorkshopRule(Threads threads) {
        this.threads = threads;
    }

    @Override
    protected void before() throws IOException, InterruptedException {
        folder.create();
        workshop = Workshop.open(home(), LOG_LIMITS, announcer, threads);
    }

    @Override
    protected void after() {
        workshop.close(5_000);
        folder.delete();
    }

    Path home() {
        return folder.getRoot().toPath();
    }

    Workshop workshop() {
        return workshop;
    }

    SupervisedProcess start(ProcessPlan plan, ProcessListener listener) {
        return workshop.supervisor().start(plan, listener);
    }

    /** A plan that runs a script of the shell. */
    static ProcessPlan script(String name, String script) {
        return ProcessPlan.of(name, List.of("sh", "-c", script));
    }
}
