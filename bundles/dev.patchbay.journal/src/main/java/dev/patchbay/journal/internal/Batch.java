package dev.patchbay.journal.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes that go to disk in one transaction. One thread. */
final class Batch implements AutoCloseable {

    private final Connection connection;

    /** In the order of their first use, which is the order they are executed in. */
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

    private final Map<String, Long> lastIds;
    private final Map<String, Long> raised = new LinkedHashMap<>();

    /** @param lastIds the last id given by each sequence, as far as it is known */
    Batch(Connection connection, Map<String, Long> lastIds) {
        this.connection = connection;
        this.lastIds = lastIds;
    }

    /** The next id of a sequence; given once, in this life of the database and every later one. */
    long nextId(String sequence) throws SQLException {
        Long last = lastIds.get(sequence);
        long next = (last == null ? read(sequence) : last) + 1;
        lastIds.put(sequence, next);
        raised.put(sequence, next);
        return next;
    }

    private long read(String sequence) throws SQLException {
        List<Long> found =
                Sql.longs(connection, "SELECT last_id FROM patchbay_sequence WHERE name = ?", List.of(sequence));
        if (found.isEmpty()) {
            throw new SQLException("Expected the sequence '" + sequence + "' in table patchbay_sequence, got none");
        }
        return found.get(0);
    }

    /** Adds one change; those of the same statement are executed together, at the end. */
    void add(String sql, List<? extends @Nullable Object> values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        Sql.bind(statement, values);
        statement.addBatch();
    }

    void commit() throws SQLException {
        for (Map.Entry<String, Long> sequence : raised.entrySet()) {
            add(
                    "UPDATE patchbay_sequence SET last_id = ? WHERE name = ?",
                    List.of(sequence.getValue(), sequence.getKey()));
        }
        for (PreparedStatement statement : statements.values()) {
            statement.executeBatch();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
