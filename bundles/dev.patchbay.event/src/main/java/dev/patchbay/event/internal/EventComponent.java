package dev.patchbay.event.internal;

import dev.patchbay.event.EventBus;
import java.util.Hashtable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Starts the bus, its link to Event Admin and the event sources; ends them in reverse. */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='dev.patchbay.event.EventBus'")
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

    private final Bus bus;
    private final EventAdminLink link;
    private final EventSources sources;
    private final ServiceRegistration<EventBus> registration;

    @Activate
    public EventComponent(BundleContext context, @Reference EventAdmin eventAdmin, Config config) {
        bus = new Bus(config.queueEvents(), config.replayEvents(), config.listenerEvents());
        link = new EventAdminLink(context, eventAdmin, bus);
        registration = context.registerService(EventBus.class, bus, new Hashtable<>());
        sources = new EventSources(context, bus);
        sources.open();
    }

    @Deactivate
    void deactivate() {
        sources.close();
        registration.unregister();
        link.close();
        bus.close();
    }
}
