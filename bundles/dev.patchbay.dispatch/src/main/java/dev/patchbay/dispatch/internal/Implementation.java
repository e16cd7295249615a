package dev.patchbay.dispatch.internal;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** What is behind a service: its class, found without making an instance and so without running its code, and its instances. */
final class Implementation {

    /** What the runtime calls when the component does not name its methods, if it is there. */
    private static final Set<String> CALLED_BY_NAME = Set.of("activate", "deactivate");

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    Implementation(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** @throws IllegalStateException when the service or its class has gone */
    Class<?> of(ServiceReference<?> reference) {
        ComponentDescriptionDTO description = description(reference);
        return description == null ? ofInstance(reference) : load(bundleOf(reference), description.implementationClass);
    }

    /**
     * Its instances, one for whoever asks.
     *
     * @throws IllegalStateException when the service or its class has gone
     */
    @SuppressWarnings("unchecked") // the component is registered as what the reference says
    <S> ServiceObjects<S> instances(ServiceReference<S> reference) {
        ServiceObjects<S> ofRuntime = context.getServiceObjects(reference);
        ComponentDescriptionDTO description = description(reference);
        if (description == null || !isPlain(description)) {
            return ofRuntime;
        }
        Constructor<?> constructor = plainConstructor(load(bundleOf(reference), description.implementationClass));
        return constructor == null ? ofRuntime : new PlainInstances<>((Constructor<S>) constructor, ofRuntime);
    }

    private @Nullable ComponentDescriptionDTO description(ServiceReference<?> reference) {
        Object component = reference.getProperty(ComponentConstants.COMPONENT_NAME);
        Bundle bundle = bundleOf(reference);
        return component == null ? null : components.getComponentDescriptionDTO(bundle, component.toString());
    }

    private static Bundle bundleOf(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            throw new IllegalStateException("The service has gone: " + reference);
        }
        return bundle;
    }

    /** Whether there is nothing to inject and nothing to call when one is made or released. */
    private static boolean isPlain(ComponentDescriptionDTO description) {
        return Constants.SCOPE_PROTOTYPE.equals(description.scope)
                && Arrays.stream(description.references).noneMatch(Implementation::isInjected)
                && description.activationFields.length == 0
                && description.init == 0
                && isUnnamed(description.activate)
                && isUnnamed(description.deactivate)
                && description.modified == null;
    }

    /** Not the condition that every component has to wait for, nor another that it only waits for. */
    private static boolean isInjected(ReferenceDTO reference) {
        return reference.bind != null || reference.field != null || reference.parameter != null;
    }

    private static boolean isUnnamed(@Nullable String method) {
        return method == null || CALLED_BY_NAME.contains(method);
    }

    /** Null when there is none without parameters, or a method that is called for its name. */
    private static @Nullable Constructor<?> plainConstructor(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredMethods())
                    .anyMatch(method -> CALLED_BY_NAME.contains(method.getName()))) {
                return null;
            }
        }
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException e) {
            return null;
        }
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
