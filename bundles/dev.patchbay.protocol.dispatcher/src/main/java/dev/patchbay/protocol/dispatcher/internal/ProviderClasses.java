package dev.patchbay.protocol.dispatcher.internal;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the class behind a provider without making an instance, so that describing a service runs none of its code. */
final class ProviderClasses {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderClasses.class);

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    ProviderClasses(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** @return empty when the service, or its class, has gone */
    Optional<Class<?>> of(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return Optional.empty();
        }
        Object name = reference.getProperty("component.name");
        ComponentDescriptionDTO component =
                name == null ? null : components.getComponentDescriptionDTO(bundle, name.toString());
        return component == null ? ofInstance(reference) : load(bundle, component.implementationClass);
    }

    private static Optional<Class<?>> load(Bundle bundle, String name) {
        try {
            return Optional.of(bundle.loadClass(name));
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("The class {} of {} cannot be read; its service is described without it", name, bundle, e);
            return Optional.empty();
        }
    }

    /** A provider somebody registered by code: it exists already, so asking for it makes nothing. */
    private Optional<Class<?>> ofInstance(ServiceReference<?> reference) {
        Object service = context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(service.getClass());
        } finally {
            context.ungetService(reference);
        }
    }
}
