package dev.patchbay.journal.internal;

import dev.patchbay.query.FieldPath;
import dev.patchbay.query.Query;
import dev.patchbay.query.SortKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Queries of a table. What the table has columns for is left to the database, the rest is done here. First the ids of all
 * that may be wanted are read, then the records by and by, so that whoever is slow to take them holds no connection.
 */
record TableQuery(Table table, JournalDatabase database) {

    private static final int MOST_ALTERNATIVES = 20;

    @Nullable
    Object run(Query query) throws SQLException {
        Condition condition = new SqlFilter(table).translate(query.filter());
        Query natural = natural(query);
        Optional<String> order = new SqlOrder(table, database.dialect()).translate(natural.sort(), condition);
        if (order.isEmpty()) {
            return query.on(allOf(condition, "id", List.of()));
        }
        if (!condition.isExact()) {
            return unsorted(natural).on(allOf(condition, order.get(), natural.sort()));
        }
        if (query.isCounted()) {
            return count(condition, query);
        }
        Stream<Map<String, @Nullable Object>> records = mostWanted(natural) == null && natural.offset() == 0
                ? allOf(condition, order.get(), natural.sort())
                : records(ids(condition, order.get(), natural));
        return natural.answer(records.filter(query.filter()::matches)); // a record may have changed meanwhile
    }

    private Stream<Map<String, @Nullable Object>> allOf(Condition condition, String order, List<SortKey> keys)
            throws SQLException {
        boolean isById = keys.isEmpty()
                || keys.size() == 1 && keys.get(0).field().steps().equals(List.of("id"));
        boolean isInOrder =
                condition.values().isEmpty() || !condition.equalColumns().isEmpty();
        boolean isDescending = !keys.isEmpty() && keys.get(0).isDescending();
        return isById && isInOrder
                ? new IdPages(table, database, condition, order, isDescending).stream()
                : records(ids(condition, order, null));
    }

    /** A reversed order as an order of its own, so that not all must be read before the first is known. */
    private static Query natural(Query query) {
        if (!query.isReversed() || query.limit() != null || query.offset() > 0) {
            return query;
        }
        List<SortKey> keys = query.sort().isEmpty()
                ? List.of(new SortKey(FieldPath.of("id"), true))
                : query.sort().stream().map(SortKey::reversed).toList();
        return new Query(query.filter(), keys, 0, null, false, query.projection(), query.isCounted(), query.isSingle());
    }

    private static Query unsorted(Query query) {
        return new Query(
                query.filter(),
                List.of(),
                query.offset(),
                query.limit(),
                query.isReversed(),
                query.projection(),
                query.isCounted(),
                query.isSingle());
    }

    private long count(Condition condition, Query query) throws SQLException {
        String sql = "SELECT COUNT(*) FROM " + table.name() + " WHERE " + condition.sql();
        long all;
        try (Connection connection = database.connect()) {
            all = Sql.longs(connection, sql, condition.values()).get(0);
        }
        long rest = Math.max(0, all - query.offset());
        Long limit = query.limit();
        return limit == null ? rest : Math.min(rest, limit);
    }

    /** @param slice whose order, offset and limit are to be applied; null for none */
    private List<Long> ids(Condition condition, String order, @Nullable Query slice) throws SQLException {
        Long limit = slice == null ? null : mostWanted(slice);
        List<Condition> alternatives = condition.alternatives();
        if (slice != null && limit != null && !alternatives.isEmpty() && alternatives.size() <= MOST_ALTERNATIVES) {
            return idsOfEach(alternatives, slice, limit);
        }
        String sql = "SELECT id FROM " + table.name() + " WHERE " + condition.sql() + " ORDER BY " + order;
        return ids(sql, new ArrayList<>(condition.values()), limit, slice == null ? 0 : slice.offset());
    }

    /**
     * The first of each alternative, and the first of those: an index gives each in order, but not their union, which H2
     * would sort however many they are.
     */
    private List<Long> idsOfEach(List<Condition> alternatives, Query slice, long limit) throws SQLException {
        SqlOrder orders = new SqlOrder(table, database.dialect());
        String columns = Stream.concat(
                        Stream.of("id"),
                        slice.sort().stream()
                                .map(key ->
                                        table.column(key.field()).orElseThrow().name()))
                .distinct()
                .collect(Collectors.joining(", "));
        List<String> parts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Condition part : alternatives) {
            parts.add("(SELECT " + columns + " FROM " + table.name() + " WHERE " + part.sql() + " ORDER BY "
                    + orders.translate(slice.sort(), part).orElseThrow() + " LIMIT ?)");
            values.addAll(part.values());
            values.add(limit + Math.min(slice.offset(), Long.MAX_VALUE - limit));
        }
        String sql = "SELECT id FROM (" + String.join(" UNION ALL ", parts) + ") AS part ORDER BY "
                + orders.translate(slice.sort(), Condition.ALWAYS).orElseThrow();
        return ids(sql, values, limit, slice.offset());
    }

    private List<Long> ids(String sql, List<Object> values, @Nullable Long limit, long offset) throws SQLException {
        StringBuilder sliced = new StringBuilder(sql);
        if (limit != null) {
            sliced.append(" LIMIT ?");
            values.add(limit);
        }
        if (offset > 0) {
            sliced.append(" OFFSET ?");
            values.add(offset);
        }
        return database.readIds(sliced.toString(), values);
    }

    private static @Nullable Long mostWanted(Query query) {
        boolean isFirstEnough =
                query.isSingle() && !query.isReversed() && !Long.valueOf(0).equals(query.limit());
        return isFirstEnough ? Long.valueOf(1) : query.limit();
    }

    private Stream<Map<String, @Nullable Object>> records(List<Long> ids) {
        return new RecordPages(table, database, ids).stream();
    }
}
