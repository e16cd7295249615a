package dev.patchbay.journal.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.job.spi.JournalException;
import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs in the node's database. */
@Component
public final class SqlJournal implements Journal {

    private static final int MARKED_TOGETHER = 500;

    private static final String FIND = "SELECT * FROM patchbay_job WHERE id = ?";
    private static final String FIND_UNENDED = "SELECT * FROM patchbay_job"
            + " WHERE state IN ('CREATED', 'WAITING', 'EXECUTING', 'ROLLBACK') ORDER BY id LIMIT " + MARKED_TOGETHER;

    private final JournalDatabase database;

    @Activate
    public SqlJournal(@Reference JournalDatabase database) {
        this.database = database;
    }

    @Override
    public Job append(Job job) throws JournalException {
        String task = "to record a new job '" + job.name() + "'";
        List<@Nullable Object> values = values(job, task);
        try {
            long id = database.write(batch -> {
                long next = batch.nextId(JobTable.SEQUENCE);
                batch.add(JobTable.INSERT, with(values, next));
                return next;
            });
            return job.withId(id);
        } catch (SQLException e) {
            throw Failure.of(task, e);
        }
    }

    @Override
    public void update(Job job) throws JournalException {
        String task = "to record job " + job.id();
        List<@Nullable Object> values = with(values(job, task), job.id());
        try {
            database.write(batch -> {
                batch.add(JobTable.UPDATE, values);
                return true;
            });
        } catch (SQLException e) {
            throw Failure.of(task, e);
        }
    }

    /** Made by whoever waits, not by the one thread that writes. */
    private static List<@Nullable Object> values(Job job, String task) throws JournalException {
        try {
            return JobTable.values(job);
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "Expected " + task.substring(3) + " in plain Java types, got: " + e.getMessage(), e);
        }
    }

    private static List<@Nullable Object> with(List<@Nullable Object> values, long id) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(id);
        return all;
    }

    @Override
    public Optional<Job> find(long id) throws JournalException {
        try {
            return read(FIND, List.of(id)).stream().findFirst();
        } catch (SQLException e) {
            throw Failure.of("to find job " + id, e);
        }
    }

    private List<Job> read(String sql, List<Object> values) throws SQLException {
        List<Job> jobs = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    jobs.add(JobTable.read(rows));
                }
            }
        }
        return jobs;
    }

    @Override
    public int markInterrupted(JobError error) throws JournalException {
        int marked = 0;
        try {
            for (List<Job> jobs = read(FIND_UNENDED, List.of());
                    !jobs.isEmpty();
                    jobs = read(FIND_UNENDED, List.of())) {
                mark(jobs, error);
                marked += jobs.size();
            }
            return marked;
        } catch (SQLException e) {
            throw Failure.of("to mark the jobs that were interrupted", e);
        }
    }

    private void mark(List<Job> jobs, JobError error) throws SQLException {
        Instant now = database.clock().instant();
        database.write(batch -> {
            for (Job job : jobs) {
                batch.add(JobTable.UPDATE, with(JobTable.values(JobTable.failed(job, error, now)), job.id()));
            }
            return true;
        });
    }

    /** A stream that fails while it is read throws an unchecked exception whose message says why. */
    @Override
    public @Nullable Object query(
            @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws JournalException, CallException {
        Query query = Query.of(filter, options);
        try {
            return new TableQuery(JobTable.TABLE, database).run(query);
        } catch (SQLException e) {
            throw Failure.of("to search the jobs", e);
        } catch (RecordPages.ReadException e) {
            throw new JournalException(String.valueOf(e.getMessage()), e);
        }
    }
}
