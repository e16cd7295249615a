package dev.patchbay.journal.internal;

import dev.patchbay.journal.internal.Column.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions as rows. */
final class SessionTable {

    static final Table TABLE = new Table(
            "patchbay_session_log",
            List.of(
                    new Column("id", "id", Kind.NUMBER, false),
                    new Column("username", "username", Kind.TEXT, false),
                    new Column("resource", "resource", Kind.TEXT, true),
                    new Column("address", "address", Kind.TEXT, false),
                    new Column("started_at", "started_at", Kind.TIME, false),
                    new Column("ended_at", "ended_at", Kind.TIME, true),
                    new Column("active", "is_active", Kind.BOOLEAN, false)),
            List.of(
                    List.of("is_active", "id"),
                    List.of("username", "id"),
                    List.of("started_at", "id"),
                    List.of("ended_at", "id")),
            SessionTable::read);

    static final String SEQUENCE = "session";

    static final String INSERT = "INSERT INTO patchbay_session_log (id, username, resource, address, started_at,"
            + " is_active, run) VALUES (?, ?, ?, ?, ?, TRUE, ?)";

    static final String CLOSE =
            "UPDATE patchbay_session_log SET ended_at = ?, is_active = FALSE WHERE id = ? AND is_active = TRUE";

    private static final String CLOSE_OTHERS =
            "UPDATE patchbay_session_log SET ended_at = ?, is_active = FALSE WHERE is_active = TRUE AND run <> ?";

    private SessionTable() {}

    private static Map<String, @Nullable Object> read(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", row.getLong("id"));
        values.put("username", row.getString("username"));
        values.put("resource", row.getString("resource"));
        values.put("address", row.getString("address"));
        values.put("started_at", Sql.instant(row, "started_at"));
        values.put("ended_at", Sql.instant(row, "ended_at"));
        values.put("active", row.getBoolean("is_active"));
        return values;
    }

    static void closeThoseOfOtherRuns(Connection connection, String run, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOSE_OTHERS)) {
            Sql.bind(statement, List.of(now, run));
            statement.executeUpdate();
        }
    }
}
