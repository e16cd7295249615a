package dev.patchbay.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which records are wanted. Immutable; who stores records elsewhere may translate it. */
public sealed interface Filter {

    /** Whether a record is wanted. */
    boolean matches(Map<String, ?> entry);

    /** What it looks at in a record. */
    Stream<FieldPath> fields();

    /**
     * One criterion.
     *
     * @param value for {@link Operator#IN} and {@link Operator#NOT_IN} a {@code List}; for {@link Operator#REGEX} and
     *     {@link Operator#MATCH} a {@code java.util.regex.Pattern} to be found; an {@code Instant} where the criterion
     *     says {@code "timestamp"}
     */
    record Criterion(
            FieldPath field, Operator operator, @Nullable Object value) implements Filter {

        @Override
        public boolean matches(Map<String, ?> entry) {
            return operator.test(field.in(entry), value);
        }

        @Override
        public Stream<FieldPath> fields() {
            return Stream.of(field);
        }
    }

    /** Matches when all do; also when there are none. */
    record All(List<Filter> filters) implements Filter {

        public All {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Map<String, ?> entry) {
            return filters.stream().allMatch(filter -> filter.matches(entry));
        }

        @Override
        public Stream<FieldPath> fields() {
            return filters.stream().flatMap(Filter::fields);
        }
    }

    /** Matches when at least one does. */
    record Any(List<Filter> filters) implements Filter {

        public Any {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Map<String, ?> entry) {
            return filters.stream().anyMatch(filter -> filter.matches(entry));
        }

        @Override
        public Stream<FieldPath> fields() {
            return filters.stream().flatMap(Filter::fields);
        }
    }

    /** Matches when none does. */
    record None(List<Filter> filters) implements Filter {

        public None {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Map<String, ?> entry) {
            return filters.stream().noneMatch(filter -> filter.matches(entry));
        }

        @Override
        public Stream<FieldPath> fields() {
            return filters.stream().flatMap(Filter::fields);
        }
    }
}
