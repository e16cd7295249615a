package dev.patchbay.json;

import dev.patchbay.json.SchemaGraph.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a value along its schema and changes properties of objects: at every depth, through references,
 * {@code allOf}, {@code items} and {@code additionalProperties}. What changes is copied; one instance for each value.
 */
abstract class SchemaWalk {

    /** In the place of a property that is left out. */
    static final Object ABSENT = new Object();

    final SchemaGraph graph;

    /** Names and numbers that lead to where the walk is. */
    final Deque<Object> path = new ArrayDeque<>();

    SchemaWalk(SchemaGraph graph) {
        this.graph = graph;
    }

    /**
     * What becomes of a property.
     *
     * @param value {@link #ABSENT} when the object has none
     */
    abstract @Nullable Object property(Place schema, @Nullable Object value);

    /** What becomes of a value. */
    final @Nullable Object walk(Place place, @Nullable Object value) {
        if (!(value instanceof Map) && !(value instanceof List)) {
            return value;
        }
        Object changed = value;
        for (Place each : graph.together(place)) {
            changed = changed instanceof Map<?, ?> map ? object(each, map) : array(each, (List<?>) changed);
        }
        return changed;
    }

    private Map<?, ?> object(Place place, Map<?, ?> object) {
        Map<?, ?> properties = place.schema().get("properties") instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> changed = object;
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            Object name = property.getKey();
            Object before = object.containsKey(name) ? object.get(name) : ABSENT;
            changed = replaced(changed, name, before, step(name, place.at(property.getValue()), before, true));
        }
        if (place.schema().get("additionalProperties") instanceof Map<?, ?> rest) {
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                Object name = entry.getKey();
                if (!properties.containsKey(name)) {
                    Object after = step(name, place.at(rest), entry.getValue(), false);
                    changed = replaced(changed, name, entry.getValue(), after);
                }
            }
        }
        return changed;
    }

    private @Nullable Object step(Object name, Place schema, @Nullable Object value, boolean isProperty) {
        path.addLast(name);
        Object after = isProperty ? property(schema, value) : walk(schema, value);
        path.removeLast();
        return after;
    }

    private static Map<?, ?> replaced(Map<?, ?> object, Object name, @Nullable Object before, @Nullable Object after) {
        if (after == before) {
            return object;
        }
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(object);
        if (after == ABSENT) {
            copy.remove(name);
        } else {
            copy.put(name, after);
        }
        return copy;
    }

    private List<?> array(Place place, List<?> array) {
        List<Place> first = place.all("prefixItems");
        Object rest = place.schema().get("items");
        if (first.isEmpty() && !(rest instanceof Map)) {
            return array;
        }
        List<@Nullable Object> copy = new ArrayList<>();
        boolean isChanged = false;
        for (Object element : array) {
            int index = copy.size();
            Object after = step(index, index < first.size() ? first.get(index) : place.at(rest), element, false);
            isChanged |= after != element;
            copy.add(after);
        }
        return isChanged ? copy : array;
    }
}
