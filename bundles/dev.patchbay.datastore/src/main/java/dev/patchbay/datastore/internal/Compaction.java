package dev.patchbay.datastore.internal;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.patchbay.threads.NodeThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes an H2 file for a moment when it has grown far beyond what is in it, so that it is opened again without the rest.
 * H2 gathers half-empty storage by itself only on the thread that writes delayed commits, and ours are not delayed.
 * Whoever asks for a connection meanwhile waits. Thread-safe.
 */
final class Compaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private static final long LOOK_IN_MS = 5_000;

    /** How long connections in use are waited for, by all who ask for one; then it is left for the next look. */
    private static final long QUIET_IN_MS = 100;

    /** It is worth the while when less than this of the file is used, in percent. */
    private static final int SPARSE_PERCENT = 25;

    /** Copying what is used takes up to 0.3 s for a million bytes; more would be too long a pause. */
    private static final long MOST_USED_BYTES = 32_000_000;

    private static final String USED_PERCENT = "SELECT CAST(setting_value AS INT) FROM information_schema.settings"
            + " WHERE setting_name = 'info.CHUNKS_FILL_RATE'";

    private final HikariDataSource pool;
    private final Path file;
    private final long leastInBytes;

    /** As the last look found it; touched by that only. */
    private @Nullable FileTime lastWritten;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            work -> NodeThreads.daemon(work, "patchbay-datastore-compaction"));

    /**
     * @param pool of connections to the file; can be suspended
     * @param leastInBytes a larger file is closed when nobody has written since the last look, one of twice the size
     *     even if somebody has
     */
    Compaction(HikariDataSource pool, Path file, long leastInBytes) {
        this.pool = pool;
        this.file = file;
        this.leastInBytes = leastInBytes;
    }

    /** Looks now and then, until it is closed. */
    void start() {
        var unused = executor.scheduleWithFixedDelay(this::look, LOOK_IN_MS, LOOK_IN_MS, TimeUnit.MILLISECONDS);
    }

    /** Looks once. */
    void look() {
        try {
            FileTime before = lastWritten;
            lastWritten = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            boolean isTime = size > leastInBytes && lastWritten.equals(before) || size > 2 * leastInBytes;
            if (isTime && isSparse(size)) {
                compact(pool.getHikariPoolMXBean());
            }
        } catch (SQLException | IOException | RuntimeException e) { // or it would not be looked at again
            LOG.warn("{} could not be made smaller; it is tried again", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSparse(long size) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(USED_PERCENT)) {
            if (!found.next()) {
                return false;
            }
            int percent = found.getInt(1);
            return percent < SPARSE_PERCENT && size / 100 * percent < MOST_USED_BYTES;
        }
    }

    private void compact(HikariPoolMXBean connections) throws SQLException, IOException, InterruptedException {
        connections.suspendPool();
        try {
            if (isQuiet(connections)) {
                closeSmaller(connections);
            }
        } finally {
            connections.resumePool();
        }
    }

    private static boolean isQuiet(HikariPoolMXBean connections) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_IN_MS);
        while (connections.getActiveConnections() > 0) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(1); // the pool tells nobody when a connection comes back
        }
        return true;
    }

    private void closeSmaller(HikariPoolMXBean connections) throws SQLException, IOException {
        long before = Files.size(file);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        long start = System.nanoTime();
        try (Connection connection = pool.getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT"); // writes another file and renames it
        } finally {
            // not before: H2 waits for a connection that somebody is just closing
            connections.softEvictConnections();
        }
        Files.setPosixFilePermissions(file, permissions);
        LOG.info(
                "{} took {} KB, little of it used, and takes {} KB now; it was closed for {} ms",
                file,
                before >> 10,
                Files.size(file) >> 10,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** Waits until the file is not closed any more. */
    @Override
    public void close() {
        executor.shutdown();
        boolean wasInterrupted = false;
        while (!executor.isTerminated()) {
            try {
                var unused = executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
