package dev.patchbay.protocol.dispatcher.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** How much the node logs: the level of section {@code logging}, until that is read from its file again. */
final class LoggingLevel {

    /** What the dispatcher's clients may ask for. */
    static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

    private static final String PID = "dev.patchbay.logging";
    private static final String KEY = "level";
    private static final String DEFAULT = "INFO";

    private final ConfigurationAdmin configurations;

    LoggingLevel(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    String get() throws IOException {
        Dictionary<String, Object> values = configuration().getProperties();
        Object level = values == null ? null : values.get(KEY);
        return level == null ? DEFAULT : level.toString();
    }

    void set(String level) throws IOException {
        Configuration configuration = configuration();
        Map<String, Object> changed = new HashMap<>();
        Dictionary<String, Object> values = configuration.getProperties();
        if (values != null) {
            values.keys().asIterator().forEachRemaining(key -> changed.put(key, values.get(key)));
        }
        changed.put(KEY, level);
        configuration.update(FrameworkUtil.asDictionary(changed));
    }

    private Configuration configuration() throws IOException {
        return configurations.getConfiguration(PID, "?");
    }
}
