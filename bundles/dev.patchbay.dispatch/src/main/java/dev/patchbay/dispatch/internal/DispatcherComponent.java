package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.schema.Schemas;
import dev.patchbay.task.spi.Task;
import dev.patchbay.threads.NodeThreads;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts registry, boards and executor together. */
@Component(configurationPid = "dev.patchbay.dispatch")
@Designate(ocd = DispatcherComponent.Config.class)
public final class DispatcherComponent implements Dispatcher {

    /** Settings of section {@code dispatch}. */
    @ObjectClassDefinition(
            name = "Dispatch",
            description = "Calls by name: threads, limits, and the hand-over between versions.")
    public @interface Config {

        @AttributeDefinition(
                name = "Grace time",
                description =
                        "How long a call waits for the successor of what just left, in milliseconds; 0 for not at all.",
                min = "0")
        long graceInMs() default 5_000;

        @AttributeDefinition(
                name = "Drain time",
                description =
                        "How long calls on a leaving component may go on before they are interrupted, in milliseconds.",
                min = "0")
        long drainInMs() default 10_000;

        @AttributeDefinition(
                name = "Most calls at once",
                description = "Calls that run or wait at one time; more are refused.",
                min = "1")
        int maxRunning() default 10_000;

        @AttributeDefinition(
                name = "Most pooled threads",
                description =
                        "Threads for calls on Java 17 to 20; newer ones use virtual threads and need no such limit.",
                min = "1")
        int maxThreads() default 256;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherComponent.class);
    private static final long STOP_TIMEOUT_IN_MS = 2_000;
    private static final long DRAIN_AT_STOP_IN_MS = 1_000;

    private final ScheduledThreadPoolExecutor timer;
    private final Threads threads;
    private final Registry<TaskTarget> tasks;
    private final Registry<ProviderTarget> providers;
    private final Board<?, TaskTarget> taskBoard;
    private final Board<?, ProviderTarget> providerBoard;
    private final Board<?, ProviderTarget> remoteBoard;
    private final Runner runner;
    private volatile Config config;

    @Activate
    public DispatcherComponent(
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            @Reference Schemas schemas,
            Config config) {
        this.config = config;
        timer = new ScheduledThreadPoolExecutor(
                1,
                work -> NodeThreads.daemon(work, "patchbay-dispatch-timer"),
                new ThreadPoolExecutor.DiscardPolicy()); // a call that races with the stop is answered by the stop
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads = new Threads(config.maxThreads());
        tasks = new Registry<>(timer, config.graceInMs(), config.maxRunning());
        providers = new Registry<>(timer, config.graceInMs(), config.maxRunning());
        Runs runs = new Runs();
        runner = new Runner(threads, timer, config.maxRunning(), runs);
        LongSupplier drain = () -> drainInMs(context, this.config);
        Implementation implementation = new Implementation(context, components);
        taskBoard = new Board<>(
                context, taskType(), new TaskKind(implementation, schemas::definitions, runs), tasks, drain);
        providerBoard = new Board<>(
                context,
                Provider.class,
                new ProviderKind(context, implementation, schemas::definitions, runs),
                providers,
                drain);
        remoteBoard = new Board<>(
                context, RemoteProvider.class, new RemoteProviderKind(context, implementation, runs), providers, drain);
        taskBoard.open();
        providerBoard.open();
        remoteBoard.open();
    }

    /** Nothing leaves for it: what runs goes on, and the new limits are those of what comes. */
    @Modified
    void modified(Config changed) {
        config = changed;
        tasks.limit(changed.graceInMs(), changed.maxRunning());
        providers.limit(changed.graceInMs(), changed.maxRunning());
        runner.limit(changed.maxRunning());
        threads.limit(changed.maxThreads());
    }

    /** When the node itself stops its ports are closed already: nobody waits for an answer, and it must end in time. */
    static long drainInMs(BundleContext context, Config config) {
        boolean isStopping = context.getBundle(0).getState() == Bundle.STOPPING;
        return isStopping ? Math.min(config.drainInMs(), DRAIN_AT_STOP_IN_MS) : config.drainInMs();
    }

    @SuppressWarnings("unchecked")
    private static Class<Task<@Nullable Object, @Nullable Object>> taskType() {
        return (Class<Task<@Nullable Object, @Nullable Object>>) (Class<?>) Task.class;
    }

    @Deactivate
    void deactivate() {
        runner.stop();
        taskBoard.close();
        providerBoard.close();
        remoteBoard.close();
        timer.shutdownNow();
        if (!threads.stop(STOP_TIMEOUT_IN_MS)) {
            LOG.warn("Some calls ignore their interruption; their threads are left behind");
        }
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        return runner.start(request, reply, tasks, TaskStarter.running(request.name()));
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        return runner.start(request, reply, tasks, TaskStarter.performing(request.name(), step));
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        return runner.start(request, reply, providers, new MethodStarter(request.name()));
    }

    @Override
    public Catalog catalog() {
        Map<String, TaskTarget> taskTargets = tasks.answering();
        return new Cataloguer().catalog(taskTargets, providers.answering());
    }
}
