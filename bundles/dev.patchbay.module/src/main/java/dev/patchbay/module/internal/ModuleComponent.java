package dev.patchbay.module.internal;

import dev.patchbay.line.LineTransport;
import dev.patchbay.module.ModulePool;
import dev.patchbay.module.ModuleQueue;
import dev.patchbay.module.spi.CommandLog;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import dev.patchbay.process.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts queue and pool together and publishes them, as long as lines can be carried and processes started. Event bus,
 * command log and factories may come and go meanwhile.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.module.ModuleQueue'")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.module.ModulePool'")
@Component(
        service = ModuleComponent.class,
        immediate = true,
        configurationPid = ModuleComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ModuleComponent.Config.class)
public final class ModuleComponent {

    /** Queue and pool are there when they are configured. */
    static final String PID = "dev.patchbay.module";

    /** Settings of section {@code module}. */
    @ObjectClassDefinition(
            name = "Modules",
            description = "The module queue and the module pool; without this section there is neither.")
    public @interface Config {

        @AttributeDefinition(
                name = "Types",
                description = "The modules that can be added: an object of types, each a list of program and arguments,"
                        + " or an object with command, background, directory, environment, memoryInBytes,"
                        + " cpuInSeconds and openFiles.")
        String types() default "";

        @AttributeDefinition(
                name = "Directory",
                description =
                        "Where modules run whose type says nothing else; relative to the node's home, and empty for"
                                + " just there.")
        String directory() default "";

        @AttributeDefinition(name = "Host", description = "The host that modules are told to connect to.")
        String host() default "localhost";

        @AttributeDefinition(name = "Listening host", description = "Where connections of modules are taken.")
        String listenHost() default "127.0.0.1";

        @AttributeDefinition(
                name = "Connect time",
                description = "How long a started module may take to connect, in milliseconds.",
                min = "1")
        long connectInMs() default 2_000;

        @AttributeDefinition(
                name = "Write time",
                description = "How long a module may take to read a command, in milliseconds.",
                min = "1")
        long writeInMs() default 1_000;

        @AttributeDefinition(
                name = "Answer time",
                description = "How long a module may take to answer a command, in milliseconds.",
                min = "1")
        long answerInMs() default 1_000;

        @AttributeDefinition(
                name = "Leave time",
                description = "How long a removed module may take to end by itself before it is sent SIGTERM, in"
                        + " milliseconds.",
                min = "0")
        long leaveInMs() default 3_000;

        @AttributeDefinition(
                name = "Termination time",
                description = "How long a module may take to end after SIGTERM before it is killed, in milliseconds.",
                min = "0")
        long termInMs() default 5_000;

        @AttributeDefinition(
                name = "Interval of parameters",
                description = "The event with what a module says of itself is published at most once in this time, in"
                        + " milliseconds.",
                min = "0")
        long parametersIntervalInMs() default 50;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ModuleComponent.class);
    private static final String HOME = "patchbay.home";
    private static final String INSTALLATION = "patchbay.install";
    private static final String SETTINGS_FILE = "patchbay.settings";

    private final TypeReader reader;
    private final BusAnnouncer announcer;
    private final ServiceTracker<CommandLog, CommandLog> log;
    private final Factories factories;
    private final Engine engine;
    private final List<ServiceRegistration<?>> published;
    private volatile Settings settings;

    @Activate
    public ModuleComponent(
            BundleContext context, @Reference LineTransport lines, @Reference Processes processes, Config config) {
        reader = new TypeReader(
                home(context),
                new Surroundings(
                        context.getProperty(INSTALLATION), context.getProperty(SETTINGS_FILE), System::getenv));
        settings = read(config);
        announcer = new BusAnnouncer(context);
        log = new ServiceTracker<>(context, CommandLog.class, null);
        log.open();
        Equipment equipment = new Equipment(new Threads(), new Clock());
        factories = new Factories(context, equipment, this::settings, this::withdraw);
        Types types = new Types(this::settings, Spawning.of(equipment, lines, processes), factories);
        engine = new Engine(new Kit(equipment, this::settings, types, announcer, log::getService, new Departures()));
        factories.open();
        published = publish(context);
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty(HOME);
        return Path.of(home == null ? "" : home).toAbsolutePath();
    }

    private List<ServiceRegistration<?>> publish(BundleContext context) {
        return List.of(
                context.registerService(ModuleQueue.class, queue(), FrameworkUtil.asDictionary(Map.of())),
                context.registerService(ModulePool.class, pool(), FrameworkUtil.asDictionary(Map.of())),
                context.registerService(FindingSource.class, this::findings, FrameworkUtil.asDictionary(Map.of())));
    }

    private Settings read(Config config) {
        Settings read = Settings.of(config, reader);
        read.faults().forEach(LOG::error);
        return read;
    }

    private Settings settings() {
        return settings;
    }

    private void withdraw(NodeSource source) {
        engine.withdraw(source);
    }

    QueueBroker queue() {
        return engine.queue();
    }

    PoolBroker pool() {
        return engine.pool();
    }

    private List<Finding> findings() {
        return settings.faults().stream()
                .map(fault -> new Finding("module type", fault))
                .toList();
    }

    /** In place, so that no module is ended because a setting changed. */
    @Modified
    void modified(Config config) {
        settings = read(config);
    }

    @Deactivate
    void deactivate() {
        published.forEach(ServiceRegistration::unregister);
        engine.close();
        factories.close();
        engine.stop();
        log.close();
        announcer.close();
    }
}
