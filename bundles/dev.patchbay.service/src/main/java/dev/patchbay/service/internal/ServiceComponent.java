package dev.patchbay.service.internal;

import dev.patchbay.service.HostedServices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the services that are there and those that come, and ends them all.
 *
 * <p>It registers the engine itself, before any hosted service is made: one that refers to {@link HostedServices} would
 * otherwise wait for a component that waits for it.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.service.HostedServices'")
@Component(
        service = {},
        configurationPid = "dev.patchbay.service",
        immediate = true)
@Designate(ocd = ServiceComponent.Config.class)
public final class ServiceComponent {

    /** Settings of section {@code service}. */
    @ObjectClassDefinition(name = "Hosted services", description = "Which services are enabled, and how they end.")
    public @interface Config {

        @AttributeDefinition(
                name = "Order",
                description = "Names or original ids of the services that are enabled when the node starts, in this"
                        + " order; they are disabled in reverse. Empty means all. A service that is there at the start"
                        + " and not listed is available only; one that comes later is enabled all the same.")
        String[] order() default {};

        @AttributeDefinition(
                name = "Stop time",
                description = "How long a service may take to end when it is disabled, in milliseconds; then it is"
                        + " interrupted. When the node stops, all have at most 10000 together.",
                min = "0")
        long stopInMs() default 10_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServiceComponent.class);

    /** Within the 15 s that a node has to stop, and with something left for the bundles that stop later. */
    private static final long NODE_STOP_LIMIT_IN_MS = 10_000;

    /** How long services that block in their constructors may hold up the node's start. */
    private static final long START_LIMIT_IN_MS = 30_000;

    private final BundleContext context;
    private final BusAnnouncer announcer;
    private final ServiceEngine engine;
    private final StartPlan plan;
    private final Whiteboard whiteboard;
    private final StoppedBundles stoppedBundles;
    private final ServiceRegistration<HostedServices> registration;

    @Activate
    public ServiceComponent(BundleContext context, Config config) {
        this(context, order(config), config.stopInMs(), START_LIMIT_IN_MS);
    }

    ServiceComponent(BundleContext context, ServiceOrder order, long stopInMs, long startLimitInMs) {
        this.context = context;
        announcer = new BusAnnouncer(context);
        announcer.open();
        engine = new ServiceEngine(order, stopInMs, announcer);
        plan = new StartPlan(order);
        whiteboard = new Whiteboard(context, engine, plan);
        whiteboard.open();
        stoppedBundles = new StoppedBundles(engine);
        context.addBundleListener(stoppedBundles);
        registration = context.registerService(HostedServices.class, engine, FrameworkUtil.asDictionary(Map.of()));
        start(startLimitInMs);
    }

    private static ServiceOrder order(Config config) {
        return new ServiceOrder(List.of(config.order()));
    }

    private void start(long limitInMs) {
        CountDownLatch started = new CountDownLatch(1);
        Thread starter = new Thread(() -> start(started), "patchbay-services-start");
        starter.setDaemon(true);
        starter.start();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitInMs);
        if (!Patience.await(started, until)) {
            LOG.error(
                    "Expected the services to be made within {} ms; a thread dump of patchbay-services-start tells which"
                            + " one blocks. The node's start goes on without them",
                    limitInMs);
        }
    }

    private void start(CountDownLatch started) {
        try {
            whiteboard.start();
        } catch (RuntimeException e) {
            LOG.error("The services were not all started; look for the first error of a service above", e);
        } finally {
            started.countDown();
        }
    }

    /** In place, so that no service is ended because a setting changed. */
    @Modified
    void modified(Config config) {
        configure(order(config), config.stopInMs());
    }

    void configure(ServiceOrder order, long stopInMs) {
        plan.configure(order);
        engine.configure(order, stopInMs);
    }

    @Deactivate
    void deactivate() {
        Farewell.Outcome outcome = engine.close(NODE_STOP_LIMIT_IN_MS);
        LOG.info("services disabled: {}, left behind: {}", outcome.asked(), outcome.leftBehind());
        registration.unregister();
        whiteboard.close();
        context.removeBundleListener(stoppedBundles);
        announcer.close();
    }
}
