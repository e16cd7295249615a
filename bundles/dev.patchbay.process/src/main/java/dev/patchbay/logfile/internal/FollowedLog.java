package dev.patchbay.logfile.internal;

import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFileSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log that is open: what is written goes to its file, and to those who follow. */
final class FollowedLog implements LogFile {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);

    private final String name;
    private final Followers followers;
    private final ReentrantLock lock;
    private final Consumer<FollowedLog> onClosed;

    /** Guarded by the lock of the followers, as below. */
    private final RotatingFile file;

    private boolean isFailing;
    private boolean isClosed;

    /** @param onClosed told once, under no lock */
    FollowedLog(String name, LogFileSettings settings, Followers followers, Consumer<FollowedLog> onClosed) {
        this.name = name;
        this.followers = followers;
        this.onClosed = onClosed;
        lock = followers.lock;
        file = new RotatingFile(settings);
    }

    String name() {
        return name;
    }

    /** The file in use. */
    Path path() {
        lock.lock();
        try {
            return file.path();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(String wholeLines) {
        byte[] bytes = wholeLines.getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            if (!isClosed) {
                writeFile(bytes);
                followers.tell(wholeLines);
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeFile(byte[] bytes) {
        try {
            file.write(bytes);
        } catch (IOException e) {
            tell(e);
            return;
        }
        if (isFailing) {
            isFailing = false;
            LOG.info("Log {} can be written again, to {}", name, file.path());
        }
    }

    private void tell(IOException e) {
        if (!isFailing) {
            isFailing = true;
            LOG.error(
                    "Expected to write log {} to {}; its lines are lost until that works again", name, file.path(), e);
        }
    }

    @Override
    public void configure(LogFileSettings settings) {
        lock.lock();
        try {
            if (!isClosed) {
                file.configure(settings);
            }
        } catch (IOException e) {
            tell(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (closeFile()) {
            onClosed.accept(this);
        }
    }

    /** @return false when it was closed before */
    private boolean closeFile() {
        lock.lock();
        try {
            if (isClosed) {
                return false;
            }
            isClosed = true;
            file.close();
        } catch (IOException e) {
            tell(e);
        } finally {
            lock.unlock();
        }
        return true;
    }
}
