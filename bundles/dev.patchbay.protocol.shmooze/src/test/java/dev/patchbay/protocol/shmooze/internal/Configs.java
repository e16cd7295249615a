package dev.patchbay.protocol.shmooze.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

/** A component's configuration: its defaults, except for what is given. */
final class Configs {

    private Configs() {}

    static ShmoozeConfig of(Map<String, ?> settings) {
        return of(ShmoozeConfig.class, settings);
    }

    static <T> T of(Class<T> type, Map<String, ?> settings) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object given = settings.get(method.getName());
                    return given == null ? defaultOf(method) : given;
                }));
    }

    static ShmoozeSettings settings(Map<String, ?> settings) {
        return ShmoozeSettings.of(of(settings));
    }

    private static Object defaultOf(Method method) {
        return Objects.requireNonNull(method.getDefaultValue(), method.getName());
    }
}
