package dev.patchbay.journal.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes jobs and sessions that ended long ago, in small portions, so that nobody waits for it. */
final class Retention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final long FIRST_IN_MIN = 1;
    private static final long EVERY_IN_MIN = 10;
    private static final int PORTION = 500;

    private static final String ENDED = "state IN ('FINISHED', 'FAILED', 'ABORTED')";
    private static final String OLD_JOBS = "SELECT id FROM patchbay_job WHERE finished_at IS NOT NULL"
            + " AND finished_at < ? AND " + ENDED + " ORDER BY finished_at, id LIMIT " + PORTION;
    private static final String NEWEST_TOO_MANY = "SELECT id FROM patchbay_job ORDER BY id DESC LIMIT 1 OFFSET ?";
    private static final String TOO_MANY_JOBS =
            "SELECT id FROM patchbay_job WHERE id <= ? AND " + ENDED + " ORDER BY id LIMIT " + PORTION;
    private static final String OLD_SESSIONS = "SELECT id FROM patchbay_session_log WHERE ended_at IS NOT NULL"
            + " AND ended_at < ? ORDER BY ended_at, id LIMIT " + PORTION;

    private final JournalDatabase database;
    private final int keepJobs;
    private final int keepForDays;
    private final InstantSource clock;
    private @Nullable ScheduledExecutorService timer;
    private boolean isClosed;

    Retention(JournalDatabase database, int keepJobs, int keepForDays, InstantSource clock) {
        this.database = database;
        this.keepJobs = keepJobs;
        this.keepForDays = keepForDays;
        this.clock = clock;
    }

    /** From now on, every few minutes. */
    synchronized void start() {
        if (timer == null && !isClosed) {
            timer = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "patchbay-journal-retention");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(this::removeOrLog, FIRST_IN_MIN, EVERY_IN_MIN, TimeUnit.MINUTES);
        }
    }

    private void removeOrLog() {
        try {
            int removed = remove();
            LOG.debug("Removed {} jobs and sessions that ended long ago", removed);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Jobs and sessions that ended long ago could not be removed; it is tried again later", e);
        }
    }

    /** Removes what is too old or too much. @return how many */
    int remove() throws SQLException {
        int removed = 0;
        if (keepForDays > 0) {
            Instant end = clock.instant().minus(Duration.ofDays(keepForDays));
            removed += remove("patchbay_job", OLD_JOBS, end);
            removed += remove("patchbay_session_log", OLD_SESSIONS, end);
        }
        for (long newest : database.readIds(NEWEST_TOO_MANY, List.of(keepJobs))) {
            removed += remove("patchbay_job", TOO_MANY_JOBS, newest);
        }
        return removed;
    }

    private int remove(String table, String sql, Object bound) throws SQLException {
        int removed = 0;
        for (List<Long> ids = database.readIds(sql, List.of(bound));
                !ids.isEmpty() && !isClosed();
                ids = database.readIds(sql, List.of(bound))) {
            delete(table, ids);
            removed += ids.size();
        }
        return removed;
    }

    private void delete(String table, List<Long> ids) throws SQLException {
        database.write(batch -> {
            for (long id : ids) {
                batch.add("DELETE FROM " + table + " WHERE id = ?", List.of(id));
            }
            return true;
        });
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Does not interrupt: H2 closes the file of a thread that is. A portion that is being removed is removed. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (timer != null) {
            timer.shutdown();
        }
    }
}
