package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, from the 101 answer to the end of its socket.
 *
 * <ol>
 *   <li>{@link #onOpen}: it gets its number, enters the table, and the endpoint gives it a receiver;
 *   <li>frames arrive, one at a time, on the selector's thread; the receiver gets whole messages, there or, when it may
 *       block, on a worker;
 *   <li>the first who closes it, here or there, makes it <em>leave</em>: its slot is free, it takes no messages, and
 *       what was queued is still written;
 *   <li>{@link #onClosed}: the closing handshake is done or the socket is lost; the receiver is told;
 *   <li>{@link #socketClosed}: it is forgotten.
 * </ol>
 */
final class WebSocket implements Connection, FrameHandler, OutboundQueue.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);

    /** How long a client may take to answer the close frame, or to close its side of the socket. */
    private static final long CLOSE_IN_NS = 2_000_000_000L;

    private final Mount mount;
    private final Handshake handshake;
    private final int ownPort;
    private final ConnectionTable table;
    private final EndPoint endPoint;
    private final OutboundQueue queue;
    private final Turns turns;
    private final Recipient recipient;
    private final Inbound inbound = new Inbound();
    private final Instant openedAt = Instant.now();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    private volatile User user = User.ANONYMOUS;
    private volatile @Nullable CoreSession session;
    private volatile long number;
    private volatile String id = "";
    private volatile long receivedAtInNs = System.nanoTime();
    private volatile long pingedAtInNs = receivedAtInNs;

    /** When the socket is closed whatever the client does, in {@link System#nanoTime}; 0 for not yet known. */
    private volatile long closeByInNs;

    /**
     * @param ownPort by which it came, as {@link PortConnector} has it
     * @param compressor null when it is not compressed
     */
    WebSocket(
            Mount mount,
            Handshake handshake,
            int ownPort,
            Shared shared,
            EndPoint endPoint,
            @Nullable Compressor compressor) {
        this.mount = mount;
        this.handshake = handshake;
        this.ownPort = ownPort;
        this.table = shared.table();
        this.endPoint = endPoint;
        this.queue = new OutboundQueue(endPoint, mount::settings, shared.writing(), compressor, this);
        this.turns = mount.settings().mayBlock() ? new Lane(shared.workers(), this::readOn) : Turns.AT_ONCE;
        this.recipient = new Recipient(this, turns);
    }

    Mount mount() {
        return mount;
    }

    long number() {
        return number;
    }

    OutboundQueue queue() {
        return queue;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public void signIn(User newUser) {
        user = newUser;
    }

    @Override
    public boolean send(Message message) {
        return isOpen() && queue.send(message);
    }

    @Override
    public boolean post(Message message) {
        return isOpen() && queue.post(message);
    }

    @Override
    public boolean isOpen() {
        return session != null && ending.get() == null;
    }

    @Override
    public long pendingBytes() {
        return queue.unwrittenBytes();
    }

    @Override
    public void close(int code, String reason) {
        CoreSession open = session;
        if (open != null && leave(new Ending(code, reason, true))) {
            turns.stopHolding(); // or the client's answer would not be read
            int sendable = CloseStatus.isTransmittableStatusCode(code) ? code : CloseStatus.NO_CODE;
            open.close(new CloseStatus(sendable, reason), Callback.NOOP);
        }
    }

    @Override
    public String toString() {
        return id() + " from " + handshake.remoteAddress();
    }

    // ---- Jetty's side; one call at a time, except for onClosed

    @Override
    public void onOpen(CoreSession coreSession, Callback callback) {
        number = ConnectionTable.nextNumber();
        id = mount.settings().name() + "-" + number;
        session = coreSession;
        table.enter(this);
        callback.succeeded();
        if (isServed()) {
            recipient.open();
        } else {
            close(CloseCode.GOING_AWAY, "");
        }
        coreSession.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        receivedAtInNs = System.nanoTime();
        take(frame);
        callback.succeeded();
        CoreSession open = session;
        if (open != null && frame.getOpCode() != OpCode.CLOSE && turns.wantsMore()) {
            open.demand();
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("{} failed", this, cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        leave(new Ending(status.getCode(), status.getCode() == CloseCode.ABNORMAL ? "" : reason(status), false));
        queue.abandon();
        recipient.end();
        endSoon();
        callback.succeeded();
    }

    /** The socket is closed on both sides. */
    void socketClosed() {
        table.remove(this);
    }

    /** Whether reading waits for the receiver. */
    boolean isHeld() {
        return turns.isHeld();
    }

    /** How it ended; without a close frame as long as it has not. */
    Ending ending() {
        Ending end = ending.get();
        return end == null ? new Ending(CloseCode.ABNORMAL, "", false) : end;
    }

    boolean isClosedHere() {
        return ending().isHere();
    }

    /** Closes it with 1001 when its endpoint does not serve it any more. */
    void closeUnlessServed() {
        if (!isServed()) {
            close(CloseCode.GOING_AWAY, "");
        }
    }

    /** From now on the client's time to close its side runs. */
    void endSoon() {
        if (closeByInNs == 0) {
            closeByInNs = (System.nanoTime() + CLOSE_IN_NS) | 1;
        }
    }

    // ---- the queue's side

    @Override
    public void overflowed() {
        table.countSlow();
        LOG.warn(
                "{} reads too slowly: its queue of {} bytes and {} messages is full, it is closed",
                this,
                mount.settings().maxQueueBytes(),
                mount.settings().maxQueueMessages());
        endSoon();
        close(CloseCode.TRY_AGAIN_LATER, "reads too slowly");
    }

    @Override
    public void failed(Throwable cause) {
        LOG.debug("Writing to {} failed", this, cause);
        endPoint.close();
    }

    // ---- the patrol's side

    /** Does what time asks for: closes what is silent, stuck or overdue, and pings. */
    void patrol(long nowInNs, long writeTimeoutInNs) {
        long blockedSince = queue.blockedSinceInNs();
        if (closeByInNs != 0 && nowInNs - closeByInNs > 0) {
            endPoint.close();
        } else if (blockedSince != 0 && nowInNs - blockedSince > writeTimeoutInNs) {
            LOG.debug("{} took nothing for {} ms, it is cut off", this, writeTimeoutInNs / 1_000_000);
            endPoint.close();
        } else if (isOpen()) {
            keepAlive(nowInNs);
        }
    }

    private void keepAlive(long nowInNs) {
        if (isHeld()) {
            receivedAtInNs = nowInNs; // it is not silent, nobody listens
        }
        EndpointSettings settings = mount.settings();
        long idleInMs = settings.idleTimeoutInMs();
        if (idleInMs > 0 && nowInNs - receivedAtInNs >= idleInMs * 1_000_000) {
            close(CloseCode.GOING_AWAY, "nothing received for " + idleInMs + " ms");
        } else if (settings.pingIntervalInMs() > 0
                && nowInNs - pingedAtInNs >= settings.pingIntervalInMs() * 1_000_000) {
            pingedAtInNs = nowInNs;
            queue.ping();
        }
    }

    private boolean isServed() {
        return mount.servesOn(ownPort);
    }

    /** Must not throw: the lane's thread that calls this has the receiver's other calls to make. */
    private void readOn() {
        CoreSession open = session;
        if (open == null) {
            return;
        }
        try {
            open.demand();
        } catch (RuntimeException e) { // when the node stops, the threads that read end before those of the receivers
            LOG.debug("Nothing more can be read from {}, it is cut off", this, e);
            endPoint.close();
        }
    }

    private void take(Frame frame) {
        switch (frame.getOpCode()) {
            case OpCode.PING -> queue.pong(bytes(frame));
            case OpCode.PONG -> {}
            case OpCode.CLOSE -> {
                CloseStatus status = CloseStatus.getCloseStatus(frame);
                leave(new Ending(status.getCode(), reason(status), false));
            }
            default -> takeData(frame);
        }
    }

    /** What arrives after this side has closed is dropped: the receiver thinks it is over. */
    private void takeData(Frame frame) {
        if (!isOpen()) {
            return;
        }
        int limit = mount.settings().maxMessageBytes();
        if (inbound.sizeWith(frame) > limit) {
            close(CloseCode.TOO_LARGE, "expected a message of at most " + limit + " bytes");
        } else if (!frame.isFin()) {
            inbound.gather(frame);
        } else {
            deliver(frame);
        }
    }

    private void deliver(Frame last) {
        try {
            if (inbound.isText(last)) {
                int bytes = (int) inbound.sizeWith(last);
                recipient.text(inbound.text(last), bytes);
            } else {
                recipient.binary(inbound.binary(last));
            }
        } catch (CharacterCodingException e) {
            close(CloseCode.BAD_PAYLOAD, "expected text in UTF-8");
        }
    }

    /** Whether this call was the one that made it leave. */
    private boolean leave(Ending end) {
        boolean first = ending.compareAndSet(null, end);
        if (first && number != 0) {
            table.left();
            mount.release();
        }
        return first;
    }

    private static String reason(CloseStatus status) {
        String reason = status.getReason();
        return reason == null ? "" : reason;
    }

    private static byte[] bytes(Frame frame) {
        ByteBuffer payload = frame.getPayload().slice();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }
}
