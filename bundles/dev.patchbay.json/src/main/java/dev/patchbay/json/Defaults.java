package dev.patchbay.json;

import dev.patchbay.json.SchemaGraph.Place;
import org.jspecify.annotations.Nullable;

/** Fills in the defaults of absent properties. A default stands as it is written, nothing is filled into it. */
final class Defaults extends SchemaWalk {

    Defaults(SchemaGraph graph) {
        super(graph);
    }

    @Override
    @Nullable
    Object property(Place schema, @Nullable Object value) {
        if (value != ABSENT) {
            return walk(schema, value);
        }
        Place described = graph.having(schema, "default");
        return described == null ? ABSENT : described.schema().get("default");
    }
}
