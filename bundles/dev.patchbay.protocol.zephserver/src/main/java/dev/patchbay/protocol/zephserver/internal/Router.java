package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.service.spi.StandingService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The original's router (spec §11): hands tasks to the dispatcher, and knows those that run.
 *
 * <p>Takes requests from its making, as the original's does, until it is disabled, and again when it is enabled.
 */
final class Router extends StandingService {

    /** The id zephserver's settings and programs know it by. */
    static final String ID = "zephserver.service.routeur_service/RouteurService";

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Dispatcher dispatcher;
    private final TaskNames names;
    private final Supplier<Settings> settings;

    /** Guarded by this, as the one below. */
    private final Set<RunningTask> running = new HashSet<>();

    private boolean isStopping;

    Router(Dispatcher dispatcher, TaskNames names, Supplier<Settings> settings) {
        this.dispatcher = dispatcher;
        this.names = names;
        this.settings = settings;
    }

    @Override
    protected void open() {
        synchronized (this) {
            isStopping = false;
        }
        names.logFaults();
    }

    /** Interrupts what runs, and waits for it at most the time of setting {@code stopInMs}. */
    @Override
    protected void close() {
        List<RunningTask> interrupted;
        synchronized (this) {
            isStopping = true;
            interrupted = List.copyOf(running);
        }
        interrupted.forEach(RunningTask::cancel);
        long stopInMs = settings.get().stopInMs();
        List<RunningTask> left = leftAfter(stopInMs, interrupted);
        if (!left.isEmpty()) {
            LOG.warn(
                    "{} tasks ignore their interruption and are left behind after {} ms: {}",
                    left.size(),
                    stopInMs,
                    left.stream().map(task -> task.request().task()).distinct().toList());
        }
    }

    /** Those of them that still run after a time that is one for all. */
    private static List<RunningTask> leftAfter(long timeoutInMs, List<RunningTask> interrupted) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        List<RunningTask> left = new ArrayList<>();
        for (RunningTask task : interrupted) {
            if (!task.awaitEnd(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())))) {
                left.add(task);
            }
        }
        return left;
    }

    /** Starts a task and returns at once. @return false when there is no request, or while it is disabled */
    boolean route(@Nullable TaskRequest request) {
        if (request == null) {
            return false;
        }
        RunningTask task = new RunningTask(request, settings.get().reportErrors(), this::leave);
        int count = enrol(task);
        if (count == 0) {
            return false;
        }
        int countOfClient = request.client().oneMoreTask();
        if (count > settings.get().maxTasks()) {
            task.failure(tooMany("All clients together run", "maxTasks"));
        } else if (countOfClient > settings.get().maxTasksPerConnection()) {
            task.failure(tooMany("This connection runs", "maxTasksPerConnection"));
        } else {
            start(task);
        }
        return true;
    }

    /** How many run with it; 0 when it is too late. */
    private synchronized int enrol(RunningTask task) {
        if (isStopping) {
            return 0;
        }
        running.add(task);
        return running.size();
    }

    private void leave(RunningTask task) {
        task.request().client().oneLessTask();
        synchronized (this) {
            running.remove(task);
        }
    }

    private static Failure tooMany(String who, String setting) {
        return Failure.of(
                Failure.Kind.OVERLOADED, who + " as many tasks as zephserver." + setting + " allows; try again later");
    }

    private void start(RunningTask task) {
        TaskRequest request = task.request();
        try {
            String name = names.nameOf(request.task());
            task.runsAs(dispatcher.run(request.toRun(name), task));
        } catch (UnknownTaskException e) {
            task.failure(Failure.of(Failure.Kind.UNKNOWN_NAME, String.valueOf(e.getMessage())));
        }
    }
}
