package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The framework properties of a node; the bundles read those that begin with {@code patchbay.}. */
final class FrameworkSettings {

    /** Every bundle of the installation has a lower start level. */
    static final int TOP_START_LEVEL = 50;

    /** Logging, configuration and the settings file have been started here. */
    private static final int SETTINGS_START_LEVEL = 8;

    /** The settings bundle writes the section {@code logging} into it. */
    private static final String LOG_VARIABLES = "patchbay.logging";

    private static final String LOGGING_FILE = "org.ops4j.pax.logging.property.file";

    private final Map<String, String> properties = new LinkedHashMap<>();

    FrameworkSettings(Home home, Installation installation) {
        set("org.osgi.framework.storage", home.data().resolve("cache"));
        set("org.osgi.framework.startlevel.beginning", SETTINGS_START_LEVEL);
        set("felix.log.level", "1");
        // the node's own lock covers the cache
        set("felix.cache.locking", false);
        // components are described in XML: parsed once for each bundle, not at each start
        set("ds.cache.metadata", true);
        // without a time limit no handler is set aside for being slow
        set("org.apache.felix.eventadmin.Timeout", 0);
        // errors only: it warns of its own end, and once the log has left, on standard output
        set("org.apache.felix.eventadmin.LogLevel", 1);
        // a list of no folders: without it File Install also installs what is in ./load, wherever the node was started
        set("felix.fileinstall.dir", ",");
        // without it the HTTP service opens 0.0.0.0:8080 before it is configured
        set("org.apache.felix.http.require.config", true);
        set("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        // it keeps recent exceptions, and with them the class loaders of plugins that have left
        set("org.ops4j.pax.logging.logReaderEnabled", false);
        set(LOGGING_FILE, home.data().resolve("logback.xml"));
        set(LOG_VARIABLES, home.data().resolve("logging.properties"));
        set("patchbay.home", home.root());
        set("patchbay.install", installation.root());
        set("patchbay.settings", installation.settings());
        set("patchbay.version", version());
        set("patchbay.interactive", false);
        set("patchbay.log.console", "WARN");
        set("patchbay.started.at", Instant.now().toEpochMilli());
    }

    FrameworkSettings set(String key, Object value) {
        properties.put(key, value.toString());
        return this;
    }

    Map<String, String> toMap() {
        return Map.copyOf(properties);
    }

    /** Writes the file from which the logging bundle learns how to log. */
    void writeLogging(Installation installation) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String name : List.of("patchbay.home", "patchbay.log.console")) {
            variables.put(name, get(name));
        }
        LogSettings.write(Path.of(get(LOGGING_FILE)), installation.logging(), Path.of(get(LOG_VARIABLES)), variables);
    }

    /** One of those set here. */
    String get(String key) {
        return properties.getOrDefault(key, "");
    }

    private static String version() {
        String version = FrameworkSettings.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
