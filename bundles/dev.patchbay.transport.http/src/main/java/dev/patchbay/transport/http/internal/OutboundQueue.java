package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection. Every frame the server sends passes through here, so frames never
 * mix. Thread-safe, never blocks.
 *
 * <p>Life of a message: it is accepted (or the queue overflows), waits, is copied into a shared buffer together with
 * whatever else waits, and is written. One thread writes at a time: the one that found the queue idle; others only
 * leave their messages. What the socket does not take is kept and written when it can take more.
 *
 * <p>Order: pong and ping before messages, messages in the order of acceptance, the close frame last.
 */
final class OutboundQueue extends IteratingCallback {

    /** Told when this queue cannot go on. Called without locks, on the thread that noticed. */
    interface Owner {

        /** A message did not fit; all that waited was dropped and nothing is accepted any more. */
        void overflowed();

        /** The socket failed. */
        void failed(Throwable cause);
    }

    private enum Outcome {
        ACCEPTED,
        CLOSED,
        OVERFLOWED
    }

    private static final byte[] EMPTY = {};

    private final EndPoint endPoint;
    private final Supplier<EndpointSettings> settings;
    private final Writing writing;
    private final @Nullable Compressor compressor;
    private final Owner owner;

    // Guarded by "waiting".
    private final WaitingMessages waiting = new WaitingMessages();
    private long unwrittenBytes;
    private boolean closing;
    private boolean posted;
    private boolean pingDue;
    private byte @Nullable [] pong;
    private byte @Nullable [] closeFrame;
    private boolean closeTaken;
    private @Nullable Callback closeWritten;
    private @Nullable Throwable failure;

    // Used by the one thread that writes.
    private byte[] payload = EMPTY;
    private int offset;
    private int messageBytes;
    private int copiedBytes;

    private volatile long blockedSinceInNs;

    /** Written by who adds this queue, read by the fan-out thread after it took it. */
    private @Nullable OutboundQueue before;

    /**
     * What all queues share.
     *
     * @param fanOut writes posted messages
     * @param buffers hold what is being written
     */
    record Writing(FanOut fanOut, BufferPool buffers) {}

    /** @param compressor null when the connection is not compressed */
    OutboundQueue(
            EndPoint endPoint,
            Supplier<EndpointSettings> settings,
            Writing writing,
            @Nullable Compressor compressor,
            Owner owner) {
        this.endPoint = endPoint;
        this.settings = settings;
        this.writing = writing;
        this.compressor = compressor;
        this.owner = owner;
    }

    /** Accepts a message and writes it now, unless another thread is writing. */
    boolean send(Message message) {
        Outcome outcome;
        synchronized (waiting) {
            outcome = accept(message);
        }
        if (outcome == Outcome.ACCEPTED) {
            iterate();
        }
        return isAccepted(outcome);
    }

    /** Accepts a message and leaves the writing to the fan-out thread. */
    boolean post(Message message) {
        Outcome outcome;
        boolean first;
        synchronized (waiting) {
            outcome = accept(message);
            first = outcome == Outcome.ACCEPTED && !posted;
            posted |= first;
        }
        if (first) {
            writing.fanOut().add(this);
        }
        return isAccepted(outcome);
    }

    /** Remembers which queue was handed to the fan-out thread before this one; for {@link FanOut}. */
    void addedAfter(@Nullable OutboundQueue queue) {
        before = queue;
    }

    @Nullable
    OutboundQueue addedAfter() {
        return before;
    }

    /** Writes what was posted; for the fan-out thread. */
    void writePosted() {
        synchronized (waiting) {
            posted = false;
        }
        iterate();
    }

    void ping() {
        synchronized (waiting) {
            pingDue = true;
        }
        iterate();
    }

    /** Answers a ping. While the socket is blocked only the newest is answered, as RFC 6455 §5.5.3 allows. */
    void pong(byte[] data) {
        synchronized (waiting) {
            pong = data;
        }
        iterate();
    }

    /**
     * Writes the close frame after everything else and accepts nothing from now on.
     *
     * @param written told once: that the frame has been written, or that it never will be
     */
    void close(byte[] data, Callback written) {
        Throwable lost;
        synchronized (waiting) {
            closing = true;
            closeFrame = data;
            closeWritten = written;
            lost = failure;
        }
        if (lost == null) {
            iterate();
        } else {
            written.failed(lost);
        }
    }

    /** Bytes of accepted messages that the socket has not taken. */
    long unwrittenBytes() {
        synchronized (waiting) {
            return unwrittenBytes;
        }
    }

    /** Since when the socket takes nothing, in {@link System#nanoTime}; 0 when it does or nothing waits. */
    long blockedSinceInNs() {
        return blockedSinceInNs;
    }

