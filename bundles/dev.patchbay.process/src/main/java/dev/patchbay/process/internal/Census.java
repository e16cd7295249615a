package dev.patchbay.process.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All processes of the system, read anew for whoever asks; those who ask while somebody reads share the next reading, so
 * that many that end at once cost a few readings.
 */
final class Census {

    private static final Logger LOG = LoggerFactory.getLogger(Census.class);

    /** Reads all processes. */
    interface Source {
        List<ProcEntry> read() throws IOException;
    }

    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private List<ProcEntry> latest = List.of();

    private long latestInNanos = System.nanoTime();
    private boolean isFailing;

    Census(Source source) {
        this.source = source;
    }

    /** What a reading found that began after this call; nothing when the system cannot tell, as without descriptors. */
    List<ProcEntry> take() {
        long asked = System.nanoTime();
        lock.lock();
        try {
            if (latestInNanos - asked <= 0) {
                latestInNanos = System.nanoTime();
                latest = read();
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    private List<ProcEntry> read() {
        try {
            List<ProcEntry> all = source.read();
            isFailing = false;
            return all;
        } catch (IOException e) {
            if (!isFailing) {
                LOG.error("Expected to list all processes; what a process leaves behind survives until that works", e);
            }
            isFailing = true;
            return List.of();
        }
    }
}
