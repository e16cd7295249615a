package dev.patchbay.protocol.dvbcss.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** A component's configuration: its defaults, except for what is given. */
final class Configs {

    private Configs() {}

    static <T> T of(Class<T> type, Map<String, ?> settings) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object given = settings.get(method.getName());
                    return given == null ? defaultOf(method) : given;
                }));
    }

    private static Object defaultOf(Method method) {
        return Objects.requireNonNull(method.getDefaultValue(), method.getName());
    }
}
