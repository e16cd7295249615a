package dev.patchbay.transport.line.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection. Thread-safe, never blocks; its lock is held around its state and the
 * write to the socket only.
 *
 * <p>A line is written by whoever hands it over when nothing else waits. What the socket does not take is written by
 * the I/O thread. So when something waits and the connection stands, a {@link #flush} is always to come: at the end of
 * the I/O thread's turn, as a task, or when the socket can take more.
 */
final class Outbound {

    /** What became of a line. */
    enum Taken {
        /** The operating system has it. */
        WRITTEN,
        /** It waits; a flush is to come. */
        WAITS,
        /** It waits; the caller has to see to a flush. */
        WAITS_FOR_FLUSH,
        /** It does not fit. */
        NO_ROOM,
        /** Nothing is taken any more. */
        CLOSED
    }

    /** How much the I/O thread gathers before it writes, in bytes. */
    private static final int GATHERED = 64 << 10;

    /** How much is written at once before others get their turn, in bytes. */
    private static final int BUDGET = 1 << 20;

    private final long maxPendingBytes;

    // Guarded by this.
    private final WaitingBytes waiting = new WaitingBytes();
    private @Nullable WritableByteChannel channel;
    private boolean isFull;
    private boolean isClosed;

    Outbound(long maxPendingBytes) {
        this.maxPendingBytes = maxPendingBytes;
    }

    /** The connection stands; what came before waits for a flush. */
    synchronized void open(WritableByteChannel socket) {
        channel = socket;
    }

    /**
     * Takes a line.
     *
     * @param line with its line feed
     * @param promise kept by a flush unless the answer is {@code WRITTEN}; null when nobody waits for it
     * @param isGathering whether the caller is about to flush, so that it can wait for others
     * @throws IOException when the socket is broken
     */
    synchronized Taken take(byte[] line, @Nullable CompletableFuture<Void> promise, boolean isGathering)
            throws IOException {
        if (isClosed) {
            return Taken.CLOSED;
        }
        if (!fits(line)) {
            // Perhaps what waits was only gathered, and the socket would have taken it.
            write();
        }
        if (!fits(line)) {
            return Taken.NO_ROOM;
        }
        boolean isAlone = waiting.isEmpty();
        waiting.add(line);
        if (isGathering ? waiting.size() >= GATHERED : isAlone) {
            write();
        }
        if (waiting.isEmpty()) {
            return Taken.WRITTEN;
        }
        if (promise != null) {
            waiting.promise(promise);
        }
        return isAlone && !isGathering && channel != null ? Taken.WAITS_FOR_FLUSH : Taken.WAITS;
    }

    /**
     * Writes what waits and keeps the promises of what is written. For the I/O thread.
     *
     * @return whether nothing waits any more
     */
    boolean flush() throws IOException {
        boolean isEmpty;
        List<CompletableFuture<Void>> kept;
        synchronized (this) {
            isFull = false;
            write();
            isEmpty = waiting.isEmpty();
            kept = waiting.takeKept();
        }
        kept.forEach(future -> future.complete(null));
        return isEmpty;
    }

    /** Takes nothing any more; what waits will still be written. */
    synchronized void close() {
        isClosed = true;
    }

    /** Takes nothing any more and drops what waits. @return the promises that cannot be kept */
    synchronized List<CompletableFuture<Void>> abandon() {
        isClosed = true;
        return waiting.clear();
    }

    private boolean fits(byte[] line) {
        return waiting.isEmpty() || waiting.size() + line.length <= maxPendingBytes;
    }

    private void write() throws IOException {
        if (channel == null || isFull) {
            return;
        }
        int budget = BUDGET;
        while (!waiting.isEmpty() && !isFull) {
            ByteBuffer slice = waiting.first();
            int count = channel.write(slice);
            waiting.remove(count);
            budget -= count;
            isFull = slice.hasRemaining() || budget <= 0;
        }
    }
}
