package dev.patchbay.session.jdbc.internal;

import dev.patchbay.session.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for the session of a key, and makes a user of the row. */
record SessionQuery(String sql, int timeoutInSec, InstantSource clock) {

    Optional<User> find(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(timeoutInSec);
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? user(rows) : Optional.empty();
            }
        }
    }

    private Optional<User> user(ResultSet row) throws SQLException {
        String id = row.getString("user_id");
        String username = row.getString("username");
        if (id == null || username == null || isOver(row)) {
            return Optional.empty();
        }
        return Optional.of(new User(id, username, roles(has(row, "roles") ? row.getString("roles") : null)));
    }

    private boolean isOver(ResultSet row) throws SQLException {
        Timestamp end = has(row, "expires_at") ? row.getTimestamp("expires_at") : null;
        Instant now = clock.instant();
        return end != null && !end.toInstant().isAfter(now);
    }

    private static boolean has(ResultSet row, String column) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (columns.getColumnLabel(i).toLowerCase(Locale.ROOT).equals(column)) {
                return true;
            }
        }
        return false;
    }

    /** Of a text with commas or blanks between. */
    private static Set<String> roles(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split("[,\\s]+", -1))
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toSet());
    }
}
