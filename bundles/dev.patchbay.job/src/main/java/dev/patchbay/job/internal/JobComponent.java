package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.EventBus;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Resources;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import dev.patchbay.process.Processes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Puts the engine together and publishes it, as long as there is a journal and a dispatcher. The event bus and the
 * supervisor of processes may come and go meanwhile: no job ends because of them.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.job.Jobs'")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.job.Resources'")
@Component(
        service = {},
        configurationPid = "dev.patchbay.job",
        immediate = true)
@Designate(ocd = JobComponent.Config.class)
public final class JobComponent {

    /** Settings of section {@code job}. */
    @ObjectClassDefinition(name = "Jobs", description = "Submitted tasks: how many at once, and how they end.")
    public @interface Config {

        @AttributeDefinition(
                name = "Most jobs executed",
                description = "Jobs that are executed at one time; others wait. Subtasks do not count.",
                min = "1")
        int maxExecuting() default 1_000;

        @AttributeDefinition(
                name = "Abort time",
                description = "How long a task that was asked to end may go on before it is interrupted and has failed,"
                        + " in milliseconds; 0 for any time. A task that cannot be asked is interrupted at once.",
                min = "0")
        long abortInMs() default 60_000;

        @AttributeDefinition(
                name = "Progress interval",
                description = "The progress of a job is told at most once in this time, in milliseconds.",
                min = "0")
        long progressIntervalInMs() default 100;

        @AttributeDefinition(
                name = "Verification turn",
                description = "How long jobs that were submitted later wait for a verification, in milliseconds.",
                min = "0")
        long verifyTurnInMs() default 1_000;
    }

    private final ServiceTracker<EventBus, EventBus> bus;
    private final ServiceTracker<Processes, Processes> processes;
    private final JobEngine engine;
    private final ServiceRegistration<Resources> resources;
    private final ServiceRegistration<Jobs> jobs;
    private final ServiceRegistration<FindingSource> findings;

    @Activate
    public JobComponent(
            BundleContext context, @Reference Dispatcher dispatcher, @Reference Journal journal, Config config) {
        bus = new ServiceTracker<>(context, EventBus.class, null);
        bus.open();
        processes = new ServiceTracker<>(context, Processes.class, null);
        processes.open();
        Workers workers = new Workers();
        JavaProcesses javaProcesses =
                new JavaProcesses(() -> Optional.ofNullable(processes.getService()), classPath(context));
        TaskBodies bodies = new OwnProcessBodies(javaProcesses, workers);
        engine = new JobEngine(dispatcher, journal, this::publish, workers, bodies, settings(config));
        resources = context.registerService(Resources.class, engine.resources(), FrameworkUtil.asDictionary(Map.of()));
        jobs = context.registerService(Jobs.class, engine, FrameworkUtil.asDictionary(Map.of()));
        findings = context.registerService(FindingSource.class, this::findings, FrameworkUtil.asDictionary(Map.of()));
    }

    private List<Finding> findings() {
        return engine.health()
                .problem()
                .map(problem -> List.of(new Finding("jobs", "cannot be recorded: " + problem)))
                .orElse(List.of());
    }

    private static JavaProcesses.ClassPath classPath(BundleContext context) {
        File directory = context.getDataFile("classpath");
        if (directory == null) {
            throw new IllegalStateException("Expected a framework that has a storage area, got none");
        }
        try {
            return new BundleClassPath(directory.toPath(), context.getBundle());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a directory that can be written, got " + directory, e);
        }
    }

    private static Settings settings(Config config) {
        return new Settings(
                config.maxExecuting(), config.abortInMs(), config.progressIntervalInMs(), config.verifyTurnInMs());
    }

    private void publish(String name, Map<String, ? extends @Nullable Object> properties) {
        EventBus now = bus.getService();
        if (now != null) {
            now.publish(name, properties);
        }
    }

    /** In place, so that no job ends because a setting changed. */
    @Modified
    void modified(Config config) {
        engine.configure(settings(config));
    }

    @Deactivate
    void deactivate() {
        findings.unregister();
        jobs.unregister();
        engine.stop();
        resources.unregister();
        processes.close();
        bus.close();
    }
}
