package dev.patchbay.process.internal;

import dev.patchbay.node.Node;
import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The supervisor of this node: ends what an earlier life left behind before it starts anything. */
@Component(
        service = {Processes.class, ProcessComponent.class},
        configurationPid = "dev.patchbay.process",
        immediate = true)
@Designate(ocd = ProcessComponent.Config.class)
public final class ProcessComponent implements Processes {

    /** Settings of section {@code process}. */
    @ObjectClassDefinition(name = "Child processes", description = "Their logs, and how they end with the node.")
    public @interface Config {

        @AttributeDefinition(
                name = "Length of a log",
                description = "How long the log file of a process grows before a new one is begun, in bytes.",
                min = "1")
        long maxFileBytes() default 10_485_760;

        @AttributeDefinition(
                name = "Old logs",
                description = "How many full log files of each process are kept beside the one in use.",
                min = "0")
        int maxFiles() default 5;

        @AttributeDefinition(
                name = "Age of a log",
                description = "Log files that nothing was written to for so long are deleted when the node starts, in"
                        + " days.",
                min = "1")
        int keepInDays() default 30;

        @AttributeDefinition(
                name = "Stop time",
                description = "How long all processes together may take to end when the node stops, in milliseconds;"
                        + " those left are killed.",
                min = "0")
        long stopInMs() default 9_000;
    }

    private final BusAnnouncer announcer;
    private final Workshop workshop;
    private volatile long stopInMs;

    @Activate
    public ProcessComponent(BundleContext context, @Reference Node node, Config config)
            throws IOException, InterruptedException {
        announcer = new BusAnnouncer(context);
        workshop = Workshop.open(node.home(), limits(config), announcer);
        workshop.logs().sweep(Duration.ofDays(config.keepInDays()));
        stopInMs = config.stopInMs();
    }

    private static ProcessLogs.Limits limits(Config config) {
        return new ProcessLogs.Limits(config.maxFileBytes(), config.maxFiles());
    }

    /** In place, so that no process is ended because a setting changed. */
    @Modified
    void modified(Config config) {
        workshop.logs().configure(limits(config));
        stopInMs = config.stopInMs();
    }

    @Deactivate
    void deactivate() {
        workshop.close(stopInMs);
        announcer.close();
    }

    ProcessLogs logs() {
        return workshop.logs();
    }

    @Override
    public SupervisedProcess start(ProcessPlan plan, ProcessListener listener) {
        return workshop.supervisor().start(plan, listener);
    }

    @Override
    public Optional<SupervisedProcess> find(String name) {
        return workshop.supervisor().find(name);
    }

    @Override
    public List<SupervisedProcess> list() {
        return workshop.supervisor().list();
    }
}
