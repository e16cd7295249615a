package dev.patchbay.journal.internal;

import dev.patchbay.job.JobError;
import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.SessionLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions in the node's database. */
@Component
public final class SqlSessionLog implements SessionLog {

    private static final Logger LOG = LoggerFactory.getLogger(SqlSessionLog.class);

    private final JournalDatabase database;

    @Activate
    public SqlSessionLog(@Reference JournalDatabase database) {
        this.database = database;
    }

    @Override
    public long open(String username, @Nullable String resource, String address) throws CallException {
        Instant now = database.clock().instant();
        try {
            return database.write(batch -> {
                long id = batch.nextId(SessionTable.SEQUENCE);
                List<@Nullable Object> values = new ArrayList<>();
                values.add(id);
                values.add(username);
                values.add(resource);
                values.add(address);
                values.add(now);
                values.add(database.run());
                batch.add(SessionTable.INSERT, values);
                return id;
            });
        } catch (SQLException e) {
            throw new CallException(JobError.FAULT, Failure.sentence("to record a session of " + username, e));
        }
    }

    @Override
    public void close(long id) {
        Instant now = database.clock().instant();
        try {
            database.write(batch -> {
                batch.add(SessionTable.CLOSE, List.of(now, id));
                return true;
            });
        } catch (SQLException e) {
            LOG.warn("Session {} has ended, which could not be recorded", id, e);
        }
    }

    /** A stream that fails while it is read throws an unchecked exception whose message says why. */
    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws CallException {
        Query query = Query.of(filter, options);
        try {
            return new TableQuery(SessionTable.TABLE, database).run(query);
        } catch (SQLException e) {
            throw new CallException(JobError.FAULT, Failure.sentence("to search the sessions", e));
        } catch (RecordPages.ReadException e) {
            throw new CallException(JobError.FAULT, String.valueOf(e.getMessage()));
        }
    }
}
