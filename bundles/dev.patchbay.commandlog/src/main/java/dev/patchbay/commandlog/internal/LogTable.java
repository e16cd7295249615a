package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The table of one owner's entries, in a transaction of somebody else. Source: shmooze, §9. */
final class LogTable {

    private static final String ROW = "(?, ?, ?, ?, ?)";

    /** Rows of one statement: takes half the time that single ones take. */
    private static final int ROWS_TOGETHER = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final String name;

    /** The second of the row before, and its text: making one takes a tenth of the time that a row takes. */
    private long second;

    private String timestamp = "";

    LogTable(Connection connection, String owner) {
        this.connection = connection;
        this.name = "\"" + owner.replace("\"", "\"\"") + "_log\"";
    }

    /** Makes the table when it is not there, and appends to it. */
    void append(List<Entry> entries) throws SQLException {
        create();
        int inRows = entries.size() - entries.size() % ROWS_TOGETHER;
        insert(entries.subList(0, inRows), ROWS_TOGETHER);
        insert(entries.subList(inRows, entries.size()), 1);
    }

    private void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + name + " (pk INTEGER PRIMARY KEY, uid TEXT,"
                    + " namespace TEXT, timestamp DATETIME DEFAULT CURRENT_TIMESTAMP, input_json TEXT,"
                    + " output_json TEXT)");
        }
    }

    private void insert(List<Entry> entries, int together) throws SQLException {
        String sql = "INSERT INTO " + name + " (uid, namespace, timestamp, input_json, output_json) VALUES " + ROW
                + (", " + ROW).repeat(together - 1);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < entries.size(); i += together) {
                bind(insert, entries.subList(i, i + together));
                insert.executeUpdate();
            }
        }
    }

    private void bind(PreparedStatement insert, List<Entry> rows) throws SQLException {
        int place = 1;
        for (Entry entry : rows) {
            insert.setString(place++, entry.uid());
            insert.setString(place++, entry.namespace());
            insert.setString(place++, timestamp(entry.time()));
            insert.setString(place++, entry.inputJson());
            insert.setString(place++, entry.outputJson());
        }
    }

    private String timestamp(Instant time) {
        if (timestamp.isEmpty() || time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            timestamp = TIME.format(time);
        }
        return timestamp;
    }
}
