package dev.patchbay.dispatch.internal;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The services one bundle uses, and how often it uses each. */
final class FakeServices {

    private final Map<ServiceReference<?>, Object> services = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, Integer> uses = new ConcurrentHashMap<>();

    void register(ServiceReference<?> reference, Object service) {
        services.put(reference, service);
    }

    int uses(ServiceReference<?> reference) {
        return uses.getOrDefault(reference, 0);
    }

    BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "createFilter" -> null;
            case "getService" -> get((ServiceReference<?>) arguments[0]);
            case "ungetService" -> unget((ServiceReference<?>) arguments[0]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Object get(ServiceReference<?> reference) {
        Object service = services.get(reference);
        if (service != null) {
            uses.merge(reference, 1, Integer::sum);
        }
        return service;
    }

    private boolean unget(ServiceReference<?> reference) {
        return uses.computeIfPresent(reference, (any, count) -> count == 1 ? null : count - 1) != null;
    }
}
