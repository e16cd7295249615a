package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** A service reference without a framework. */
@SuppressWarnings("JdkObsolete")
final class FakeReference implements ServiceReference<Endpoint> {

    private final int ranking;
    private Dictionary<String, Object> properties;

    FakeReference(EndpointSettings settings, int ranking) {
        this.properties = settings.toProperties();
        this.ranking = ranking;
    }

    void change(EndpointSettings settings) {
        properties = settings.toProperties();
    }

    void set(String key, Object value) {
        properties.put(key, value);
    }

    @Override
    public @Nullable Object getProperty(String key) {
        return properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return Collections.list(properties.keys()).toArray(String[]::new);
    }

    @Override
    public @Nullable Bundle getBundle() {
        return null;
    }

    @Override
    public Bundle @Nullable [] getUsingBundles() {
        return null;
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public int compareTo(Object other) {
        return Integer.compare(ranking, ((FakeReference) other).ranking);
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>();
    }

    @Override
    public <A> A adapt(Class<A> type) {
        throw new UnsupportedOperationException();
    }
}
