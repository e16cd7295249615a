package dev.patchbay.journal.internal;

import dev.patchbay.query.Filter;
import dev.patchbay.query.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters as SQL, as far as a table has columns for what they ask. */
record SqlFilter(Table table) {

    Condition translate(Filter filter) {
        if (filter instanceof Filter.All all) {
            return Condition.all(translate(all.filters()));
        }
        if (filter instanceof Filter.Any any) {
            return Condition.any(translate(any.filters()));
        }
        if (filter instanceof Filter.None none) {
            return Condition.any(translate(none.filters())).negated();
        }
        Filter.Criterion criterion = (Filter.Criterion) filter;
        return table.column(criterion.field())
                .map(column -> translate(column, criterion.operator(), criterion.value()))
                .orElse(Condition.UNKNOWN);
    }

    private List<Condition> translate(List<Filter> filters) {
        return filters.stream().map(this::translate).toList();
    }

    private static Condition translate(Column column, Operator operator, @Nullable Object value) {
        return switch (operator) {
            case EQUAL -> equal(column, value);
            case NOT_EQUAL -> equal(column, value).negated();
            case IN -> in(column, (List<?>) value);
            case NOT_IN -> in(column, (List<?>) value).negated();
            case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL -> ordered(column, operator, value);
            default -> Condition.UNKNOWN;
        };
    }

    private static Condition equal(Column column, @Nullable Object value) {
        if (value == null) {
            return column.isNullable()
                    ? Condition.of(column.name() + " IS NULL").equalIn(column.name())
                    : Condition.NEVER;
        }
        Operand operand = Operand.of(column.kind(), value).exact();
        if (operand.isKnown()) {
            return known(column, "=", operand.value()).equalIn(column.name());
        }
        return operand.isPossible() ? Condition.UNKNOWN : Condition.NEVER;
    }

    private static Condition in(Column column, @Nullable List<?> values) {
        List<Condition> each = new ArrayList<>();
        Set<Object> known = new LinkedHashSet<>();
        for (Object value : values == null ? List.of() : values) {
            Optional<Object> operand = value == null
                    ? Optional.empty()
                    : Operand.of(column.kind(), value).exact().known();
            if (operand.isPresent()) {
                known.add(operand.get());
            } else {
                each.add(equal(column, value));
            }
        }
        if (!known.isEmpty()) {
            each.add(oneOf(column, known));
        }
        each.removeIf(Condition.NEVER::equals);
        return each.size() == 1 ? each.get(0) : Condition.any(each);
    }

    private static Condition oneOf(Column column, Set<Object> values) {
        List<Condition> each = values.stream()
                .map(value -> known(column, "=", value).equalIn(column.name()))
                .toList();
        String marks = "?, ".repeat(values.size() - 1) + "?";
        return each.size() == 1
                ? each.get(0)
                : guarded(column, column.name() + " IN (" + marks + ")", List.copyOf(values))
                        .or(each);
    }

    private static Condition ordered(Column column, Operator operator, @Nullable Object value) {
        if (value == null) {
            return Condition.NEVER;
        }
        Operand operand = Operand.of(column.kind(), value).rounded(operator);
        if (operand.isKnown() && column.kind() != Column.Kind.BOOLEAN) {
            return known(column, operator.symbol(), operand.value());
        }
        return operand.isPossible() ? Condition.UNKNOWN : Condition.NEVER;
    }

    private static Condition known(Column column, String symbol, Object value) {
        return guarded(column, column.name() + " " + symbol + " ?", List.of(value));
    }

    /** So that null does not match, instead of being unknown. */
    private static Condition guarded(Column column, String sql, List<Object> values) {
        String guarded = column.isNullable() ? sql + " AND " + column.name() + " IS NOT NULL" : sql;
        return Condition.exact(guarded, values);
    }
}
