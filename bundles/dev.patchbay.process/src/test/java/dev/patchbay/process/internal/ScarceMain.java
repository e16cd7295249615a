package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.SupervisedProcess.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that starts more processes than it has descriptors for, and ends them; its exit status is 0 when all that worked. */
public final class ScarceMain {

    static final int CLOSE_LIMIT_IN_MS = 20_000;

    private static final int PROCESSES = 60;

    private ScarceMain() {}

    /** @param arguments the node's home */
    public static void main(String[] arguments) throws Exception {
        Workshop workshop = Workshop.open(Path.of(arguments[0]), WorkshopRule.LOG_LIMITS, new RecordingAnnouncer());
        List<SupervisedProcess> all = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            all.add(workshop.supervisor().start(WorkshopRule.script("p" + i, "read -r go"), ProcessListener.NONE));
        }
        while (all.stream().anyMatch(process -> process.state() == State.STARTING)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        long refused = count(all, State.GIVEN_UP);
        long began = System.nanoTime();
        workshop.close(CLOSE_LIMIT_IN_MS);
        boolean isInTime = System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_IN_MS);
        boolean isRight = refused > 0 && refused < PROCESSES && count(all, State.ENDED) == PROCESSES - refused;
        System.exit(isInTime && isRight ? 0 : 1);
    }

    private static long count(List<SupervisedProcess> all, State state) {
        return all.stream().filter(process -> process.state() == state).count();
    }
}
