package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a worker is, for those who ask. Guarded by its worker. */
final class Condition {

    private State state = State.LOADING;
    private Instant since = Instant.now();
    private OptionalLong pid = OptionalLong.empty();
    private @Nullable String problem;
    private List<Function> functions = List.of();

    WorkerStatus status(ModuleSpec spec, int waiting) {
        return new WorkerStatus(spec.name(), spec.module(), state, pid, since, waiting, problem);
    }

    boolean is(State other) {
        return state == other;
    }

    /** Whether clients are served, if only with an error. */
    boolean isOpen() {
        return state == State.READY || state == State.BROKEN;
    }

    void become(State next) {
        if (state != next) {
            state = next;
            since = Instant.now();
        }
    }

    /** It was made, or its code was read again. */
    void become(Report report) {
        functions = report.functions();
        become(report.hasInstance() ? State.READY : State.BROKEN);
    }

    OptionalLong pid() {
        return pid;
    }

    /** The process it has now. */
    void runsAs(long id) {
        pid = OptionalLong.of(id);
    }

    void hasNoProcess() {
        pid = OptionalLong.empty();
    }

    @Nullable
    String problem() {
        return problem;
    }

    /** @param text one sentence without a subject; null when all is well */
    void problem(@Nullable String text) {
        problem = text;
    }

    /** What can be called. */
    List<Function> functions() {
        return functions;
    }
}
