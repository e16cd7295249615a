package dev.patchbay.worker.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.Processes;
import dev.patchbay.worker.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A module in a process of its own, started once: a token, a process ({@link WorkerProcess}), a connection, and what is
 * said over it ({@link Orders}, {@link Messages}).
 */
final class ProcessHost implements Host, Door.Resident, ProcessListener {

    /** How long a process may go on when it has lost its connection, in milliseconds. */
    private static final long LONE_IN_MS = 300;

    private final ModuleSpec spec;
    private final ProcessKind kind;
    private final HostListener listener;
    private final Equipment equipment;
    private final Processes processes;
    private final Door door;
    private final WorkerProcess process;
    private final PendingAnswer pending = new PendingAnswer();

    /** Touched by messages only, which come one at a time. */
    private boolean hasServed;

    /** Guarded by this, as below. */
    private @Nullable String token;

    private @Nullable LineConnection connection;
    private @Nullable Future<?> loadLimit;
    private CodeWatch watch = CodeWatch.NONE;
    private boolean hasReported;
    private boolean isStopping;
    private boolean isGone;

    ProcessHost(
            ModuleSpec spec,
            ProcessKind kind,
            HostListener listener,
            Equipment equipment,
            Processes processes,
            Door door) {
        this.spec = spec;
        this.kind = kind;
        this.listener = listener;
        this.equipment = equipment;
        this.processes = processes;
        this.door = door;
        process = new WorkerProcess(equipment);
    }

    // Its process

    @Override
    public void start() {
        if (isStopping()) {
            listener.onFinished("was not started");
            return;
        }
        String shown = door.expect(this);
        synchronized (this) {
            token = shown;
        }
        try {
            process.start(processes, this, spec.name(), kind.command(), door.port(), shown);
        } catch (IllegalStateException | IllegalArgumentException e) {
            door.forget(shown);
            listener.onNotStarted(String.valueOf(e.getMessage()));
            listener.onFinished(String.valueOf(e.getMessage()));
            return;
        }
        if (isStopping()) {
            process.stop();
        }
    }

    private synchronized boolean isStopping() {
        return isStopping;
    }

    @Override
    public void onStarted(long pid) {
        long limitInMs = equipment.settings().get().loadInMs();
        process.runs(pid);
        synchronized (this) {
            loadLimit = equipment.clock().after(limitInMs, () -> overdue(limitInMs));
        }
        listener.onStarted(pid);
        process.onExit(this::gone);
    }

    private void overdue(long limitInMs) {
        synchronized (this) {
            if (hasReported || isStopping || isGone) {
                return;
            }
        }
        listener.onRefused("It did not report within " + limitInMs + " ms that it was imported, and is killed");
        process.kill("was killed");
    }

    @Override
    public void onGivenUp(String problem) {
        process.hasFailed(problem);
        listener.onNotStarted(problem);
    }

    @Override
    public void onFinished() {
        gone();
        process.tellWhy(listener::onFinished);
    }

    /** It does nothing any more, however that is known. */
    private void gone() {
        LineConnection open;
        String shown;
        synchronized (this) {
            if (isGone) {
                return;
            }
            isGone = true;
            open = connection;
            shown = token;
            cancelLoadLimit();
        }
        if (shown != null) {
            door.forget(shown);
        }
        if (open != null) {
            open.close();
        }
        listener.onGone();
        pending.complete(Texts.failure(Texts.died(spec.name())));
    }

    private void cancelLoadLimit() {
        if (loadLimit != null) {
            loadLimit.cancel(false);
        }
    }

    @Override
    public void stop() {
        LineConnection open;
        synchronized (this) {
            isStopping = true;
            open = connection;
        }
        if (open != null) {
            open.send(Orders.STOP);
        }
        process.stop();
    }

    // What it says

    @Override
    public void onConnected(LineConnection opened) {
        boolean isLate;
        synchronized (this) {
            connection = opened;
            isLate = isStopping;
        }
        if (isLate) {
            opened.send(Orders.STOP);
        } else {
            equipment.threads().execute(() -> load(opened));
        }
    }

    @Override
    public void onMessage(Map<String, @Nullable Object> message) {
        String kindOfMessage = Messages.kind(message);
        switch (kindOfMessage) {
            case "answer" -> answered(Messages.answer(message));
            case "log" -> equipment.log().module(spec.name(), message);
            case "imported" -> imported(message);
            case "failed" -> {
                reported();
                listener.onRefused(String.valueOf(message.get("traceback")));
                process.stop();
            }
            case "made" -> listener.onMade(Messages.made(message));
            case "reloaded" -> {
                watch(kind.watch(message));
                listener.onReloaded(Messages.reloaded(message));
            }
            default -> onNonsense("a message of the unknown kind " + kindOfMessage);
        }
    }

    private void answered(WorkerAnswer answer) {
        if (!hasServed) {
            hasServed = true;
            listener.onServed();
        }
        pending.complete(answer);
    }

    private void imported(Map<String, @Nullable Object> message) {
        watch(kind.watch(message));
        reported();
        process.ready();
        listener.onImported();
    }

    private synchronized void watch(CodeWatch now) {
        watch = now;
    }

    private synchronized void reported() {
        hasReported = true;
        cancelLoadLimit();
    }

    /** Records are always understood, so it is the answer. */
    @Override
    public void onNonsense(String problem) {
        equipment.log().error("The worker of module %s said what is no JSON of ours: %s", spec.name(), problem);
        pending.complete(Texts.failure("the answer cannot be read: " + problem));
    }

    /** Without it the process is of no use; most often it is about to end, and its own status says more. */
    @Override
    public void onDisconnected(LineEnd end) {
        if (end == LineEnd.LINE_TOO_LONG) {
            equipment.log().error("The worker of module %s said more at once than maxLineBytes allows", spec.name());
        }
        gone();
        if (!isStopping()) {
            var unused = equipment
                    .clock()
                    .after(LONE_IN_MS, () -> process.killIfAlive("lost its connection to the node and was killed"));
        }
    }

    // What it is told

    private void load(LineConnection opened) {
        Level level = equipment.settings().get().log().level();
        try {
            opened.send(Orders.load(spec, kind.module(), kind.path(), level));
        } catch (IOException e) {
            listener.onRefused(String.valueOf(e.getMessage()));
            process.kill("was killed");
        }
    }

    @Override
    public CompletionStage<WorkerAnswer> perform(Order order) {
        LineConnection open;
        CompletableFuture<WorkerAnswer> result;
        synchronized (this) {
            open = isGone ? null : connection;
            result = open == null ? new CompletableFuture<>() : pending.await();
        }
        if (open == null) {
            result.complete(Texts.failure(Texts.died(spec.name())));
            return result;
        }
        try {
            open.send(Orders.perform(order)); // when it has ended, that is told elsewhere
        } catch (IllegalArgumentException e) {
            pending.complete(Texts.failure("the arguments cannot be written as JSON: " + e.getMessage()));
        }
        return result;
    }

    @Override
    public void reload() {
        LineConnection open;
        synchronized (this) {
            open = connection;
        }
        if (open != null) {
            open.send(Orders.reload(pathOrNone()));
        }
    }

    /** Without a path the worker finds nothing, and says so. */
    private List<Path> pathOrNone() {
        try {
            return kind.path();
        } catch (IOException e) {
            equipment.log().error("Module %s: %s", spec.name(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    @Override
    public Look lookAtCode() {
        CodeWatch now;
        synchronized (this) {
            now = watch;
        }
        return now.look();
    }
}
