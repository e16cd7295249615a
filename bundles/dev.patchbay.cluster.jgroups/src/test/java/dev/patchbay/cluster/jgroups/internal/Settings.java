package dev.patchbay.cluster.jgroups.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** The transport's settings: the defaults of the annotation, except what a test says. */
final class Settings {

    private Settings() {}

    static JGroupsTransport.Config of(Map<String, Object> said) {
        return (JGroupsTransport.Config) Proxy.newProxyInstance(
                Settings.class.getClassLoader(),
                new Class<?>[] {JGroupsTransport.Config.class},
                (proxy, method, arguments) -> said.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
