package dev.patchbay.transport.line.internal;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What came over one connection, what is asked for of it, and so how much may be read. For the connection's I/O thread,
 * but for what says otherwise.
 */
final class Inbound {

    /** How much is read at once, and the most that is read before anybody asks for it, in bytes. */
    static final int AHEAD = 8 << 10;

    private final LineBuffer lines;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean isEnded;
    private boolean isRead = true;

    /** Whether the I/O thread has to look when a line is asked for; set before it looks at "asked", cleared after. */
    private volatile boolean isWaiting;

    Inbound(int maxLineBytes) {
        lines = new LineBuffer(maxLineBytes);
    }

    /**
     * Asks for a line. For any thread.
     *
     * @return whether the I/O thread has to be told; otherwise it is enough that bytes come
     * @throws IllegalStateException when one is asked for already
     */
    boolean ask() {
        if (!asked.compareAndSet(false, true)) {
            throw new IllegalStateException("Expected next() once for each line, but the line that was asked for before"
                    + " has not come. Call it in onLine or later");
        }
        return isWaiting;
    }

    boolean isAsked() {
        return asked.get();
    }

    /** The beginning of the line that comes next. For any thread. */
    String unread() {
        return lines.unread();
    }

    /** Whether the peer has sent its last byte. For any thread. */
    boolean isEnded() {
        return isEnded;
    }

    /** How many bytes may be read now. @param most for the rest of a long line */
    int room(int most) {
        boolean isForLine = isAsked() && lines.isSearched();
        if (isForLine) {
            return lines.size() < AHEAD ? AHEAD : most;
        }
        return Math.max(0, AHEAD - lines.size());
    }

    /** Takes what was read, from the array's beginning. @param buffer not to be used before {@link #settle} */
    void add(ByteBuffer buffer) {
        lines.add(buffer.array(), buffer.position());
        isRead = lines.size() < AHEAD;
        isWaiting = true;
    }

    /** The peer has sent its last byte. */
    void end() {
        isEnded = true;
        isWaiting = true;
    }

    /** The line that is asked for; null when it has not come. */
    @Nullable
    String poll() throws BadLineException {
        try {
            String line = lines.poll();
            if (line != null) {
                asked.set(false);
            }
            return line;
        } catch (BadLineException e) {
            asked.set(false);
            throw e;
        }
    }

    /** To be called when the I/O thread goes on to others. */
    void settle() {
        lines.settle();
        isWaiting = isEnded || lines.size() > 0;
    }

    /**
     * Whether bytes shall be read as they come. Also while no line is asked for, so that a connection that breaks is
     * noticed; but one that sends faster than it is answered is left alone until half of what was read ahead is used.
     */
    boolean isReading() {
        if (isEnded) {
            isRead = false;
        } else if ((isAsked() && lines.isSearched()) || lines.size() <= AHEAD / 2) {
            isRead = true;
        }
        return isRead;
    }
}
