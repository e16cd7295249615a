package dev.patchbay.json;

import dev.harrel.jsonschema.JsonNode;
import dev.patchbay.json.SchemaGraph.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leaves read-only properties out, and notes which. */
final class ReadOnly extends SchemaWalk {

    private final List<Violation> violations = new ArrayList<>();

    ReadOnly(SchemaGraph graph) {
        super(graph);
    }

    /** What was left out, each as a violation. */
    List<Violation> violations() {
        return violations;
    }

    @Override
    @Nullable
    Object property(Place schema, @Nullable Object value) {
        if (value == ABSENT || !isReadOnly(schema)) {
            return value == ABSENT ? ABSENT : walk(schema, value);
        }
        String pointer = path.stream()
                .map(part -> "/" + JsonNode.encodeJsonPointer(part.toString()))
                .collect(Collectors.joining());
        violations.add(new Violation(pointer, "Property " + path.getLast() + " is read-only"));
        return ABSENT;
    }

    private boolean isReadOnly(Place schema) {
        Place described = graph.having(schema, "readOnly");
        return described != null && Boolean.TRUE.equals(described.schema().get("readOnly"));
    }
}
