package dev.patchbay.commandlog.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What another program sees in the file. */
final class Rows {

    private Rows() {}

    /** A connection of its own, in autocommit. */
    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
    }

    /** Each row with its columns joined by a bar. */
    static List<String> of(Path file, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** How many rows a table has; 0 as long as there is no table. */
    static int count(Path file, String table) throws SQLException {
        if (!Files.exists(file)) {
            return 0;
        }
        String exists = "SELECT 1 FROM sqlite_master WHERE name = '" + table + "'";
        return of(file, exists).isEmpty()
                ? 0
                : Integer.parseInt(of(file, "SELECT COUNT(*) FROM " + table).get(0));
    }

    static void execute(Path file, String... commands) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
