package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.ProcessPlan.Stop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A JVM with a supervisor, to be killed: prints their process ids, and the guard's when it is asked. */
public final class NodeMain {

    private static final String STAY = "echo $$; while :; do sleep 1; done";

    /** How many it starts. */
    static final int PROCESSES = 6;

    private NodeMain() {}

    /** @param arguments the node's home */
    public static void main(String[] arguments) throws Exception {
        Workshop workshop = Workshop.open(Path.of(arguments[0]), WorkshopRule.LOG_LIMITS, new RecordingAnnouncer());
        start(workshop, "plain", List.of("sh", "-c", STAY));
        start(workshop, "deaf", List.of("sh", "-c", "trap '' TERM INT HUP PIPE; " + STAY));
        start(workshop, "bare", List.of("env", "-i", "sh", "-c", STAY));
        start(workshop, "grandchild", List.of("sh", "-c", "sh -c '" + STAY + "' & wait"));
        start(workshop, "orphan", List.of("sh", "-c", "(sh -c '" + STAY + "' &); sleep 1000"));
        start(workshop, "daemon", List.of("sh", "-c", "(setsid sh -c '" + STAY + "' &); sleep 1000"));
        while (System.in.read() == '?') {
            System.out.println(workshop.guard().handle().map(ProcessHandle::pid).orElse(0L));
        }
        workshop.close(5_000);
    }

    private static void start(Workshop workshop, String name, List<String> command) {
        ProcessListener printer = new ProcessListener() {
            @Override
            public void onLine(Stream stream, String line, Instant time) {
                System.out.println(line);
            }
        };
        workshop.supervisor().start(ProcessPlan.of(name, command).withStop(Stop.byTelling(500)), printer);
    }
}
