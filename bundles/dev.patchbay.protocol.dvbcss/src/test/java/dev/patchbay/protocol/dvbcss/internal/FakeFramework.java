package dev.patchbay.protocol.dvbcss.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** As much of a framework as one component that registers one service sees of it. */
final class FakeFramework {

    private @Nullable Object service;
    private @Nullable Dictionary<?, ?> properties;
    private int changes;

    BundleContext context() {
        return fake(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "registerService" -> register(arguments[1], (Dictionary<?, ?>) arguments[2]);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    /** The service that is registered now; null when there is none. */
    @Nullable
    Object service() {
        return service;
    }

    Object property(String name) {
        return properties.get(name);
    }

    /** How often its properties were set after it was registered. */
    int changes() {
        return changes;
    }

    private ServiceRegistration<?> register(Object registered, Dictionary<?, ?> initial) {
        service = registered;
        properties = initial;
        return fake(ServiceRegistration.class, (self, method, arguments) -> switch (method.getName()) {
            case "setProperties" -> change((Dictionary<?, ?>) arguments[0]);
            case "unregister" -> unregister();
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    /** Answers null, as the method does that calls it; so does the next. */
    private @Nullable Object change(Dictionary<?, ?> changed) {
        properties = changed;
        changes++;
        return null;
    }

    private @Nullable Object unregister() {
        service = null;
        properties = null;
        return null;
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(
                Proxy.newProxyInstance(FakeFramework.class.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
