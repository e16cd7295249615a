package dev.patchbay.settings.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configurations of Configuration Admin; those that come from the settings file carry a mark. Thread-safe. */
final class Configurations {

    /** The leading dot keeps it, and only it, off the service properties of the components. */
    static final String MARK = ".patchbay.settings.file";

    private static final String MARKED = "(" + MARK + "=true)";

    private static final Set<String> HOUSEKEEPING = Set.of(MARK, "service.pid", "service.factoryPid");

    /** For bundles at any location. */
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;

    Configurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /**
     * Makes or changes a configuration; one that already says the same is not touched.
     *
     * @throws IllegalArgumentException for a key that cannot be stored
     */
    boolean update(SectionName name, Map<String, Object> properties) throws IOException {
        Map<String, Object> marked = new HashMap<>(properties);
        marked.put(MARK, true);
        return configuration(name).updateIfDifferent(FrameworkUtil.asDictionary(marked));
    }

    /** Removes what once came from the settings file and is not among these any more; tells the PIDs removed. */
    List<String> deleteAllBut(Collection<SectionName> names) throws IOException {
        Set<String> kept =
                Set.copyOf(names.stream().map(SectionName::servicePid).toList());
        List<String> deleted = new ArrayList<>();
        for (Configuration configuration : list(MARKED)) {
            String pid = configuration.getPid();
            if (!kept.contains(pid)) {
                configuration.delete();
                deleted.add(pid);
            }
        }
        return deleted;
    }

    /** What is set for each PID, by whomever. */
    Map<String, Map<String, Object>> all() throws IOException {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Configuration configuration : list(null)) {
            all.put(configuration.getPid(), properties(configuration));
        }
        return all;
    }

    private Configuration configuration(SectionName name) throws IOException {
        return name.instance() == null
                ? admin.getConfiguration(name.pid(), ANY_LOCATION)
                : admin.getFactoryConfiguration(name.pid(), name.instance(), ANY_LOCATION);
    }

    private List<Configuration> list(@Nullable String filter) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A constant filter is wrong: " + filter, e);
        }
    }

    private static Map<String, Object> properties(Configuration configuration) {
        Map<String, Object> properties = new TreeMap<>();
        Dictionary<String, Object> stored = configuration.getProperties();
        if (stored != null) {
            Collections.list(stored.keys()).stream()
                    .filter(key -> !HOUSEKEEPING.contains(key))
                    .forEach(key -> properties.put(key, stored.get(key)));
        }
        return properties;
    }
}
