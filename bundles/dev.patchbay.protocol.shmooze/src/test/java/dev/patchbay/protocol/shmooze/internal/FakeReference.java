package dev.patchbay.protocol.shmooze.internal;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.osgi.framework.ServiceReference;

/** Service references that know their properties and nothing else. */
final class FakeReference {

    private FakeReference() {}

    /** @param properties may be changed later */
    static ServiceReference<?> of(Map<String, Object> properties) {
        return (ServiceReference<?>) Proxy.newProxyInstance(
                FakeReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> properties.get((String) arguments[0]);
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new AssertionError(method.getName());
                });
    }
}
