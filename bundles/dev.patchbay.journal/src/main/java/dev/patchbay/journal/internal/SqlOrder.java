package dev.patchbay.journal.internal;

import dev.patchbay.query.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of rows as SQL. Rows with equal values are in the order of their ids, in the direction of the last key, so
 * that an index read either way gives them in order.
 */
record SqlOrder(Table table, Dialect dialect) {

    /** Empty when the table has no column for one of the keys. */
    Optional<String> translate(List<SortKey> keys, Condition condition) {
        List<Column> columns = new ArrayList<>();
        for (SortKey key : keys) {
            Optional<Column> column = table.column(key.field());
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.add(column.get());
        }
        return Optional.of(prefix(names(columns), keys, condition) + terms(columns, keys));
    }

    private String terms(List<Column> columns, List<SortKey> keys) {
        StringBuilder sql = new StringBuilder();
        boolean isDescending = false;
        for (int i = 0; i < columns.size(); i++) {
            isDescending = keys.get(i).isDescending();
            sql.append(term(columns.get(i), isDescending)).append(", ");
        }
        return sql + "id" + direction(isDescending);
    }

    private String term(Column column, boolean isDescending) {
        return column.name() + direction(isDescending) + (column.isNullable() ? dialect.nulls(isDescending) : "");
    }

    private static String direction(boolean isDescending) {
        return isDescending ? " DESC" : "";
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * A column that has one value in all rows changes nothing about their order, but lets H2 see that an index which
     * begins with it has them in order.
     */
    private String prefix(List<String> names, List<SortKey> keys, Condition condition) {
        List<String> order = new ArrayList<>(names);
        order.remove("id");
        order.add("id");
        boolean isDescending = !keys.isEmpty() && keys.get(keys.size() - 1).isDescending();
        return table.indexes().stream()
                .filter(index -> index.subList(1, index.size()).equals(order))
                .map(index -> index.get(0))
                .filter(condition.equalColumns()::contains)
                .findFirst()
                .map(name -> name + direction(isDescending) + ", ")
                .orElse("");
    }
}
