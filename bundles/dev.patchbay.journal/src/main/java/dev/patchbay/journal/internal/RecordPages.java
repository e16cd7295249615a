package dev.patchbay.journal.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records by their ids, in that order, read a page at a time when they are asked for; those removed meanwhile are left out. */
record RecordPages(Table table, JournalDatabase database, List<Long> ids) {

    private static final int PAGE = 200;

    /** The database failed while a stream was being read; its message says why. */
    static final class ReadException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReadException(SQLException cause) {
            super(Failure.sentence("to read the journal", cause), cause);
        }
    }

    Stream<Map<String, @Nullable Object>> stream() {
        return IntStream.range(0, (ids.size() + PAGE - 1) / PAGE).boxed().flatMap(this::page);
    }

    private Stream<Map<String, @Nullable Object>> page(int number) {
        List<Long> wanted = ids.subList(number * PAGE, Math.min(ids.size(), (number + 1) * PAGE));
        try {
            Map<Long, Map<String, @Nullable Object>> found = read(wanted);
            return wanted.stream().map(found::get).filter(Objects::nonNull);
        } catch (SQLException e) {
            throw new ReadException(e);
        }
    }

    private Map<Long, Map<String, @Nullable Object>> read(List<Long> wanted) throws SQLException {
        Map<Long, Map<String, @Nullable Object>> found = new HashMap<>();
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM " + table.name() + " WHERE id = ANY (?)")) {
            Array array = Sql.array(connection, wanted);
            statement.setArray(1, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong("id"), table.reader().read(rows));
                }
            } finally {
                array.free();
            }
        }
        return found;
    }
}
