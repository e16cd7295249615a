package dev.patchbay.plugin.internal;

import dev.patchbay.task.spi.Task;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Makes a fresh instance of a task for each run. */
final class TaskFactory implements PrototypeServiceFactory<Object> {

    /** The service property that holds the class of what is made, so that nothing need be made to know it. */
    static final String IMPLEMENTATION = "patchbay.implementation";

    private final Supplier<? extends Task<?, ?>> instances;

    TaskFactory(Supplier<? extends Task<?, ?>> instances) {
        this.instances = instances;
    }

    @Override
    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
        return instances.get();
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
        // an instance serves one run and is nobody's then
    }
}
