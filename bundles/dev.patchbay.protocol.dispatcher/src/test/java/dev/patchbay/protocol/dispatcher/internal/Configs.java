package dev.patchbay.protocol.dispatcher.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** The component's configuration: its defaults, except for what is given. */
final class Configs {

    private Configs() {}

    static DispatcherConfig of(Map<String, ?> settings) {
        return (DispatcherConfig) Proxy.newProxyInstance(
                DispatcherConfig.class.getClassLoader(),
                new Class<?>[] {DispatcherConfig.class},
                (self, method, arguments) -> {
                    Object given = settings.get(method.getName());
                    return given == null ? defaultOf(method) : given;
                });
    }

    private static Object defaultOf(Method method) {
        return Objects.requireNonNull(method.getDefaultValue(), method.getName());
    }
}
