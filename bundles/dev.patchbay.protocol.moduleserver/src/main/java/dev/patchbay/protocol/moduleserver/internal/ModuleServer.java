package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineTransport;
import dev.patchbay.worker.Workers;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Serves ModuleServer's clients as soon as there is a section {@code moduleserver}, and owns the threads for that. Its
 * settings change without a restart, since open connections must survive that.
 */
@Component(
        service = ModuleServer.class,
        immediate = true,
        configurationPid = ModuleServer.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ModuleServerConfig.class)
public final class ModuleServer {

    static final String PID = "dev.patchbay.moduleserver";

    private static final String SECTION = "moduleserver";

    private static final int CODERS = 2;

    /** Each waits for its module up to 20 s; more clients that want a reload wait for one of these. */
    private static final int RELOADERS = 8;

    private static final long IDLE_IN_SEC = 10;

    private final ThreadPoolExecutor coders = pool("patchbay-moduleserver-coder", CODERS);
    private final ThreadPoolExecutor reloaders = pool("patchbay-moduleserver-reload", RELOADERS);
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "patchbay-moduleserver-timer"));
    private final Clients clients;
    private final LineDoor door;

    @Activate
    public ModuleServer(@Reference LineTransport transport, @Reference Workers workers, ModuleServerConfig config) {
        ModuleServerSettings settings = ModuleServerSettings.of(config);
        clients = new Clients(workers, coders, reloaders, System::nanoTime, settings);
        door = transport.door("ModuleServer", SECTION, clients::accept);
        timer.setRemoveOnCancelPolicy(true);
        Future<?> unused = timer.scheduleWithFixedDelay(
                clients::expire, Clients.LOOK_EVERY_MS, Clients.LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        apply(settings);
    }

    /** Threads that go when they are idle. What waits is bounded by the number of connections, each of which waits once. */
    private static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_IN_SEC,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Thread(work, name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Modified
    void modified(ModuleServerConfig config) {
        ModuleServerSettings settings = ModuleServerSettings.of(config);
        clients.apply(settings);
        apply(settings);
    }

    private void apply(ModuleServerSettings settings) {
        if (settings.isPublicAllowed() || settings.lines().isLoopback()) {
            door.listen(settings.lines());
        } else {
            door.refuse(
                    "Expected a host that is loopback, got '" + settings.lines().host()
                            + "': everybody could call and reload modules; set 'host' of section '" + SECTION
                            + "' to 127.0.0.1, or 'allowPublicWithoutAuthentication' to true.");
        }
    }

    /** Where it listens; null when it does not, or not yet. */
    @Nullable
    InetSocketAddress address() {
        return door.address();
    }

    /** Why it does not listen; null when there is nothing to say. */
    @Nullable
    String fault() {
        return door.fault();
    }

    @Deactivate
    void deactivate() {
        door.close();
        timer.shutdownNow();
        coders.shutdownNow();
        reloaders.shutdownNow();
    }
}
