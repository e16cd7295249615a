package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.event.EventBus;
import dev.patchbay.session.SessionLog;
import dev.patchbay.session.Sessions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections. Its settings change without a restart, since open connections must survive that. */
@Component(
        service = {},
        immediate = true,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DispatcherConfig.class)
public final class DispatcherEndpoint implements Endpoint {

    /** What belongs to this protocol is there when it is configured. */
    static final String PID = "dev.patchbay.dispatcher";

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherEndpoint.class);
    private static final long STOP_TIMEOUT_IN_MS = 2_000;

    private final ExecutorService workers =
            Executors.newCachedThreadPool(work -> new Thread(work, "patchbay-dispatcher"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "patchbay-dispatcher-timer"));
    private final Clients clients;
    private final Host host;
    private final Paths paths;
    private volatile Settings settings;
    private PidFile pidFile;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SessionLog sessionLog;

    @Activate
    public DispatcherEndpoint(
            BundleContext context,
            @Reference Dispatcher dispatcher,
            @Reference EventBus events,
            @Reference Sessions sessions,
            @Reference Connections connections,
            @Reference PublishedServices published,
            @Reference Clients clients,
            DispatcherConfig config) {
        this.clients = clients;
        this.settings = settings(config);
        this.pidFile = PidFile.write(config.pidfile());
        Tokens tokens = new Tokens(System::nanoTime, () -> settings.tokenLifetimeInSec());
        this.host = new Host(
                dispatcher,
                events,
                sessions,
                new SessionRecords(this::sessionLog),
                published,
                clients,
                tokens,
                timer,
                workers,
                () -> settings);
        this.paths = new Paths(context, this, connections);
        paths.use(config);
        Future<?> unused = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private @Nullable SessionLog sessionLog() {
        return sessionLog;
    }

    private static Settings settings(DispatcherConfig config) {
        return new Settings(
                config.tls(),
                config.group(),
                config.token__lifetime(),
                config.streaming__burst__size(),
                config.serviceLogin(),
                config.maxCalls(),
                config.stackTraces(),
                config.autoResumeInMs());
    }

    @Modified
    void modified(DispatcherConfig config) {
        settings = settings(config);
        pidFile = pidFile.moveTo(config.pidfile());
        paths.use(config);
    }

    private void tick() {
        try {
            clients.logOutExpired(host.tokens());
            paths.settle();
        } catch (RuntimeException e) { // or it would be the last time
            LOG.error("Tokens that have expired may still be good", e);
        }
    }

    @Override
    public MessageReceiver open(Connection connection) {
        if (settings.tls() && !connection.handshake().secure()) {
            connection.close(CloseCode.POLICY, "this node takes TLS only");
            return (refused, text) -> {};
        }
        return new ClientReceiver(new Client(connection, host), host);
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        paths.close();
        timer.shutdownNow();
        clients.all().forEach(DispatcherEndpoint::end);
        workers.shutdown(); // connections that end at this moment still have work to do
        if (!workers.awaitTermination(STOP_TIMEOUT_IN_MS, TimeUnit.MILLISECONDS)) {
            workers.shutdownNow();
        }
        pidFile.remove();
    }

    private static void end(Client client) {
        client.forwarded().close();
        client.end();
    }
}
