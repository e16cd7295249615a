package dev.patchbay.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A translated schema and the definitions it refers to, to follow references from one to the other. Immutable. */
final class SchemaGraph {

    private final Map<String, @Nullable Object> root;
    private final Map<String, Map<String, @Nullable Object>> definitions;

    /** @param definitions translated, by name */
    SchemaGraph(Map<String, @Nullable Object> root, Map<String, Map<String, @Nullable Object>> definitions) {
        this.root = root;
        this.definitions = definitions;
    }

    /**
     * A schema, and the document its local references are about.
     *
     * @param schema one that is no object says nothing
     */
    record Place(Map<?, ?> document, Map<?, ?> schema) {

        /** A schema below this one. */
        Place at(@Nullable Object below) {
            return new Place(document, below instanceof Map<?, ?> map ? map : Map.of());
        }

        List<Place> all(String keyword) {
            return schema.get(keyword) instanceof List<?> list
                    ? list.stream().map(this::at).toList()
                    : List.of();
        }
    }

    Place root() {
        return new Place(root, root);
    }

    /** Where each document begins. */
    List<Place> roots() {
        List<Place> roots = new ArrayList<>();
        roots.add(root());
        definitions.values().forEach(each -> roots.add(new Place(each, each)));
        return roots;
    }

    /** What its reference leads to; null when it has none, or one that leads out of here. */
    @Nullable
    Place target(Place place) {
        if (!(place.schema().get("$ref") instanceof String reference)) {
            return null;
        }
        if (reference.startsWith("#")) {
            return local(place.document(), reference.substring(1));
        }
        Map<String, @Nullable Object> definition = reference.startsWith(Translation.DEFINITION)
                ? definitions.get(reference.substring(Translation.DEFINITION.length()))
                : null;
        return definition == null ? null : new Place(definition, definition);
    }

    private static @Nullable Place local(Map<?, ?> document, String pointer) {
        Object found = document;
        for (String part : pointer.isEmpty()
                ? List.<String>of()
                : List.of(pointer.substring(1).split("/", -1))) {
            String name = part.replace("~1", "/").replace("~0", "~");
            if (found instanceof Map<?, ?> map) {
                found = map.get(name);
            } else if (found instanceof List<?> list
                    && name.matches("\\d{1,9}")
                    && Integer.parseInt(name) < list.size()) {
                found = list.get(Integer.parseInt(name));
            } else {
                return null;
            }
        }
        return found instanceof Map<?, ?> schema ? new Place(document, schema) : null;
    }

    /** The schema itself and all that hold for the same value besides: by reference and by {@code allOf}. */
    List<Place> together(Place place) {
        if (!place.schema().containsKey("$ref") && !place.schema().containsKey("allOf")) {
            return List.of(place);
        }
        List<Place> all = new ArrayList<>();
        all.add(place);
        Place target = target(place);
        if (target != null) {
            all.addAll(together(target));
        }
        place.all("allOf").forEach(each -> all.addAll(together(each)));
        return all;
    }

    /** Whether it or one that holds together with it has the keyword. */
    @Nullable
    Place having(Place place, String keyword) {
        for (Place each : together(place)) {
            if (each.schema().containsKey(keyword)) {
                return each;
            }
        }
        return null;
    }
}
