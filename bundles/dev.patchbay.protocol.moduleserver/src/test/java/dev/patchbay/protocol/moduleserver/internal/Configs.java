package dev.patchbay.protocol.moduleserver.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The component's configuration: its defaults on a free port, except for what is given. */
final class Configs {

    private Configs() {}

    static ModuleServerConfig of(Map<String, ?> given) {
        Map<String, Object> settings = new HashMap<>(Map.of("port", 0));
        settings.putAll(given);
        Class<?>[] types = {ModuleServerConfig.class};
        return (ModuleServerConfig) Proxy.newProxyInstance(
                ModuleServerConfig.class.getClassLoader(),
                types,
                (self, method, arguments) -> settings.getOrDefault(method.getName(), defaultOf(method)));
    }

    static ModuleServerSettings settings(Map<String, ?> given) {
        return ModuleServerSettings.of(of(given));
    }

    private static Object defaultOf(Method method) {
        return Objects.requireNonNull(method.getDefaultValue(), method.getName());
    }
}
