package dev.patchbay.cluster.jgroups.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** The transport's settings: what a test says, otherwise short times, or those of the annotation if it asks for them. */
final class Settings {

    /** In a test's settings: all others are the defaults of the annotation. */
    static final String SHIPPED = "shipped";

    private static final Map<String, Object> SHORT = Map.of(
            "joinTimeoutInMs", 400L,
            "heartbeatIntervalInMs", 500L,
            "heartbeatTimeoutInMs", 2_000L,
            "mergeIntervalInMs", 600L);

    private Settings() {}

    static JGroupsTransport.Config of(Map<String, Object> said) {
        return (JGroupsTransport.Config) Proxy.newProxyInstance(
                Settings.class.getClassLoader(),
                new Class<?>[] {JGroupsTransport.Config.class},
                (proxy, method, arguments) -> said.getOrDefault(method.getName(), otherwise(said, method)));
    }

    private static Object otherwise(Map<String, Object> said, Method setting) {
        Object shipped = setting.getDefaultValue();
        return said.containsKey(SHIPPED) ? shipped : SHORT.getOrDefault(setting.getName(), shipped);
    }
}
