package dev.patchbay.dispatch.internal;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** A reference to a service of some bundle; what has no ranking ranks 0. */
final class FakeReference<S> implements ServiceReference<S> {

    private static final Bundle BUNDLE = (Bundle) Proxy.newProxyInstance(
            FakeReference.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) -> method.getName().equals("toString") ? "a plugin" : null);

    private Map<String, Object> properties;
    private final Bundle bundle;

    FakeReference(Map<String, Object> properties) {
        this(properties, BUNDLE);
    }

    FakeReference(Map<String, Object> properties, Bundle bundle) {
        this.properties = properties;
        this.bundle = bundle;
    }

    void modify(Map<String, Object> next) {
        properties = next;
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
        return bundle;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return null;
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public int compareTo(Object other) {
        return Integer.compare(ranking(), ((FakeReference<?>) other).ranking());
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return FrameworkUtil.asDictionary(properties);
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }
}
