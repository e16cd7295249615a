package dev.patchbay.journal.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A filter as SQL; true or false for every row, never unknown.
 *
 * @param isExact whether it matches just what the filter does, and not more
 * @param equalColumns names of columns that have one value in all rows that match
 * @param alternatives conditions of which each row that matches this one matches just one; empty when none are known
 */
record Condition(
        String sql, List<Object> values, boolean isExact, List<String> equalColumns, List<Condition> alternatives) {

    /** Matches everything, for want of something better. */
    static final Condition UNKNOWN = new Condition("TRUE", List.of(), false, List.of(), List.of());

    static final Condition ALWAYS = of("TRUE");
    static final Condition NEVER = of("FALSE");

    static Condition of(String sql, Object... values) {
        return exact(sql, List.of(values));
    }

    static Condition exact(String sql, List<Object> values) {
        return new Condition(sql, values, true, List.of(), List.of());
    }

    static Condition all(List<Condition> parts) {
        List<String> equal =
                parts.stream().flatMap(part -> part.equalColumns.stream()).toList();
        Condition joined = join(parts, " AND ", ALWAYS);
        return new Condition(joined.sql, joined.values, joined.isExact, equal, alternatives(parts));
    }

    /** Those of the first part that has some, each with all other parts. */
    private static List<Condition> alternatives(List<Condition> parts) {
        for (int i = 0; i < parts.size(); i++) {
            List<Condition> others = new ArrayList<>(parts);
            Condition part = others.remove(i);
            if (!part.alternatives.isEmpty()) {
                return part.alternatives.stream()
                        .map(alternative -> all(with(withoutAlternatives(others), alternative)))
                        .toList();
            }
        }
        return List.of();
    }

    private static List<Condition> withoutAlternatives(List<Condition> parts) {
        return parts.stream().map(part -> part.or(List.of())).toList();
    }

    private static List<Condition> with(List<Condition> parts, Condition more) {
        List<Condition> all = new ArrayList<>(parts);
        all.add(more);
        return all;
    }

    static Condition any(List<Condition> parts) {
        return join(parts, " OR ", NEVER);
    }

    private static Condition join(List<Condition> parts, String word, Condition whenEmpty) {
        if (parts.isEmpty()) {
            return whenEmpty;
        }
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.values));
        String sql = parts.stream().map(part -> "(" + part.sql + ")").collect(Collectors.joining(word));
        return new Condition(sql, values, parts.stream().allMatch(Condition::isExact), List.of(), List.of());
    }

    /** What does not match; everything when it is not known exactly. */
    Condition negated() {
        return isExact ? exact("NOT (" + sql + ")", values) : UNKNOWN;
    }

    Condition equalIn(String column) {
        return new Condition(sql, values, isExact, List.of(column), alternatives);
    }

    /** The same, known to be made of these. */
    Condition or(List<Condition> known) {
        return new Condition(sql, values, isExact, equalColumns, known);
    }
}
