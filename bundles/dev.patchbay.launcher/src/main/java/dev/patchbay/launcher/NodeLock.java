package dev.patchbay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Only one node runs on a home: it holds a lock on {@code data/patchbay.lock}, in which it writes who it is.
 *
 * <p>The system drops the lock when the process ends, however it ends; the file stays and is empty after a stop in order.
 */
final class NodeLock implements AutoCloseable {

    /**
     * What this process holds. A POSIX lock belongs to the process and is lost when <em>any</em> channel of the
     * file is closed, so a second node of this process must not even open it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final String holder;
    private final String previousHolder;

    private NodeLock(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.previousHolder = read(channel);
        this.holder = holderNow();
        write(holder);
    }

    /** Who this process is, for those it keeps out. */
    static String holderNow() {
        return "pid=" + ProcessHandle.current().pid() + " started="
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Takes the lock or says who has it; does not wait. */
    static NodeLock take(Home home) throws NodeException {
        Path file = fileOf(home);
        if (!HELD_HERE.add(file)) {
            throw heldBySomebody(home, "pid=" + ProcessHandle.current().pid() + " (this process)");
        }
        try {
            return lock(home, file);
        } catch (IOException | NodeException e) {
            HELD_HERE.remove(file);
            throw e instanceof NodeException sentence ? sentence : notLockable(file, e);
        }
    }

    /** The same path for the same file, whatever links lead to it. */
    private static Path fileOf(Home home) throws NodeException {
        try {
            return home.data().toRealPath().resolve("patchbay.lock");
        } catch (IOException e) {
            throw notLockable(home.data(), e);
        }
    }

    private static NodeException notLockable(Path file, Exception cause) {
        return new NodeException("Expected to lock " + file + ", got " + cause + "; choose another --home DIR.", cause);
    }

    private static NodeLock lock(Home home, Path file) throws IOException, NodeException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            String holder = read(channel);
            channel.close();
            throw heldBySomebody(home, holder);
        }
        return new NodeLock(file, channel);
    }

    private static NodeException heldBySomebody(Home home, String holder) {
        return new AlreadyStartedException("A server is already started on " + home.root() + ": " + holder
                + "; stop it with 'patchbay --home " + home.root() + " stop', or choose another --home DIR.");
    }

    /** Who held the lock before and did not give it back in order; empty when he did. */
    Optional<String> previousHolder() {
        return Optional.of(previousHolder).filter(text -> !text.isEmpty());
    }

    /** Adds where the node listens to what a second start is told. */
    void listensAt(String url) {
        try {
            write(holder + " url=" + url);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1024);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    private synchronized void write(String text) throws IOException {
        if (channel.isOpen()) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        }
    }

    /** Gives the lock back; harmless when that was done. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            write("");
            channel.close();
            HELD_HERE.remove(file);
        }
    }
}
