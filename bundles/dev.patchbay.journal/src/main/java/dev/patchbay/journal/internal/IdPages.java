package dev.patchbay.journal.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records in the order of their ids, read a page at a time, each page beginning behind the last id of the one before. The
 * first is there at once, however many follow.
 *
 * @param order that of the ids, as SQL
 */
record IdPages(Table table, JournalDatabase database, Condition condition, String order, boolean isDescending) {

    private static final int PAGE = 200;

    Stream<Map<String, @Nullable Object>> stream() {
        return Stream.iterate(page(null), Objects::nonNull, this::next).flatMap(List::stream);
    }

    private @Nullable List<Map<String, @Nullable Object>> next(List<Map<String, @Nullable Object>> page) {
        return page.size() < PAGE ? null : page((Long) page.get(PAGE - 1).get("id"));
    }

    private List<Map<String, @Nullable Object>> page(@Nullable Long last) {
        List<Object> values = new ArrayList<>(condition.values());
        String rest = "";
        if (last != null) {
            rest = " AND id " + (isDescending ? "<" : ">") + " ?";
            values.add(last);
        }
        String sql = "SELECT * FROM " + table.name() + " WHERE (" + condition.sql() + ")" + rest + " ORDER BY " + order
                + " LIMIT " + PAGE;
        try {
            return read(sql, values);
        } catch (SQLException e) {
            throw new RecordPages.ReadException(e);
        }
    }

    private List<Map<String, @Nullable Object>> read(String sql, List<Object> values) throws SQLException {
        List<Map<String, @Nullable Object>> page = new ArrayList<>(PAGE);
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(table.reader().read(rows));
                }
            }
        }
        return page;
    }
}
