package dev.patchbay.event.internal;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.EventTypes;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Starts the bus, Event Admin's isolation, the link between the two, event types and sources; ends them in reverse. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.event.EventBus'")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.event.EventTypes'")
@Component(
        service = {},
        configurationPid = "dev.patchbay.event",
        immediate = true)
@Designate(ocd = EventComponent.Config.class)
public final class EventComponent {

    /** Settings of section {@code event}. */
    @ObjectClassDefinition(name = "Events", description = "Queues of the event bus and the replay buffer.")
    public @interface Config {

        @AttributeDefinition(
                name = "Queue",
                description = "Events that may wait for delivery; past it publishers are held.",
                min = "1")
        int queueEvents() default 65_536;

        @AttributeDefinition(
                name = "Replay buffer",
                description = "The newest events kept for clients that reconnect; 0 for none.",
                min = "0")
        int replayEvents() default 4_096;

        @AttributeDefinition(
                name = "Queue of a listener",
                description = "Events that may wait for one listener; past it that listener loses the oldest.",
                min = "1")
        int listenerEvents() default 10_000;
    }

    /** Marks our Event Admin, so that we do not take it for the framework's. */
    private static final String ISOLATING = "patchbay.isolating";

    private static final int IN_FRONT = 1_000;

    private final AtomicLong threadCount = new AtomicLong();
    private final BundleContext context;
    private final Bus bus;
    private final BundleBuses buses;
    private final ExecutorService handlerThreads;
    private final IsolatingEventAdmin isolating;
    private final ServiceRegistration<EventAdmin> isolatingRegistration;
    private final EventAdminLink link;
    private final EventSources sources;
    private final AnnouncedEvents announced;
    private final ServiceRegistration<?> registration;
    private final ServiceRegistration<?> typesRegistration;

    /** @param eventAdmin the framework's, not the one this component puts in front of it */
    @Activate
    public EventComponent(
            BundleContext context,
            @Reference(target = "(!(" + ISOLATING + "=*))") EventAdmin eventAdmin,
            Config config) {
        this.context = context;
        bus = new Bus(config.queueEvents(), config.replayEvents(), config.listenerEvents());
        handlerThreads = Executors.newCachedThreadPool(
                work -> new Thread(work, "patchbay-handler-" + threadCount.incrementAndGet()));
        isolating =
                new IsolatingEventAdmin(context, eventAdmin, handlerThreads, config.listenerEvents(), bus.audience());
        isolating.open();
        isolatingRegistration = context.registerService(
                EventAdmin.class,
                isolating,
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, IN_FRONT, ISOLATING, true)));
        link = new EventAdminLink(context, isolating, isolating::isHeard, bus);
        buses = new BundleBuses(bus);
        context.addBundleListener(buses);
        registration = context.registerService(EventBus.class, buses, FrameworkUtil.asDictionary(Map.of()));
        announced = new AnnouncedEvents(context, bus, handlerThreads);
        announced.open();
        typesRegistration = context.registerService(EventTypes.class, announced, FrameworkUtil.asDictionary(Map.of()));
        sources = new EventSources(context, bus);
        sources.open();
    }

    @Deactivate
    void deactivate() {
        sources.close();
        typesRegistration.unregister();
        announced.close();
        registration.unregister();
        context.removeBundleListener(buses);
        link.close();
        isolatingRegistration.unregister();
        isolating.close();
        handlerThreads.shutdownNow();
        bus.close();
    }
}
