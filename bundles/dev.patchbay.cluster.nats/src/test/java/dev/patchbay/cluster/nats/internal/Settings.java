package dev.patchbay.cluster.nats.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** The settings as shipped, except for some. */
final class Settings {

    private Settings() {}

    static NatsTransport.Config with(Map<String, Object> changed) {
        return (NatsTransport.Config) Proxy.newProxyInstance(
                Settings.class.getClassLoader(),
                new Class<?>[] {NatsTransport.Config.class},
                (proxy, method, arguments) -> changed.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    static NatsTransport.Config at(String... servers) {
        return with(Map.of("servers", servers));
    }
}
