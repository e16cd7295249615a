package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock file of the settings: as long as the file exists, a server with these settings runs, or ran and did not stop
 * in order. Unlike {@link NodeLock} it outlives a process that was killed, until a person removes it.
 */
final class LockFile implements AutoCloseable {

    private static final Pattern PID = Pattern.compile("\\bpid=(\\d{1,18})\\b");

    private final Path path;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    private LockFile(Path path) {
        this.path = path;
    }

    /** Makes the file, or says whose it is. */
    static LockFile take(Path path) throws NodeException {
        try {
            Files.writeString(path, NodeLock.holderNow() + "\n", StandardOpenOption.CREATE_NEW);
            return new LockFile(path);
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyStartedException(
                    "A server is already started: the lock file " + path + " exists, and " + holder(path));
        } catch (IOException e) {
            throw new NodeException(
                    "Expected to make the lock file " + path + ", got " + e + "; name another with host.lockFilePath.",
                    e);
        }
    }

    private static String holder(Path path) {
        Optional<Long> pid = pidIn(path);
        if (pid.isEmpty()) {
            return "does not say whose it is; if no server runs, remove it.";
        }
        return ProcessHandle.of(pid.get()).isPresent()
                ? "its process " + pid.get() + " runs; stop it first."
                : "its process " + pid.get() + " does not run any more; remove the file to start.";
    }

    private static Optional<Long> pidIn(Path path) {
        try {
            Matcher matcher = PID.matcher(Files.readString(path));
            return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not ours to read: then it does not say
        }
    }

    /** Removes the file; harmless when that was done, though it be another's by then. */
    @Override
    public void close() throws IOException {
        if (isHeld.getAndSet(false)) {
            Files.deleteIfExists(path);
        }
    }
}
