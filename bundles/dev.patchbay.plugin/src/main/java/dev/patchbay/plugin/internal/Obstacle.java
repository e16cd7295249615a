package dev.patchbay.plugin.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out why a plugin that has not failed is not initialised. */
final class Obstacle {

    /** What depends on what, by name. */
    private final Map<String, List<String>> depends;

    Obstacle(Map<String, List<String>> depends) {
        this.depends = depends;
    }

    /**
     * Why, in one sentence that does not name the plugin.
     *
     * @param ready those that are initialised
     * @return null when nothing stands in its way
     */
    @Nullable
    String of(String plugin, Set<String> ready) {
        List<String> awaited = dependenciesOf(plugin);
        List<String> missing =
                awaited.stream().filter(name -> !depends.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            return "depends on " + quoted(missing) + ", which nobody offers; deploy what does.";
        }
        List<String> circle = circle(plugin);
        if (!circle.isEmpty()) {
            return "depends on itself (" + String.join(" → ", circle) + "); remove one of these dependencies.";
        }
        List<String> waiting =
                awaited.stream().filter(name -> !ready.contains(name)).toList();
        return waiting.isEmpty() ? null : "waits for " + quoted(waiting) + ", not initialised itself; see there.";
    }

    private List<String> dependenciesOf(String plugin) {
        return depends.getOrDefault(plugin, List.of());
    }

    private static String quoted(List<String> plugins) {
        return (plugins.size() == 1 ? "plugin '" : "plugins '") + String.join("' and '", plugins) + "'";
    }

    /** A way from the plugin back to itself; empty when there is none. */
    private List<String> circle(String plugin) {
        List<String> way = new ArrayList<>(List.of(plugin));
        return leadsTo(plugin, plugin, way, new HashSet<>()) ? way : List.of();
    }

    private boolean leadsTo(String goal, String from, List<String> way, Set<String> seen) {
        for (String next : dependenciesOf(from)) {
            way.add(next);
            if (next.equals(goal) || seen.add(next) && leadsTo(goal, next, way, seen)) {
                return true;
            }
            way.remove(way.size() - 1);
        }
        return false;
    }
}
