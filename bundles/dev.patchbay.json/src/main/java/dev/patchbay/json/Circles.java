package dev.patchbay.json;

import dev.patchbay.json.SchemaGraph.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds schemas that hold for a value because they hold for that same value, such as {@code {"$ref": "A"}} as the
 * definition of A: nobody could ever finish checking one. A schema that contains itself further down is none.
 */
final class Circles {

    private static final List<String> ONE_SCHEMA = List.of("not", "if", "then", "else");
    private static final List<String> MANY_SCHEMAS = List.of("allOf", "anyOf", "oneOf");

    private final SchemaGraph graph;
    private final Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private Circles(SchemaGraph graph) {
        this.graph = graph;
    }

    /** Whether there is one. */
    static boolean areIn(SchemaGraph graph) {
        Circles circles = new Circles(graph);
        return graph.roots().stream().anyMatch(root -> circles.areBelow(root, root.schema()));
    }

    /** Looks at every schema of a document; what is no schema leads nowhere. */
    private boolean areBelow(Place root, @Nullable Object part) {
        if (part instanceof Map<?, ?> map) {
            return isOnCircle(root.at(map)) || map.values().stream().anyMatch(each -> areBelow(root, each));
        }
        return part instanceof List<?> list && list.stream().anyMatch(each -> areBelow(root, each));
    }

    private boolean isOnCircle(Place place) {
        if (done.contains(place.schema())) {
            return false;
        }
        if (!open.add(place.schema())) {
            return true;
        }
        boolean found = alongside(place).stream().anyMatch(this::isOnCircle);
        open.remove(place.schema());
        done.add(place.schema());
        return found;
    }

    /** Whatever is asked about the same value. */
    private List<Place> alongside(Place place) {
        List<Place> all = new ArrayList<>();
        Place target = graph.target(place);
        if (target != null) {
            all.add(target);
        }
        ONE_SCHEMA.forEach(keyword -> {
            if (place.schema().get(keyword) instanceof Map<?, ?> schema) {
                all.add(place.at(schema));
            }
        });
        MANY_SCHEMAS.forEach(keyword -> all.addAll(place.all(keyword)));
        if (place.schema().get("dependentSchemas") instanceof Map<?, ?> schemas) {
            schemas.values().forEach(each -> all.add(place.at(each)));
        }
        return all;
    }
}
