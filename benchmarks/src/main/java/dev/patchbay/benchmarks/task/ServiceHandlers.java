package dev.patchbay.benchmarks.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Handler services of Event Admin. */
final class ServiceHandlers implements Handlers {

    /** What they hear; nothing of ours listens there. */
    static final String TOPIC = "bench/post";

    private final BundleContext context;
    private final List<ServiceRegistration<EventHandler>> registrations = new ArrayList<>();

    ServiceHandlers(BundleContext context) {
        this.context = context;
    }

    @Override
    public void add(Runnable onEvent) {
        registrations.add(context.registerService(
                EventHandler.class,
                event -> onEvent.run(),
                FrameworkUtil.asDictionary(Map.of(EventConstants.EVENT_TOPIC, TOPIC))));
    }

    @Override
    public void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
