package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** A reference to the handler of a component, which has this name and these properties. */
final class HandlerReference implements ServiceReference<UdpRequestHandler> {

    private final String name;
    private volatile Map<String, Object> properties = Map.of();

    HandlerReference(String name, Dictionary<String, Object> properties) {
        this.name = name;
        modify(properties);
    }

    void modify(Dictionary<String, Object> next) {
        Map<String, Object> all = new Hashtable<>(FrameworkUtil.asMap(next));
        all.put("component.name", name);
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
        return null;
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
        return Integer.compare(ranking(), ((HandlerReference) other).ranking());
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
