package dev.patchbay.worker.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The process of one life of a module: started once, ended in its own good time or at once. Thread-safe. */
final class WorkerProcess {

    private static final String PREFIX = "worker.";

    private final Equipment equipment;

    /** Not there before it is started; what is told to it before that is told then. */
    private final CompletableFuture<SupervisedProcess> supervised = new CompletableFuture<>();

    private volatile @Nullable ProcessHandle handle;

    /** Why it does not run, where that is known better here than by its exit status. */
    private volatile @Nullable String reason;

    WorkerProcess(Equipment equipment) {
        this.equipment = equipment;
    }

    /**
     * Starts it.
     *
     * @param port where it is to connect to
     * @param token what it is to show there
     * @throws IllegalStateException when the supervisor starts none now
     * @throws IllegalArgumentException when it cannot be started like that
     */
    void start(
            Processes processes, ProcessListener listener, String name, List<String> command, int port, String token) {
        Settings settings = equipment.settings().get();
        ProcessPlan plan = ProcessPlan.of(PREFIX + name, command)
                .withDirectory(settings.launch().home())
                .withEnvironment(Map.of("PATCHBAY_WORKER_PORT", Integer.toString(port), "PATCHBAY_WORKER_TOKEN", token))
                .withReady(null, 0)
                .withStop(new ProcessPlan.Stop(null, settings.stopInMs(), settings.termInMs()));
        supervised.complete(processes.start(plan, listener));
    }

    /** It runs. */
    void runs(long pid) {
        handle = ProcessHandle.of(pid).orElse(null);
    }

    /**
     * Tells when it has ended itself, on another thread; the supervisor tells the end when everything it started has ended
     * too, which may take long.
     */
    void onExit(Runnable listener) {
        ProcessHandle now = handle;
        if (now != null) {
            now.onExit().thenRunAsync(listener, equipment.threads());
        }
    }

    /** It does what it is for. */
    void ready() {
        supervised.thenAccept(SupervisedProcess::ready);
    }

    /** Lets it finish. */
    void stop() {
        supervised.thenAccept(SupervisedProcess::stop);
    }

    /** Without asking: it does not listen. @param why one sentence without a subject */
    void kill(String why) {
        reason = why;
        stop();
        ProcessHandle now = handle;
        if (now != null) {
            now.destroyForcibly();
        }
    }

    /** As {@link #kill}, unless it has ended. */
    void killIfAlive(String why) {
        ProcessHandle now = handle;
        if (now != null && now.isAlive()) {
            kill(why);
        }
    }

    /** Notes why it does not run. */
    void hasFailed(String why) {
        reason = why;
    }

    /** It has ended: tells why, on another thread. */
    void tellWhy(Consumer<String> listener) {
        supervised.thenAcceptAsync(ended -> listener.accept(why(ended)), equipment.threads());
    }

    private String why(SupervisedProcess ended) {
        return Objects.requireNonNullElse(reason, Objects.requireNonNullElse(ended.problem(), "ended"));
    }
}
