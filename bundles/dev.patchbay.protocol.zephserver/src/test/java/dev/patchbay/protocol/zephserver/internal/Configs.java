package dev.patchbay.protocol.zephserver.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** The component's configuration: its defaults, except for what is given. */
final class Configs {

    private Configs() {}

    static Zephserver.Config config(Map<String, ?> settings) {
        return (Zephserver.Config) Proxy.newProxyInstance(
                Zephserver.class.getClassLoader(),
                new Class<?>[] {Zephserver.Config.class},
                (self, method, arguments) -> {
                    Object given = settings.get(method.getName());
                    return given == null ? defaultOf(method) : given;
                });
    }

    private static Object defaultOf(Method method) {
        return Objects.requireNonNull(method.getDefaultValue(), method.getName());
    }
}
