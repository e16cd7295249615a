package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog;
import dev.patchbay.node.Diagnosis.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries behind those who record them, in order, by one thread that begins with the first of them. What fails
 * is tried again until it succeeds; meanwhile entries wait, and those beyond the limits are dropped. Thread-safe.
 */
final class CommandLogWriter implements CommandLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLogWriter.class);

    /** For a transaction that hangs, such as on a network drive. */
    private static final long LAST_WRITE_IN_MS = 1_000;

    private final Path file;
    private final Store store;
    private final long endInMs;
    private final Backlog backlog;
    private final Trouble trouble;
    private volatile @Nullable Thread thread;
    private boolean isClosed;

    CommandLogWriter(Path file, Store store, Limits limits) {
        this.file = file;
        this.store = store;
        this.endInMs = limits.endInMs() + LAST_WRITE_IN_MS;
        this.backlog = new Backlog(limits);
        this.trouble = new Trouble(file, limits);
    }

    @Override
    public void record(Entry entry) {
        backlog.add(entry);
        if (thread == null) {
            start();
        }
    }

    private synchronized void start() {
        if (thread == null && !isClosed) {
            Thread started = new Thread(this::run, "patchbay-commandlog");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    private void run() {
        try {
            boolean isHopeful = true;
            while (isHopeful && backlog.await()) {
                isHopeful = write();
            }
        } catch (InterruptedException e) {
            LOG.error("The thread that writes the command log {} was interrupted, which nobody may do", file, e);
        }
        if (backlog.size() > 0) {
            LOG.warn("{} entries were not written into the command log {} before its end", backlog.size(), file);
        }
    }

    /** @return whether another attempt may have more success, if there is something to write */
    private boolean write() throws InterruptedException {
        boolean isLast = backlog.isClosed();
        List<Entry> entries = backlog.first();
        try {
            store.write(entries);
            succeeded(entries.size());
            return true;
        } catch (StoreException e) {
            trouble.failed(e);
            return pauseUnless(isLast && !e.isLocked());
        } finally {
            if (backlog.dropped() > 0) {
                trouble.dropping();
            }
        }
    }

    private void succeeded(int count) {
        trouble.succeeded();
        if (backlog.remove(count)) {
            trouble.caughtUp(backlog.takeDropped());
        }
    }

    private boolean pauseUnless(boolean isHopeless) throws InterruptedException {
        if (!isHopeless) {
            backlog.pause();
        }
        return !isHopeless;
    }

    /** What keeps entries from being written now. */
    List<Finding> findings() {
        return trouble.sentences(backlog.size(), backlog.dropped()).stream()
                .map(sentence -> new Finding("command log", sentence))
                .toList();
    }

    /** Writes what waits, if that can be done in the time that is set; what is recorded from now on is not kept. */
    @Override
    public void close() {
        backlog.close();
        Thread writing = end();
        if (writing == null) {
            return;
        }
        try {
            TimeUnit.MILLISECONDS.timedJoin(writing, endInMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writing.isAlive()) {
            LOG.warn("The thread that writes the command log {} waits for the disk and is left behind", file);
        }
    }

    private synchronized @Nullable Thread end() {
        isClosed = true;
        return thread;
    }
}
