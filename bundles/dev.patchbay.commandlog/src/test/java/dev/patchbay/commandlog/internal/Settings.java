package dev.patchbay.commandlog.internal;

import java.lang.reflect.Proxy;

/** Configurations of section {@code commandLog}. */
final class Settings {

    private Settings() {}

    static CommandLogSettings of(String databasePath, boolean enabled) {
        return (CommandLogSettings) of(CommandLogSettings.class, databasePath, enabled);
    }

    /** @param type as a class loader of its own sees it */
    static Object of(Class<?> type, String databasePath, boolean enabled) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            return switch (method.getName()) {
                case "databasePath" -> databasePath;
                case "enabled" -> enabled;
                default -> throw new UnsupportedOperationException(method.getName());
            };
        });
    }
}
