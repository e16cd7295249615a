package dev.patchbay.dispatch.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Finds the class behind a service without making an instance, so that describing a plugin runs none of its code. */
final class Implementation {

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    Implementation(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** @throws IllegalStateException when the service or its class has gone */
    Class<?> of(ServiceReference<?> reference) {
        Object component = reference.getProperty("component.name");
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            throw new IllegalStateException("The service has gone: " + reference);
        }
        ComponentDescriptionDTO description =
                component == null ? null : components.getComponentDescriptionDTO(bundle, component.toString());
        return description == null ? ofInstance(reference) : load(bundle, description.implementationClass);
    }

    private static Class<?> load(Bundle bundle, String name) {
        try {
            return bundle.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The class " + name + " is not in " + bundle, e);
        }
    }

    /** A service somebody registered by code: it exists already, so asking for it makes nothing. */
    private Class<?> ofInstance(ServiceReference<?> reference) {
        Object service = context.getService(reference);
        if (service == null) {
            throw new IllegalStateException("The service has gone: " + reference);
        }
        try {
            return service.getClass();
        } finally {
            context.ungetService(reference);
        }
    }
}