    /** Drops all that waits; nothing is accepted any more. */
    void abandon() {
        synchronized (waiting) {
            closing = true;
            unwrittenBytes -= waiting.bytes();
            waiting.clear();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    protected Action process() throws IOException {
        blockedSinceInNs = 0;
        ByteBuffer buffer = writing.buffers().take();
        try {
            return write(buffer);
        } finally {
            writing.buffers().give(buffer);
        }
    }

    @Override
    protected void onCompleteSuccess() {
        Callback written;
        synchronized (waiting) {
            written = closeWritten;
        }
        if (written != null) {
            written.succeeded();
        }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        abandon();
        Callback unwritten;
        synchronized (waiting) {
            failure = cause;
            unwritten = closeWritten;
        }
        owner.failed(cause);
        if (unwritten != null) {
            unwritten.failed(cause);
        }
    }

    private Action write(ByteBuffer buffer) throws IOException {
        while (true) {
            settle();
            fill(buffer.clear());
            if (!buffer.flip().hasRemaining()) {
                return closeTaken() ? Action.SUCCEEDED : Action.IDLE;
            }
            if (!endPoint.flush(buffer)) {
                return await(buffer);
            }
        }
    }

    /** Keeps a copy of what is left, since a blocked connection must not hold one of the shared buffers. */
    private Action await(ByteBuffer rest) {
        ByteBuffer kept = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        blockedSinceInNs = System.nanoTime() | 1;
        endPoint.write(this, kept);
        return Action.SCHEDULED;
    }

    /** Copies frames into the buffer until it is full or nothing waits. */
    private void fill(ByteBuffer buffer) {
        while (buffer.remaining() >= FrameHeader.MAX_BYTES) {
            if (offset == payload.length && !startFrame(buffer)) {
                return;
            }
            copyPayload(buffer);
        }
    }

    private void copyPayload(ByteBuffer buffer) {
        int length = Math.min(buffer.remaining(), payload.length - offset);
        buffer.put(payload, offset, length);
        offset += length;
        if (offset == payload.length) {
            copiedBytes += messageBytes;
            messageBytes = 0;
            offset = 0;
            payload = EMPTY;
        }
    }

    /** Begins the next frame by writing its header; false when nothing waits. */
    private boolean startFrame(ByteBuffer buffer) {
        int opcode = take();
        if (opcode == OpCode.UNDEFINED) {
            return false;
        }
        if (compressor != null && OpCode.isDataFrame((byte) opcode) && payload.length >= Compressor.WORTHWHILE_BYTES) {
            payload = compressor.compress(payload);
            opcode |= FrameHeader.COMPRESSED;
        }
        FrameHeader.put(buffer, opcode, payload.length);
        return true;
    }

    /** Takes what is to be written next as the current payload, and returns its opcode. */
    private int take() {
        synchronized (waiting) {
            Message message;
            if (pong != null) {
                payload = pong;
                pong = null;
                return OpCode.PONG;
            } else if (pingDue) {
                pingDue = false;
                return OpCode.PING;
            } else if ((message = waiting.poll()) != null) {
                payload = message.payload();
                messageBytes = payload.length;
                return message.isBinary() ? OpCode.BINARY : OpCode.TEXT;
            } else if (closeFrame != null) {
                payload = closeFrame;
                closeFrame = null;
                closeTaken = true;
                return OpCode.CLOSE;
            }
            return OpCode.UNDEFINED;
        }
    }

    /** Forgets the messages whose last byte the socket has taken. */
    private void settle() {
        if (copiedBytes > 0) {
            synchronized (waiting) {
                unwrittenBytes -= copiedBytes;
            }
            copiedBytes = 0;
        }
    }

    private boolean closeTaken() {
        synchronized (waiting) {
            return closeTaken;
        }
    }

    /** Call with the lock. */
    private Outcome accept(Message message) {
        if (closing) {
            return Outcome.CLOSED;
        }
        Message replaced = waiting.replacedBy(message);
        long replacedBytes = replaced == null ? 0 : replaced.payload().length;
        if (!fits(message, replaced != null, replacedBytes)) {
            abandon();
            return Outcome.OVERFLOWED;
        }
        waiting.add(message);
        unwrittenBytes += message.payload().length - replacedBytes;
        return Outcome.ACCEPTED;
    }

    /** A connection that has nothing to write takes any message, even one larger than its bound. */
    private boolean fits(Message message, boolean replaces, long replacedBytes) {
        EndpointSettings bounds = settings.get();
        long bytes = unwrittenBytes - replacedBytes + message.payload().length;
        boolean room = replaces || waiting.size() < bounds.maxQueueMessages();
        return unwrittenBytes == 0 || (room && bytes <= bounds.maxQueueBytes());
    }

    private boolean isAccepted(Outcome outcome) {
        if (outcome == Outcome.OVERFLOWED) {
            owner.overflowed();
        }
        return outcome == Outcome.ACCEPTED;
    }
}
