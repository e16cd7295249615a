package dev.patchbay.dispatch.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * The instances of a component that asks for nothing but its constructor, made without the component runtime: its way to the
 * same object is the dearest part of a short call. Thread-safe.
 */
final class PlainInstances<S> implements ServiceObjects<S> {

    private final Constructor<S> constructor;
    private final ServiceObjects<S> ofRuntime;
    private volatile boolean hasFailed;

    /** @param ofRuntime the same by the component runtime, which has those whose constructor threw: it tries again, and keeps why */
    PlainInstances(Constructor<S> constructor, ServiceObjects<S> ofRuntime) {
        this.constructor = constructor;
        this.ofRuntime = ofRuntime;
    }

    @Override
    public @Nullable S getService() {
        if (!hasFailed) {
            try {
                return constructor.newInstance();
            } catch (InvocationTargetException | InstantiationException | IllegalAccessException | LinkageError e) {
                hasFailed = true;
            }
        }
        return ofRuntime.getService();
    }

    @Override
    public void ungetService(S service) {
        if (hasFailed) {
            ofRuntime.ungetService(service);
        }
    }

    @Override
    public ServiceReference<S> getServiceReference() {
        return ofRuntime.getServiceReference();
    }
}
