package dev.patchbay.worker.internal;

import dev.patchbay.line.LineTransport;
import dev.patchbay.logfile.LogFiles;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.Node;
import dev.patchbay.node.spi.FindingSource;
import dev.patchbay.process.Processes;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The workers of this node, if section {@code worker} is there. */
@Component(
        service = {Workers.class, FindingSource.class},
        configurationPid = "dev.patchbay.worker",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = WorkerComponent.Config.class)
public final class WorkerComponent implements Workers, FindingSource {

    /** Settings of section {@code worker}. */
    @ObjectClassDefinition(
            name = "Workers",
            description = "Configured modules, each served by a process of its own, one client after the other.")
    public @interface Config {

        @AttributeDefinition(
                name = "File of modules",
                description = "The original's configuration: a JSON file with an object of name: [module, class or"
                        + " function, dispatch method or null]. Relative to the node's home. Read again whenever it"
                        + " changes. Empty for none.")
        String modulesPath() default "";

        @AttributeDefinition(
                name = "Modules",
                description = "The same as an object of the settings; of two modules of one name the one here counts.")
        String modules() default "{}";

        @AttributeDefinition(
                name = "Search path",
                description = "Folders Python modules are imported from, separated as in PYTHONPATH. Processes run in"
                        + " the first one, and jars are looked for there. Empty for the folder of the file of modules,"
                        + " or without one the node's working directory.")
        String searchPath() default "";

        @AttributeDefinition(name = "Python", description = "The Python 3 that runs Python modules, 3.8 or newer.")
        String python() default "python3";

        @AttributeDefinition(
                name = "Java",
                description = "The java program that runs Java modules. Empty for the one the node runs on.")
        String java() default "";

        @AttributeDefinition(name = "Java options", description = "What it is given before the class path.")
        String[] javaOptions() default {"-XX:+UseSerialGC"};

        @AttributeDefinition(
                name = "Waiting clients",
                description = "How many clients may wait for one module, the one that is served not counted; further"
                        + " ones are refused.",
                min = "0")
        int maxWaiting() default 64;

        @AttributeDefinition(
                name = "Look interval",
                description = "How often the file of modules is looked at, in milliseconds.",
                min = "10")
        long lookInMs() default 500;

        @AttributeDefinition(
                name = "Idle interval",
                description = "How often the code of each module is looked at, in milliseconds. Changed code is read"
                        + " again as soon as no client is served or waits.",
                min = "10")
        long idleInMs() default 500;

        @AttributeDefinition(
                name = "Load time",
                description = "How long a worker may take to import its module, in milliseconds; then it is killed,"
                        + " and the module is dead until it is reloaded.",
                min = "1")
        long loadInMs() default 5_000;

        @AttributeDefinition(
                name = "Stop time",
                description = "How long a worker that is told to end has for the call it is at and its exit hook, in"
                        + " milliseconds; then it gets SIGTERM.",
                min = "0")
        long stopInMs() default 5_000;

        @AttributeDefinition(
                name = "Termination time",
                description = "How long it has after SIGTERM, in milliseconds; then it gets SIGKILL.",
                min = "0")
        long termInMs() default 3_000;

        @AttributeDefinition(
                name = "First pause",
                description = "A worker that dies is started again at once; when it dies again without having answered"
                        + " a call, after this pause, in milliseconds, which doubles with each further time.",
                min = "1")
        long firstPauseInMs() default 1_000;

        @AttributeDefinition(
                name = "Longest pause",
                description = "How long that pause becomes at most, in milliseconds.",
                min = "1")
        long longestPauseInMs() default 30_000;

        @AttributeDefinition(
                name = "Steady time",
                description = "A worker that ran this long before it died, or has answered a call, is started again at"
                        + " once, in milliseconds.",
                min = "0")
        long steadyInMs() default 10_000;

        @AttributeDefinition(
                name = "Longest answer",
                description = "The longest answer of a module, as JSON in bytes; a longer one ends its worker.",
                min = "65536")
        int maxLineBytes() default 67_108_864;

        @AttributeDefinition(
                name = "Log",
                description = "The file of the records of all modules, one JSON object a line. Relative to the node's"
                        + " home. Empty for log/modules.log.")
        String logPath() default "";

        @AttributeDefinition(
                name = "Log level",
                description = "Records below are dropped: DEBUG, INFO, WARNING, ERROR or CRITICAL. Modules that run"
                        + " learn of a change when they are loaded anew.")
        String logLevel() default "INFO";

        @AttributeDefinition(
                name = "Length of the log",
                description = "How long the log grows before a new one is begun, in bytes.",
                min = "1")
        long maxFileBytes() default 10_485_760;

        @AttributeDefinition(name = "Old logs", description = "How many full logs are kept.", min = "0")
        int maxFiles() default 5;
    }

    private final WorkerRoom room;

    @Activate
    public WorkerComponent(
            BundleContext context,
            @Reference Node node,
            @Reference Processes processes,
            @Reference LineTransport lines,
            @Reference LogFiles files,
            Config config)
            throws IOException {
        this(WorkerRoom.open(context, node.home(), programs(context), processes, lines, files, config));
    }

    WorkerComponent(WorkerRoom room) {
        this.room = room;
    }

    private static ModuleHosts.Programs programs(BundleContext context) throws IOException {
        File folder = context.getDataFile("programs");
        if (folder == null) {
            throw new IOException("Expected the framework to have a file system, in which programs can be kept");
        }
        return ProgramFiles.extract(folder.toPath());
    }

    /** In place, so that no worker ends because of a setting that does not concern it. */
    @Modified
    void modified(Config config) {
        room.configure(config);
    }

    @Deactivate
    void deactivate() {
        room.close();
    }

    @Override
    public List<WorkerStatus> list() {
        return room.engine().list();
    }

    @Override
    public Optional<WorkerStatus> find(String name) {
        return room.engine().find(name);
    }

    @Override
    public WorkerTurn queue(String name, String client, WorkerTurnListener listener) throws WorkerException {
        return room.engine().queue(name, client, listener);
    }

    @Override
    public boolean reload(String name) throws WorkerException, InterruptedException {
        return room.engine().reload(name);
    }

    @Override
    public void reloadAll() throws WorkerException, InterruptedException {
        room.engine().reloadAll();
    }

    @Override
    public List<Finding> findings() {
        return Findings.of(room.engine());
    }
}
