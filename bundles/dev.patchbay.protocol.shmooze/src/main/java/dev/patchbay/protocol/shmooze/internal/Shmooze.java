package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.line.LineTransport;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RemoteProvider;
import jakarta.servlet.Servlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
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

/**
 * Puts the line services and the gateway together, as soon as there is a section {@code shmooze}. Its settings change without
 * a restart, since open connections must survive that.
 */
@Component(
        service = Shmooze.class,
        immediate = true,
        configurationPid = Shmooze.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ShmoozeConfig.class)
public final class Shmooze {

    static final String PID = "dev.patchbay.shmooze";

    private static final Logger LOG = LoggerFactory.getLogger(Shmooze.class);

    private final BundleContext context;
    private final Providers providers = new Providers(System::nanoTime);
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> new Thread(work, "patchbay-shmooze"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, work -> new Thread(work, "patchbay-shmooze-timer"), new ThreadPoolExecutor.DiscardPolicy());
    private final Exchanges exchanges = new Exchanges(System::nanoTime, this::afterAWhile);
    private final LineServices lines;
    private final Backends backends;
    private final Gateway gateway;
    private final ServiceRegistration<Servlet> servlet;

    @Activate
    public Shmooze(
            BundleContext context,
            @Reference Dispatcher dispatcher,
            @Reference LineTransport transport,
            ShmoozeConfig config) {
        ShmoozeSettings settings = ShmoozeSettings.of(config);
        Commands commands = new Commands(dispatcher, providers::isThere);
        this.context = context;
        this.lines = new LineServices(transport, commands, workers);
        this.backends = new Backends(transport);
        this.gateway =
                new Gateway(dispatcher, commands, providers, lines::isListening, backends, exchanges, site(settings));
        apply(settings);
        this.servlet = context.registerService(Servlet.class, new GatewayServlet(gateway), GatewayServlet.properties());
    }

    private void afterAWhile(Runnable look) {
        Future<?> unused = timer.schedule(look, Exchanges.LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Modified
    void modified(ShmoozeConfig config) {
        ShmoozeSettings settings = ShmoozeSettings.of(config);
        apply(settings);
        gateway.apply(site(settings));
    }

    private void apply(ShmoozeSettings settings) {
        settings.faults().forEach(LOG::error);
        lines.apply(settings);
        backends.apply(settings);
    }

    private Site site(ShmoozeSettings settings) {
        return Site.of(settings, folder(settings));
    }

    private StaticFolder folder(ShmoozeSettings settings) {
        if (settings.staticPath().isEmpty()) {
            return new OwnFolder(
                    settings.prefix(),
                    settings.staticPrefix(),
                    context.getBundle().getLastModified());
        }
        String home = Objects.requireNonNullElse(context.getProperty("patchbay.home"), ".");
        Path folder = Path.of(home).resolve(settings.staticPath());
        if (!Files.isDirectory(folder)) {
            LOG.warn("Expected 'static_path' of section 'shmooze' to be a folder, got {}, which is none", folder);
        }
        return new DiskFolder(folder);
    }

    /** What answers in the contexts of the HTTP Whiteboard. */
    Gateway gateway() {
        return gateway;
    }

    @Reference(
            service = Provider.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addProvider(ServiceReference<Provider> reference) {
        providers.put(reference);
    }

    void updatedProvider(ServiceReference<Provider> reference) {
        providers.put(reference);
    }

    void removeProvider(ServiceReference<Provider> reference) {
        providers.remove(reference);
    }

    @Reference(
            service = RemoteProvider.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRemoteProvider(ServiceReference<RemoteProvider> reference) {
        providers.put(reference);
    }

    void updatedRemoteProvider(ServiceReference<RemoteProvider> reference) {
        providers.put(reference);
    }

    void removeRemoteProvider(ServiceReference<RemoteProvider> reference) {
        providers.remove(reference);
    }

    @Deactivate
    void deactivate() {
        servlet.unregister();
        lines.close();
        exchanges.cancelAll();
        backends.close();
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
