package dev.patchbay.worker.internal;

import dev.patchbay.line.LineTransport;
import dev.patchbay.logfile.LogFiles;
import dev.patchbay.process.Processes;
import dev.patchbay.worker.internal.Settings.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine with everything it needs, put together and taken apart in order. */
final class WorkerRoom {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerRoom.class);
    private static final long CLOSE_IN_MS = 9_000;
    private static final long THREADS_END_IN_MS = 1_000;

    private final SettingsReader reader;
    private final AtomicReference<Settings> settings;
    private final Threads threads;
    private final Clock clock;
    private final ModuleLog log;
    private final Door door;
    private final ServiceModules services;
    private final BusAnnouncer announcer;
    private final Engine engine;
    private final Providers providers;

    private WorkerRoom(
            BundleContext context,
            SettingsReader reader,
            Settings first,
            ModuleHosts.Programs programs,
            Processes processes,
            LineTransport lines,
            LogFiles files,
            int maxLineBytes)
            throws IOException {
        this.reader = reader;
        settings = new AtomicReference<>(first);
        threads = new Threads();
        clock = new Clock(threads);
        log = new ModuleLog(files, first.log());
        door = new Door(lines, threads, clock, maxLineBytes);
        services = new ServiceModules(context);
        announcer = new BusAnnouncer(context);
        Hosts hosts = new ModuleHosts(context, processes, door, services, programs);
        engine = new Engine(new Equipment(hosts, threads, clock, log, announcer, settings::get), this::publish);
        String bundle = bundle(context.getBundle());
        providers = new Providers(context, name -> new ModuleProvider(name, engine, bundle));
    }

    /** @param home of the node */
    static WorkerRoom open(
            BundleContext context,
            Path home,
            ModuleHosts.Programs programs,
            Processes processes,
            LineTransport lines,
            LogFiles files,
            WorkerComponent.Config config)
            throws IOException {
        SettingsReader reader = new SettingsReader(home.toAbsolutePath());
        Settings first = reader.read(config);
        WorkerRoom room =
                new WorkerRoom(context, reader, first, programs, processes, lines, files, config.maxLineBytes());
        room.log.milestone("The workers of this node start");
        room.engine.start();
        return room;
    }

    private static String bundle(Bundle bundle) {
        return bundle.getSymbolicName() + "/" + bundle.getVersion();
    }

    private void publish() {
        providers.publish(engine::names);
    }

    /** Where processes of workers connect to. */
    int doorPort() {
        return door.port();
    }

    Engine engine() {
        return engine;
    }

    void configure(WorkerComponent.Config config) {
        Settings changed;
        try {
            changed = reader.read(config);
        } catch (IllegalArgumentException e) {
            LOG.error("Section worker stays as it was: {}", e.getMessage());
            return;
        }
        Launch before = settings.getAndSet(changed).launch();
        log.configure(changed.log());
        Predicate<ModuleSpec> isConcerned =
                before.equals(changed.launch()) ? spec -> false : spec -> !ModuleHosts.isService(spec);
        threads.execute(() -> engine.configure(isConcerned));
    }

    void close() {
        try {
            if (!engine.close(CLOSE_IN_MS)) {
                LOG.warn("Expected all workers to end within {} ms; those left are killed", CLOSE_IN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        providers.close();
        log.milestone("The workers of this node have ended");
        door.close();
        services.close();
        announcer.close();
        clock.stop();
        if (!threads.stop(THREADS_END_IN_MS)) {
            LOG.warn("Expected the threads patchbay-worker to end within {} ms, some still run", THREADS_END_IN_MS);
        }
        log.close();
    }
}
