package dev.patchbay.session.jdbc.internal;

import dev.patchbay.session.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The table {@code patchbay_session}: made when it is missing, written by those who have no table of their own. */
record SessionTable(int timeoutInSec) {

    /** What finds a session in it. */
    static final String QUERY =
            "SELECT user_id, username, roles, expires_at FROM patchbay_session WHERE session_key = ?";

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS patchbay_session ("
            + "session_key VARCHAR(255) PRIMARY KEY, user_id VARCHAR(255) NOT NULL, username VARCHAR(255) NOT NULL,"
            + " roles VARCHAR(4000), expires_at TIMESTAMP WITH TIME ZONE)";

    /** Looks first: whoever may only read a table that is there is not asked to make it. */
    void makeIfMissing(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(CREATE);
            }
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return isThere(connection, "patchbay_session") || isThere(connection, "PATCHBAY_SESSION");
    }

    private static boolean isThere(Connection connection, String name) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
            return tables.next();
        }
    }

    /** In place of a session of the same key; takes sessions that are over away as well. */
    void put(Connection connection, String key, User user, Instant now, @Nullable Instant end) throws SQLException {
        connection.setAutoCommit(false);
        update(connection, "DELETE FROM patchbay_session WHERE session_key = ? OR expires_at <= ?", key, utc(now));
        update(
                connection,
                "INSERT INTO patchbay_session (session_key, user_id, username, roles, expires_at) VALUES (?, ?, ?, ?, ?)",
                key,
                user.id(),
                user.username(),
                String.join(",", user.roles()),
                end == null ? null : utc(end));
        connection.commit();
        connection.setAutoCommit(true); // after a failure the connection is not used again
    }

    /** Takes a session out. @return whether it was there */
    boolean remove(Connection connection, String key) throws SQLException {
        return update(connection, "DELETE FROM patchbay_session WHERE session_key = ?", key) > 0;
    }

    private int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(timeoutInSec);
            for (int i = 0; i < values.length; i++) {
                set(statement, i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, value);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
