package dev.patchbay.protocol.dispatcher.internal;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Has one configuration, which is not there at first. */
final class FakeConfigurations {

    private @Nullable Dictionary<?, ?> values;
    private @Nullable String pid;

    ConfigurationAdmin admin() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class}, (self, method, arguments) -> {
                    pid = (String) arguments[0];
                    return configuration();
                });
    }

    @Nullable
    String pid() {
        return pid;
    }

    private Configuration configuration() {
        return (Configuration) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Configuration.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getProperties" -> values;
                    case "update" -> become((Dictionary<?, ?>) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private @Nullable Object become(Dictionary<?, ?> changed) {
        values = changed;
        return null;
    }
}
