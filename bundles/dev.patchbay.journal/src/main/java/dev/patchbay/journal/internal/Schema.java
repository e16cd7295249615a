package dev.patchbay.journal.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables, made when they are missing and brought up to date when they are old. Each step can be done again, since H2
 * has no transactions for tables.
 */
record Schema(Dialect dialect) {

    private static final String PART = "journal";

    private static final List<List<String>> STEPS = List.of(List.of(
            "CREATE TABLE IF NOT EXISTS patchbay_sequence (name VARCHAR(50) PRIMARY KEY, last_id BIGINT NOT NULL)",
            "INSERT INTO patchbay_sequence SELECT 'job', 0"
                    + " WHERE NOT EXISTS (SELECT 1 FROM patchbay_sequence WHERE name = 'job')",
            "INSERT INTO patchbay_sequence SELECT 'session', 0"
                    + " WHERE NOT EXISTS (SELECT 1 FROM patchbay_sequence WHERE name = 'session')",
            "CREATE TABLE IF NOT EXISTS patchbay_job (id BIGINT PRIMARY KEY, name {text} NOT NULL,"
                    + " state {text} NOT NULL, user_name {text} NOT NULL, session_id BIGINT, parent_id BIGINT,"
                    + " is_abortable BOOLEAN NOT NULL, created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,"
                    + " started_at TIMESTAMP(6) WITH TIME ZONE, finished_at TIMESTAMP(6) WITH TIME ZONE,"
                    + " body TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_state ON patchbay_job (state, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_state_created ON patchbay_job (state, created_at, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_state_finished ON patchbay_job (state, finished_at{nulls}, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_name ON patchbay_job (name, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_name_created ON patchbay_job (name, created_at, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_name_finished ON patchbay_job (name, finished_at{nulls}, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_user ON patchbay_job (user_name, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_user_created ON patchbay_job (user_name, created_at, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_user_finished ON patchbay_job (user_name, finished_at{nulls}, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_session ON patchbay_job (session_id{nulls}, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_parent ON patchbay_job (parent_id{nulls}, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_created ON patchbay_job (created_at, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_started ON patchbay_job (started_at{nulls}, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_job_finished ON patchbay_job (finished_at{nulls}, id)",
            "CREATE TABLE IF NOT EXISTS patchbay_session_log (id BIGINT PRIMARY KEY, username {text} NOT NULL,"
                    + " resource {text}, address {text} NOT NULL, started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,"
                    + " ended_at TIMESTAMP(6) WITH TIME ZONE, is_active BOOLEAN NOT NULL, run VARCHAR(50) NOT NULL)",
            "CREATE INDEX IF NOT EXISTS patchbay_session_active ON patchbay_session_log (is_active, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_session_username ON patchbay_session_log (username, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_session_started ON patchbay_session_log (started_at, id)",
            "CREATE INDEX IF NOT EXISTS patchbay_session_ended ON patchbay_session_log (ended_at{nulls}, id)"));

    /** @throws SQLException also when the tables are of a later version */
    void update(Connection connection) throws SQLException {
        execute(
                connection,
                List.of("CREATE TABLE IF NOT EXISTS patchbay_version"
                        + " (part VARCHAR(50) PRIMARY KEY, version BIGINT NOT NULL)"));
        int version = version(connection);
        if (version > STEPS.size()) {
            throw new SQLException("Expected tables of version " + STEPS.size() + " or older, got " + version
                    + "; they were written by a newer Patchbay: use that, or another database");
        }
        for (int step = version; step < STEPS.size(); step++) {
            List<String> statements = new ArrayList<>(STEPS.get(step));
            statements.add("DELETE FROM patchbay_version WHERE part = '" + PART + "'");
            statements.add("INSERT INTO patchbay_version (part, version) VALUES ('" + PART + "', " + (step + 1) + ")");
            execute(connection, statements);
        }
    }

    private static int version(Connection connection) throws SQLException {
        List<Long> found = Sql.longs(connection, "SELECT version FROM patchbay_version WHERE part = ?", List.of(PART));
        return found.isEmpty() ? 0 : found.get(0).intValue();
    }

    private void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace("{text}", dialect.textType()).replace("{nulls}", dialect.nulls(false)));
            }
        }
    }
}
