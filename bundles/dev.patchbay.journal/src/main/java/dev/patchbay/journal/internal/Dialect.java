package dev.patchbay.journal.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Where the two databases differ. */
enum Dialect {
    H2("VARCHAR", "") {
        /** Otherwise all rows of a result are in memory or in a temporary file before the first is seen. */
        @Override
        void readByCursor(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LAZY_QUERY_EXECUTION 1");
            }
        }
    },
    POSTGRESQL("TEXT COLLATE \"C\"", " NULLS FIRST") {
        /** It has cursors within a transaction only. */
        @Override
        void readByCursor(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
        }
    };

    private final String textType;
    private final String nullsFirst;

    Dialect(String textType, String nullsFirst) {
        this.textType = textType;
        this.nullsFirst = nullsFirst;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new SQLException("Expected H2 or PostgreSQL as the node's database, got " + product);
        };
    }

    /** A text that is ordered as Java orders it. */
    String textType() {
        return textType;
    }

    /** What is said of a column that may be null, so that null comes before all values. */
    String nulls(boolean isDescending) {
        return isDescending ? nullsFirst.replace("FIRST", "LAST") : nullsFirst;
    }

    /** Prepares a connection for one long result; to be undone by {@link #finish}. */
    abstract void readByCursor(Connection connection) throws SQLException;

    static void finish(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
