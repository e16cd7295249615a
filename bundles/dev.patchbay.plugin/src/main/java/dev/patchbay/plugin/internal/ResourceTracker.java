package dev.patchbay.plugin.internal;

import dev.patchbay.event.Event;
import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.rpc.CallException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a resource for each record of a service: for those its {@code query} knows at the beginning, then as its
 * {@code .changed} events say (dispatcher §7.5, §9.0). Events are heard one after the other.
 */
final class ResourceTracker {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceTracker.class);

    private final PluginDispatcher plugin;
    private final UnaryOperator<String> nameOf;
    private final Collection<String> parents;
    private final Set<String> known = new HashSet<>();

    ResourceTracker(PluginDispatcher plugin, UnaryOperator<String> nameOf, Collection<String> parents) {
        this.plugin = plugin;
        this.nameOf = nameOf;
        this.parents = List.copyOf(parents);
    }

    /**
     * Events that come meanwhile wait; when it fails nothing stays.
     *
     * @throws CallException what the query of the service is refused with
     */
    synchronized void addAll(String service) throws CallException, InterruptedException {
        Object ids = plugin.callSync(service + ".query", List.of(), Map.of("select", "id"));
        if (!(ids instanceof List<?> list)) {
            throw new IllegalArgumentException(
                    "Expected a list of ids from " + service + ".query with select, got " + ids);
        }
        try {
            list.forEach(id -> add(name(id)));
        } catch (RuntimeException e) {
            Set.copyOf(known).forEach(this::remove);
            throw e;
        }
    }

    synchronized void changed(Event event) {
        String operation = String.valueOf(event.properties().get("operation"));
        if (event.properties().get("ids") instanceof Collection<?> ids) {
            for (Object id : ids) {
                try {
                    change(operation, id);
                } catch (RuntimeException e) { // whatever it is, the others are to be known
                    LOG.warn("The resource of {} in {} is not as the event says", id, event.name(), e);
                }
            }
        }
    }

    private void change(String operation, @Nullable Object id) {
        switch (operation) {
            case "create" -> add(name(id));
            case "delete" -> remove(name(id));
            case "rename" -> rename(id);
            default -> {
                // an update leaves it where it is
            }
        }
    }

    private void rename(@Nullable Object pair) {
        if (!(pair instanceof List<?> names) || names.size() != 2) {
            throw new IllegalArgumentException("Expected a pair of the old and the new id, got " + pair);
        }
        String from = name(names.get(0));
        String to = name(names.get(1));
        if (known.contains(to)) { // the query knew it by this name already
            remove(from);
        } else if (known.contains(from)) {
            plugin.renameResource(from, to);
            known.remove(from);
            known.add(to);
        } else {
            add(to);
        }
    }

    /** Once, however it became known. */
    private void add(String name) {
        if (!known.contains(name)) {
            plugin.registerResource(name, parents);
            known.add(name);
        }
    }

    private void remove(String name) {
        if (known.remove(name)) {
            plugin.unregisterResource(name);
        }
    }

    private String name(@Nullable Object id) {
        if (id == null) {
            throw new IllegalArgumentException("Expected the id of a record, got none");
        }
        return nameOf.apply(String.valueOf(id));
    }
}
