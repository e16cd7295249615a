package dev.patchbay.settings.internal;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a file was changed, replaced by renaming another over it, made or removed.
 *
 * <ol>
 *   <li>From its construction on it notices changes; from {@link #start} on it tells them, on a thread of its own,
 *       once the file has been left alone for {@value #STABLE_IN_MS} ms.
 *   <li>Where the file system reports nothing, it looks every {@value #POLL_IN_MS} ms.
 *   <li>{@link #close} ends the thread and waits for it.
 * </ol>
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private static final long POLL_IN_MS = 1_000;
    private static final long STABLE_IN_MS = 100;
    private static final long END_IN_MS = 5_000;

    private final Path file;
    private final Runnable onChange;
    private final Thread thread = new Thread(this::run, "patchbay-settings");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final @Nullable WatchService service;

    /** Set from any thread, taken by ours. */
    private final AtomicBoolean isPoked = new AtomicBoolean();

    private Fingerprint seen;

    /** @param onChange what to do then; may block, should not throw */
    FileWatch(Path file, Runnable onChange) {
        this.file = file;
        this.onChange = onChange;
        this.seen = Fingerprint.of(file);
        this.service = watch(file.toAbsolutePath().resolveSibling(""));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Asks to be told soon, though nothing changed in the file. */
    void poke() {
        isPoked.set(true);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (service != null) {
                service.close();
            }
            thread.join(END_IN_MS);
        } catch (IOException e) {
            LOG.warn("Cannot close the watch on {}", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("Thread {} did not end within {} ms", thread.getName(), END_IN_MS);
        }
    }

    private static @Nullable WatchService watch(Path directory) {
        try {
            WatchService service = directory.getFileSystem().newWatchService();
            directory.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            return service;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} cannot be watched; it is looked at every {} ms", directory, POLL_IN_MS, e);
            return null;
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                if (hasNews() && settles()) {
                    tell();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            LOG.debug("The watch on {} has ended", file);
        }
    }

    private boolean hasNews() throws InterruptedException {
        boolean isTouched = awaitTouch();
        return isPoked.getAndSet(false) || isTouched || !Fingerprint.of(file).equals(seen);
    }

    /** Waits until nothing changes any more; false when the watch is closed meanwhile. */
    private boolean settles() throws InterruptedException {
        Fingerprint before;
        do {
            before = Fingerprint.of(file);
            if (closed.await(STABLE_IN_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            seen = Fingerprint.of(file);
        } while (!seen.equals(before));
        return true;
    }

    private void tell() {
        try {
            onChange.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Cannot handle a change of {}; it is tried again when the file changes", file, e);
        }
    }

    /** Whether the file was reported as touched, within the time of a poll. */
    private boolean awaitTouch() throws InterruptedException {
        if (service == null) {
            closed.await(POLL_IN_MS, TimeUnit.MILLISECONDS);
            return false;
        }
        WatchKey key = service.poll(POLL_IN_MS, TimeUnit.MILLISECONDS);
        return key != null && isOurs(key);
    }

    private boolean isOurs(WatchKey key) {
        boolean isOurs = key.pollEvents().stream().anyMatch(this::isOurs);
        key.reset();
        return isOurs;
    }

    private boolean isOurs(WatchEvent<?> event) {
        return event.kind() == StandardWatchEventKinds.OVERFLOW
                || file.getFileName().equals(event.context());
    }
}
