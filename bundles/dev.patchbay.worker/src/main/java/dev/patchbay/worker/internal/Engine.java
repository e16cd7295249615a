package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The configured modules and their workers: what is configured is loaded, and what is not any more leaves. */
final class Engine implements Workers {

    /** The longest a reload is waited for, in milliseconds. */
    private static final long RELOAD_IN_MS = 20_000;

    private final Equipment equipment;
    private final Configuration configuration;
    private final Runnable onNamesChanged;

    /** Guarded by this, as below: in the order of loading; also those that have not left yet. */
    private final Map<String, Worker> workers = new LinkedHashMap<>();

    private boolean isClosed;

    /** @param onNamesChanged told when modules come or go, on a thread of its own */
    Engine(Equipment equipment, Runnable onNamesChanged) {
        this.equipment = equipment;
        this.onNamesChanged = onNamesChanged;
        configuration = new Configuration(equipment.log());
    }

    // What is configured

    /**
     * Begins to load what is configured, so that whoever comes from now on waits for it, and looks from now on whether
     * that changes, or the code of a module.
     */
    void start() {
        configure(spec -> false);
        equipment.threads().execute(this::lookAtFile);
        equipment.threads().execute(this::lookAtCode);
    }

    /** There are other settings; no worker ends that they do not concern. @param isConcerned those that do */
    void configure(Predicate<ModuleSpec> isConcerned) {
        configuration.use(equipment.settings().get());
        var unused = apply(isConcerned);
    }

    private void lookAtFile() {
        Look look = configuration.look();
        if (look == Look.CHANGED) {
            var unused = apply(spec -> false);
        }
        long pauseInMs = look == Look.SETTLING
                ? Equipment.SETTLE_IN_MS
                : equipment.settings().get().lookInMs();
        var unused = equipment.clock().after(pauseInMs, this::lookAtFile);
    }

    private void lookAtCode() {
        snapshot().forEach(Worker::lookAtCode);
        var unused = equipment.clock().after(equipment.settings().get().idleInMs(), this::lookAtCode);
    }

    private synchronized List<Worker> snapshot() {
        return List.copyOf(workers.values());
    }

    /**
     * Loads what is new, loads anew what changed or has to, has leave what is gone.
     *
     * @return done, each, when one of these has been loaded or has left
     */
    private synchronized Map<String, CompletableFuture<Void>> apply(Predicate<ModuleSpec> hasTo) {
        Map<String, CompletableFuture<Void>> outcomes = new LinkedHashMap<>();
        if (isClosed) {
            return outcomes;
        }
        Map<String, ModuleSpec> specs = configuration.modules();
        for (Worker worker : List.copyOf(workers.values())) {
            if (worker.isWanted() && !specs.containsKey(worker.name())) {
                outcomes.put(worker.name(), worker.leave());
            }
        }
        for (ModuleSpec spec : specs.values()) {
            Worker worker = workers.get(spec.name());
            if (worker == null || !worker.isServing(spec) || hasTo.test(spec)) {
                outcomes.put(spec.name(), load(spec, worker));
            }
        }
        if (!outcomes.isEmpty()) {
            equipment.threads().execute(onNamesChanged);
        }
        return outcomes;
    }

    /** It goes to the end of the list. */
    private CompletableFuture<Void> load(ModuleSpec spec, @Nullable Worker before) {
        Worker worker = before == null ? new Worker(spec, equipment, this::drop) : before;
        workers.remove(spec.name());
        workers.put(spec.name(), worker);
        return worker.load(spec);
    }

    private synchronized void drop(Worker worker) {
        if (worker.isVacant()) {
            workers.remove(worker.name(), worker);
        }
    }

    // What others ask for

    @Override
    public List<WorkerStatus> list() {
        return snapshot().stream().filter(Worker::isWanted).map(Worker::status).toList();
    }

    @Override
    public Optional<WorkerStatus> find(String name) {
        return worker(name).map(Worker::status);
    }

    /** Those that are wanted, in order. */
    List<String> names() {
        return snapshot().stream().filter(Worker::isWanted).map(Worker::name).toList();
    }

    /** What can be called of a module now. */
    List<Function> functions(String name) {
        return worker(name).map(Worker::functions).orElse(List.of());
    }

    /** Why the configuration cannot be read; null when it can. */
    @Nullable
    String complaint() {
        return configuration.complaint();
    }

    private synchronized Optional<Worker> worker(String name) {
        return Optional.ofNullable(workers.get(name)).filter(Worker::isWanted);
    }

    @Override
    public WorkerTurn queue(String name, String client, WorkerTurnListener listener) throws WorkerException {
        Worker worker = worker(name).orElseThrow(() -> new WorkerException(Texts.unknown(name)));
        return worker.queue(client, listener);
    }

    @Override
    public boolean reload(String name) throws WorkerException, InterruptedException {
        if (worker(name).isEmpty()) {
            return false;
        }
        configuration.read();
        CompletableFuture<Void> outcome =
                apply(spec -> spec.name().equals(name)).get(name);
        await(outcome == null ? List.of() : List.of(outcome), RELOAD_IN_MS);
        return true;
    }

    @Override
    public void reloadAll() throws WorkerException, InterruptedException {
        configuration.read();
        await(apply(spec -> false).values(), RELOAD_IN_MS);
    }

    /** @return false when not all is done by then */
    private static boolean await(Iterable<CompletableFuture<Void>> outcomes, long limitInMs)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitInMs);
        try {
            for (CompletableFuture<Void> outcome : outcomes) {
                outcome.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a worker to tell its failures otherwise", e);
        }
    }

    /** Has all leave, side by side, and waits. @return false when some are left after the time */
    boolean close(long limitInMs) throws InterruptedException {
        List<CompletableFuture<Void>> leaving = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            workers.values().stream().filter(Worker::isWanted).forEach(worker -> leaving.add(worker.leave()));
        }
        return await(leaving, limitInMs);
    }
}
