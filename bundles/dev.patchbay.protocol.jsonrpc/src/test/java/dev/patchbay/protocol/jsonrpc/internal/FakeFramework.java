package dev.patchbay.protocol.jsonrpc.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** As much of a framework as one bundle that registers one service sees of it. */
final class FakeFramework {

    private @Nullable Object service;
    private @Nullable Dictionary<?, ?> properties;

    BundleContext context() {
        return fake(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundle" -> bundle();
            case "getProperty" -> null;
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

    private ServiceRegistration<?> register(Object registered, Dictionary<?, ?> initial) {
        become(registered, initial);
        return fake(ServiceRegistration.class, (self, method, arguments) -> switch (method.getName()) {
            case "setProperties" -> become(service, (Dictionary<?, ?>) arguments[0]);
            case "unregister" -> become(null, null);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    /** Answers null, as the methods do that call it. */
    private @Nullable Object become(@Nullable Object newService, @Nullable Dictionary<?, ?> newProperties) {
        service = newService;
        properties = newProperties;
        return null;
    }

    private Bundle bundle() {
        return fake(Bundle.class, (self, method, arguments) -> switch (method.getName()) {
            case "getVersion" -> Version.valueOf("1.2.3");
            case "getRegisteredServices" -> service == null ? null : new ServiceReference<?>[] {reference()};
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private ServiceReference<?> reference() {
        return fake(
                ServiceReference.class,
                (self, method, arguments) -> arguments[0].equals("objectClass")
                        ? new String[] {service.getClass().getInterfaces()[0].getName()}
                        : properties.get(arguments[0]));
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(
                Proxy.newProxyInstance(FakeFramework.class.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
