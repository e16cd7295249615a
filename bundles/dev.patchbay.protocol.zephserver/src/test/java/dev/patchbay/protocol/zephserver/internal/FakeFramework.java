package dev.patchbay.protocol.zephserver.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A service registry for one bundle: registers, finds and tells listeners, on the caller's thread. */
final class FakeFramework {

    private final List<Reference> references = new CopyOnWriteArrayList<>();
    private final Map<ServiceListener, Filter> listeners = new HashMap<>();
    private int instances;

    /** How often somebody asked for an instance. */
    int instances() {
        return instances;
    }

    BundleContext context() {
        return fake(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "registerService" -> register(className(arguments[0]), arguments[1], (Dictionary<?, ?>) arguments[2]);
            case "createFilter" -> FrameworkUtil.createFilter((String) arguments[0]);
            case "addServiceListener" -> {
                listeners.put((ServiceListener) arguments[0], FrameworkUtil.createFilter((String) arguments[1]));
                yield null;
            }
            case "removeServiceListener" -> {
                listeners.remove(arguments[0]);
                yield null;
            }
            case "getServiceReferences" -> matching((String) arguments[0], (String) arguments[1]);
            case "getService" -> {
                instances++;
                yield ((Reference) arguments[0]).service;
            }
            case "ungetService" -> true;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static String className(Object type) {
        return type instanceof Class<?> known ? known.getName() : (String) type;
    }

    private ServiceReference<?> @Nullable [] matching(@Nullable String type, @Nullable String filter)
            throws InvalidSyntaxException {
        Filter wanted = filter == null ? null : FrameworkUtil.createFilter(filter);
        ServiceReference<?>[] found = references.stream()
                .filter(each -> type == null
                        || each.properties.get(Constants.OBJECTCLASS).equals(type))
                .filter(each -> wanted == null || wanted.matches(each.properties))
                .toArray(ServiceReference<?>[]::new);
        return found.length == 0 ? null : found;
    }

    /** The services of a type, oldest first. */
    <S> Collection<S> services(Class<S> type) {
        return references.stream()
                .filter(each -> type.getName().equals(each.properties.get(Constants.OBJECTCLASS)))
                .map(each -> type.cast(each.service))
                .toList();
    }

    /** A property of the one service of a type. */
    Object property(Class<?> type, String name) {
        return references.stream()
                .filter(each -> type.getName().equals(each.properties.get(Constants.OBJECTCLASS)))
                .findFirst()
                .orElseThrow()
                .getProperty(name);
    }

    ServiceRegistration<?> register(String type, Object service, Dictionary<?, ?> properties) {
        Reference reference = new Reference(type, service, properties);
        references.add(reference);
        tell(ServiceEvent.REGISTERED, reference);
        return fake(ServiceRegistration.class, (self, method, arguments) -> switch (method.getName()) {
            case "setProperties" -> {
                require(reference);
                reference.become((Dictionary<?, ?>) arguments[0]);
                tell(ServiceEvent.MODIFIED, reference);
                yield null;
            }
            case "unregister" -> {
                require(reference);
                tell(ServiceEvent.UNREGISTERING, reference);
                references.remove(reference);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private void require(Reference reference) {
        if (!references.contains(reference)) {
            throw new IllegalStateException("already unregistered");
        }
    }

    private void tell(int kind, Reference reference) {
        Map.copyOf(listeners).forEach((listener, filter) -> {
            if (filter.matches(reference.properties)) {
                listener.serviceChanged(new ServiceEvent(kind, reference));
            }
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(
                FakeFramework.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "toString" -> type.getSimpleName();
                    default -> behaviour.invoke(self, method, arguments);
                }));
    }

    /** A registered service; among equals the older one is the better one. */
    private final class Reference implements ServiceReference<Object> {

        private final String type;
        private final Object service;
        private Map<String, Object> properties = Map.of();

        Reference(String type, Object service, Dictionary<?, ?> properties) {
            this.type = type;
            this.service = service;
            become(properties);
        }

        private void become(@Nullable Dictionary<?, ?> given) {
            Map<String, Object> all = new HashMap<>();
            if (given != null) {
                given.keys().asIterator().forEachRemaining(key -> all.put((String) key, given.get(key)));
            }
            all.put(Constants.OBJECTCLASS, type);
            properties = all;
        }

        private int ranking() {
            return (int) properties.getOrDefault(Constants.SERVICE_RANKING, 0);
        }

        @Override
        public Object getProperty(String key) {
            return properties.get(key);
        }

        @Override
        public String[] getPropertyKeys() {
            return properties.keySet().toArray(String[]::new);
        }

        @Override
        public Bundle getBundle() {
            return fake(Bundle.class, (self, method, arguments) -> null);
        }

        @Override
        public Bundle[] getUsingBundles() {
            return new Bundle[0];
        }

        @Override
        public boolean isAssignableTo(Bundle bundle, String className) {
            return true;
        }

        @Override
        public int compareTo(Object other) {
            Reference that = (Reference) other;
            return ranking() != that.ranking()
                    ? Integer.compare(ranking(), that.ranking())
                    : Integer.compare(references.indexOf(that), references.indexOf(this));
        }

        @Override
        public Dictionary<String, Object> getProperties() {
            return FrameworkUtil.asDictionary(properties);
        }

        @Override
        public <A> A adapt(Class<A> other) {
            throw new UnsupportedOperationException();
        }
    }
}
