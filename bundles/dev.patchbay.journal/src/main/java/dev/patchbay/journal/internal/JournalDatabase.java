package dev.patchbay.journal.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The node's database with our tables in it. Opens nothing before it is asked for something; then makes or updates the
 * tables, closes the sessions of earlier runs of the node, and begins to remove what is too old. Thread-safe.
 */
@Component(service = JournalDatabase.class, configurationPid = JournalDatabase.PID)
@Designate(ocd = JournalSettings.class)
public final class JournalDatabase {

    static final String PID = "dev.patchbay.journal";

    private final DataSource source;
    private final String run;
    private final InstantSource clock;
    private final GroupCommit commits = new GroupCommit(this::connect);
    private final Retention retention;

    /** Null until the tables were seen to be as they should. */
    private volatile @Nullable Dialect dialect;

    @Activate
    public JournalDatabase(
            BundleContext context,
            @Reference(target = "(patchbay.datastore.name=node)") DataSource source,
            JournalSettings settings) {
        this(source, String.valueOf(context.getProperty(Constants.FRAMEWORK_UUID)), settings, InstantSource.system());
    }

    /** @param run which run of the node this is */
    JournalDatabase(DataSource source, String run, JournalSettings settings, InstantSource clock) {
        this.source = source;
        this.run = run;
        this.clock = clock;
        this.retention = new Retention(this, settings.keepJobs(), settings.keepForDays(), clock);
    }

    @Deactivate
    void deactivate() {
        retention.close();
        commits.close();
    }

    /** A connection to a database that has our tables. */
    Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try {
            if (dialect == null) {
                prepare(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized void prepare(Connection connection) throws SQLException {
        if (dialect == null) {
            Dialect found = Dialect.of(connection);
            new Schema(found).update(connection);
            SessionTable.closeThoseOfOtherRuns(connection, run, clock.instant());
            dialect = found;
            retention.start();
        }
    }

    /** Which one it is; connects when that is not known yet. */
    Dialect dialect() throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            connect().close();
            known = dialect;
        }
        if (known == null) {
            throw new SQLException("the tables of the journal went away");
        }
        return known;
    }

    /** Which run of the node this is. */
    String run() {
        return run;
    }

    InstantSource clock() {
        return clock;
    }

    /** As {@link GroupCommit#write}. */
    <T extends @Nullable Object> T write(Change<T> change) throws SQLException {
        return noted(() -> commits.write(change));
    }

    /** The first column of all rows. */
    List<Long> readIds(String sql, List<? extends @Nullable Object> values) throws SQLException {
        return noted(() -> {
            Dialect known = dialect();
            try (Connection connection = connect()) {
                known.readByCursor(connection);
                try {
                    return Sql.longs(connection, sql, values);
                } finally {
                    Dialect.finish(connection);
                }
            }
        });
    }

    private interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** After a failure because a table is missing they are all looked for again: the database may be another one. */
    private <T extends @Nullable Object> T noted(Work<T> work) throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("42")) {
                dialect = null;
            }
            throw e;
        }
    }
}
