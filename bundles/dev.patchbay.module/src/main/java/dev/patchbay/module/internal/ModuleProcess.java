package dev.patchbay.module.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The process of a module: told when it has been started, when it ends, and when nothing is left of it. */
final class ModuleProcess implements ProcessListener {

    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> exited = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final CompletableFuture<SupervisedProcess> process = new CompletableFuture<>();

    private ModuleProcess() {}

    /** @throws IllegalStateException when the node is stopping */
    static ModuleProcess start(Processes processes, ProcessPlan plan) {
        ModuleProcess module = new ModuleProcess();
        module.process.complete(processes.start(plan, module));
        return module;
    }

    @Override
    public void onStarted(long pid) {
        ProcessHandle.of(pid).ifPresentOrElse(this::watch, () -> exited.complete(null));
        started.complete(null);
    }

    /**
     * The supervisor tells the end when everything the process started has ended, too, which may take long; the JDK tells
     * it at once. Asked twice, since it may tell one of those who ask only when the output has been read to its end, which
     * others may hold open.
     */
    private void watch(ProcessHandle handle) {
        Outcome.follow(handle.onExit().thenRun(() -> exited.complete(null)));
        Outcome.follow(handle.onExit().thenRun(() -> exited.complete(null)));
    }

    @Override
    public void onFinished() {
        finished.complete(null);
    }

    /** Done when it runs; never when it cannot be started. */
    CompletableFuture<Void> started() {
        return started;
    }

    boolean hasRun() {
        return started.isDone();
    }

    /** Done when it has ended, though what it started may still run; never when it was not started. */
    CompletableFuture<Void> exited() {
        return exited;
    }

    /** Done when nothing of it runs, with why not. */
    CompletableFuture<String> gone() {
        return finished.thenCombine(process, (done, ended) -> Objects.requireNonNullElse(ended.problem(), "ended"));
    }

    /** It has connected. */
    void ready() {
        Outcome.follow(process.thenAccept(SupervisedProcess::ready));
    }

    /** Has it end, and everything it started. */
    void stop() {
        Outcome.follow(process.thenAccept(SupervisedProcess::stop));
    }
}
