package dev.patchbay.worker.internal;

import dev.patchbay.json.Json;
import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.worker.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A module in a process of its own, started once: a token, a process, a connection, and what is said over it. */
final class ProcessHost implements Host, Door.Resident, ProcessListener {

    private static final String PREFIX = "worker.";

    /** How long a process may go on when it has lost its connection, in milliseconds. */
    private static final long LONE_IN_MS = 300;

    private static final String STOP = "{\"do\":\"stop\"}";

    private final ModuleSpec spec;
    private final ProcessKind kind;
    private final HostListener listener;
    private final Equipment equipment;
    private final Processes processes;
    private final Door door;
    private final CompletableFuture<SupervisedProcess> process = new CompletableFuture<>();

    /** Guarded by this, as below. */
    private @Nullable String token;

    private @Nullable LineConnection connection;
    private @Nullable ProcessHandle handle;

    /** What is being done. */
    private @Nullable CompletableFuture<WorkerAnswer> answer;

    private @Nullable Future<?> loadLimit;

    /** Why it does not run, where that is known better here than by its exit status. */
    private @Nullable String reason;

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
            process.complete(processes.start(plan(shown), this));
        } catch (IllegalStateException | IllegalArgumentException e) {
            door.forget(shown);
            listener.onNotStarted(String.valueOf(e.getMessage()));
            listener.onFinished(String.valueOf(e.getMessage()));
            return;
        }
        if (isStopping()) {
            process.thenAccept(SupervisedProcess::stop);
        }
    }

    private synchronized boolean isStopping() {
        return isStopping;
    }

    private ProcessPlan plan(String shown) {
        Settings settings = equipment.settings().get();
        return ProcessPlan.of(PREFIX + spec.name(), kind.command())
                .withDirectory(settings.launch().home())
                .withEnvironment(
                        Map.of("PATCHBAY_WORKER_PORT", Integer.toString(door.port()), "PATCHBAY_WORKER_TOKEN", shown))
                .withReady(null, 0)
                .withStop(new ProcessPlan.Stop(null, settings.stopInMs(), settings.termInMs()));
    }

    @Override
    public void onStarted(long pid) {
        ProcessHandle started = ProcessHandle.of(pid).orElse(null);
        long limitInMs = equipment.settings().get().loadInMs();
        synchronized (this) {
            handle = started;
            loadLimit = equipment.clock().after(limitInMs, () -> overdue(limitInMs));
        }
        listener.onStarted(pid);
        if (started != null) {
            // the supervisor tells the end when everything the process started has ended too, which may take long
            started.onExit().thenRunAsync(this::gone, equipment.threads());
        }
    }

    private void overdue(long limitInMs) {
        synchronized (this) {
            if (hasReported || isStopping || isGone) {
                return;
            }
        }
        listener.onRefused("It did not report within " + limitInMs + " ms that it was imported, and is killed");
        kill("was killed");
    }

    /** Without asking: it does not listen. */
    private void kill(String why) {
        ProcessHandle now;
        synchronized (this) {
            now = handle;
            reason = why;
        }
        process.thenAccept(SupervisedProcess::stop);
        if (now != null) {
            now.destroyForcibly();
        }
    }

    @Override
    public void onGivenUp(String problem) {
        synchronized (this) {
            reason = problem;
        }
        listener.onNotStarted(problem);
    }

    @Override
    public void onFinished() {
        gone();
        process.thenAcceptAsync(ended -> listener.onFinished(why(ended)), equipment.threads());
    }

    private synchronized String why(SupervisedProcess ended) {
        return Objects.requireNonNullElse(reason, Objects.requireNonNullElse(ended.problem(), "ended"));
    }

    /** It does nothing any more, however that is known. */
    private void gone() {
        CompletableFuture<WorkerAnswer> lost;
        LineConnection open;
        synchronized (this) {
            if (isGone) {
                return;
            }
            isGone = true;
            lost = answer;
            answer = null;
            open = connection;
            cancelLoadLimit();
        }
        if (token != null) {
            door.forget(token);
        }
        if (open != null) {
            open.close();
        }
        listener.onGone();
        if (lost != null) {
            lost.complete(Texts.failure(Texts.died(spec.name())));
        }
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
            open.send(STOP);
        }
        process.thenAccept(SupervisedProcess::stop);
    }

    // What is said

    @Override
    public void onConnected(LineConnection opened) {
        boolean isLate;
        synchronized (this) {
            connection = opened;
            isLate = isStopping;
        }
        if (isLate) {
            opened.send(STOP);
        } else {
            equipment.threads().execute(() -> load(opened));
        }
    }

    private void load(LineConnection opened) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("do", "load");
        order.put("name", spec.name());
        order.put("module", kind.module());
        order.put("entry", spec.entry());
        order.put("dispatch", spec.dispatch());
        order.put("level", equipment.settings().get().log().level().name());
        try {
            order.put("path", texts(kind.path()));
            opened.send(Json.write(order));
        } catch (IOException e) {
            listener.onRefused(String.valueOf(e.getMessage()));
            kill("was killed");
        }
    }

    private static List<String> texts(List<Path> path) {
        return path.stream().map(Path::toString).toList();
    }

    @Override
    public void onMessage(Map<String, @Nullable Object> message) {
        String kindOfMessage = String.valueOf(message.get("is"));
        switch (kindOfMessage) {
            case "answer" -> answered(message);
            case "log" -> equipment.log().module(spec.name(), message);
            case "imported" -> imported(message);
            case "failed" -> {
                reported();
                listener.onRefused(String.valueOf(message.get("traceback")));
                process.thenAccept(SupervisedProcess::stop);
            }
            case "made" -> listener.onMade(report(message, message.get("traceback") == null));
            case "reloaded" -> reloaded(message);
            default -> onNonsense("a message of the unknown kind " + kindOfMessage);
        }
    }

    private void imported(Map<String, @Nullable Object> message) {
        CodeWatch now = kind.watch(message);
        synchronized (this) {
            watch = now;
        }
        reported();
        process.thenAccept(SupervisedProcess::ready);
        listener.onImported();
    }

    private synchronized void reported() {
        hasReported = true;
        cancelLoadLimit();
    }

    private void reloaded(Map<String, @Nullable Object> message) {
        CodeWatch now = kind.watch(message);
        synchronized (this) {
            watch = now;
        }
        listener.onReloaded(report(message, Boolean.TRUE.equals(message.get("hasInstance"))));
    }

    private static Report report(Map<String, @Nullable Object> message, boolean hasInstance) {
        Object traceback = message.get("traceback");
        return new Report(
                hasInstance, traceback == null ? null : traceback.toString(), Functions.read(message.get("functions")));
    }

    private void answered(Map<String, @Nullable Object> message) {
        Object traceback = message.get("traceback");
        complete(new WorkerAnswer(message.get("result"), traceback == null ? null : traceback.toString()));
    }

    private void complete(WorkerAnswer result) {
        CompletableFuture<WorkerAnswer> awaited;
        synchronized (this) {
            awaited = answer;
            answer = null;
        }
        if (awaited != null) {
            awaited.complete(result);
        }
    }

    /** Records are always understood, so it is the answer. */
    @Override
    public void onNonsense(String problem) {
        equipment.log().error("The worker of module %s said what is no JSON of ours: %s", spec.name(), problem);
        complete(Texts.failure("the answer cannot be read: " + problem));
    }

    /** Without it the process is of no use; most often it is about to end, and its own status says more. */
    @Override
    public void onDisconnected(LineEnd end) {
        if (end == LineEnd.LINE_TOO_LONG) {
            equipment.log().error("The worker of module %s said more at once than maxLineBytes allows", spec.name());
        }
        gone();
        if (!isStopping()) {
            var unused = equipment.clock().after(LONE_IN_MS, this::killIfAlive);
        }
    }

    private void killIfAlive() {
        ProcessHandle now;
        synchronized (this) {
            now = handle;
        }
        if (now != null && now.isAlive()) {
            kill("lost its connection to the node and was killed");
        }
    }

    // What it is told

    @Override
    public CompletionStage<WorkerAnswer> perform(Order order) {
        CompletableFuture<WorkerAnswer> result = new CompletableFuture<>();
        LineConnection open;
        synchronized (this) {
            open = isGone ? null : connection;
            answer = open == null ? null : result;
        }
        if (open == null) {
            result.complete(Texts.failure(Texts.died(spec.name())));
            return result;
        }
        try {
            open.send(line(order)); // when it has ended, that is told elsewhere
        } catch (IllegalArgumentException e) {
            complete(Texts.failure("the arguments cannot be written as JSON: " + e.getMessage()));
        }
        return result;
    }

    private static String line(Order order) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        String function = order.function();
        line.put("do", function == null ? "help" : "call");
        if (function != null) {
            line.put("client", order.client());
            line.put("function", function);
            line.put("args", order.args());
        }
        return Json.write(line);
    }

    @Override
    public void reload() {
        LineConnection open;
        synchronized (this) {
            open = connection;
        }
        if (open != null) {
            open.send(Json.write(Map.of("do", "reload", "path", pathOrNone())));
        }
    }

    /** Without a path the worker finds nothing, and says so. */
    private List<String> pathOrNone() {
        try {
            return texts(kind.path());
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
