package dev.patchbay.process.internal;

import dev.patchbay.threads.NodeThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor with everything it needs, put together and taken apart in order. */
final class Workshop {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final long THREADS_END_IN_MS = 1_000;

    private final Equipment equipment;
    private final Supervisor supervisor;

    private Workshop(Equipment equipment) {
        this.equipment = equipment;
        supervisor = new Supervisor(equipment);
    }

    /** Ends strays first. @param home the node's home, which exists */
    static Workshop open(Path home, ProcessLogs.Limits limits, Announcer announcer)
            throws IOException, InterruptedException {
        return open(home, limits, announcer, new Threads());
    }

    static Workshop open(Path home, ProcessLogs.Limits limits, Announcer announcer, Threads threads)
            throws IOException, InterruptedException {
        Marks marks = new Marks(home, Objects.requireNonNullElse(System.getenv(Marks.VARIABLE), ""));
        if (ProcFolder.isThere()) {
            new Strays(marks).end();
        }
        return new Workshop(new Equipment(
                marks,
                new Launcher(home, marks),
                ProcFolder.isThere() ? new LinuxFamilies() : new PortableFamilies(),
                new Guard(marks.ofThisLife()),
                new ProcessLogs(home.resolve("log").resolve("processes"), limits),
                announcer,
                threads,
                clock()));
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(1, work -> NodeThreads.daemon(work, "patchbay-process-clock"));
        clock.setRemoveOnCancelPolicy(true);
        clock.prestartCoreThread(); // later there may be no thread to be had
        return clock;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    ProcessLogs logs() {
        return equipment.logs();
    }

    Marks marks() {
        return equipment.marks();
    }

    Guard guard() {
        return equipment.guard();
    }

    /** Ends all processes, within about that time. */
    void close(long stopInMs) {
        supervisor.close(stopInMs);
        equipment.guard().close();
        equipment.logs().close();
        equipment.clock().shutdownNow();
        if (!equipment.threads().stop(THREADS_END_IN_MS)) {
            LOG.warn("Expected the threads patchbay-process-* to end within {} ms, some still run", THREADS_END_IN_MS);
        }
    }
}
