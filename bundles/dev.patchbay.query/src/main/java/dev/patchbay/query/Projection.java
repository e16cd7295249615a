package dev.patchbay.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is shown of a record. Immutable. */
public sealed interface Projection {

    /** What is shown; missing parts are null. */
    @Nullable
    Object of(Map<String, ?> entry);

    /** All of it but some parts; the whole when there are none. */
    record Without(List<FieldPath> paths) implements Projection {

        public Without {
            paths = List.copyOf(paths);
        }

        @Override
        public @Nullable Object of(Map<String, ?> entry) {
            Object rest = entry;
            for (FieldPath path : paths) {
                rest = path.without(rest);
            }
            return rest;
        }
    }

    /** One value. */
    record Value(FieldPath path) implements Projection {

        @Override
        public @Nullable Object of(Map<String, ?> entry) {
            return path.in(entry);
        }
    }

    /** An array of values. */
    record Row(List<FieldPath> paths) implements Projection {

        public Row {
            paths = List.copyOf(paths);
        }

        @Override
        public List<@Nullable Object> of(Map<String, ?> entry) {
            List<@Nullable Object> values = new ArrayList<>(paths.size());
            for (FieldPath path : paths) {
                values.add(path.in(entry));
            }
            return values;
        }
    }
}
