package dev.patchbay.event.internal;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.ServiceReference;

/** References to services that nobody registered: the earlier made ranks higher. */
final class FakeReference {

    private static final AtomicLong MADE = new AtomicLong();

    private FakeReference() {}

    @SuppressWarnings("unchecked")
    static <S> ServiceReference<S> with(Map<String, ?> properties) {
        Long id = MADE.incrementAndGet();
        return (ServiceReference<S>) Proxy.newProxyInstance(
                FakeReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> properties.get(arguments[0]);
                    case "compareTo" -> Long.compare(arguments[0].hashCode(), id);
                    case "hashCode" -> id.intValue();
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "service " + id;
                    default -> null;
                });
    }
}
