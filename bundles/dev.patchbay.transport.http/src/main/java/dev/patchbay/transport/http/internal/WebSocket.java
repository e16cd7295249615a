package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.MessageReceiver;
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
 *   <li>frames arrive, one at a time, on the selector's thread; the receiver gets whole messages;
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

    /** Stands in for the receiver once that has been told of the end. */
    private static final MessageReceiver NOBODY = (connection, text) -> {};

    private final Mount mount;
    private final Handshake handshake;
    private final ConnectionTable table;
    private final EndPoint endPoint;
    private final OutboundQueue queue;
    private final Inbound inbound = new Inbound();
    private final Instant openedAt = Instant.now();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    /** Null until the endpoint has given one. */
    private final AtomicReference<@Nullable MessageReceiver> receiver = new AtomicReference<>();

    private volatile User user = User.ANONYMOUS;
    private volatile @Nullable CoreSession session;
    private volatile long number;
    private volatile String id = "";
    private volatile long receivedAtInNs = System.nanoTime();
    private volatile long pingedAtInNs = receivedAtInNs;

    /** When the socket is closed whatever the client does, in {@link System#nanoTime}; 0 for not yet known. */
    private volatile long closeByInNs;

    WebSocket(
            Mount mount,
            Handshake handshake,
            ConnectionTable table,
            EndPoint endPoint,
            OutboundQueue.Writing writing,
            @Nullable Compressor compressor) {
        this.mount = mount;
        this.handshake = handshake;
        this.table = table;
        this.endPoint = endPoint;
        this.queue = new OutboundQueue(endPoint, mount::settings, writing, compressor, this);
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
        if (open != null && leave(code, reason)) {
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
        if (mount.isServing()) {
            welcome();
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
        if (open != null && frame.getOpCode() != OpCode.CLOSE) {
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
        leave(status.getCode(), status.getCode() == CloseCode.ABNORMAL ? "" : reason(status));
        queue.abandon();
        farewell();
        endSoon();
        callback.succeeded();
    }

    /** The socket is closed on both sides. */
    void socketClosed() {
        table.remove(this);
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

    private void welcome() {
        try {
            MessageReceiver opened = mount.endpoint().open(this);
            if (!receiver.compareAndSet(null, opened)) {
                tellEnd(opened);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "{} is closed because its endpoint {} failed to open it",
                    this,
                    mount.settings().path(),
                    e);
            close(CloseCode.SERVER_ERROR, "");
        }
    }

    /** An endpoint that closes the connection while it opens it has given no receiver yet; that is told later. */
    private void farewell() {
        MessageReceiver last = receiver.getAndSet(NOBODY);
        if (last != null) {
            tellEnd(last);
        }
    }

    private void tellEnd(MessageReceiver last) {
        Ending end = ending.get();
        try {
            last.onClosed(this, end == null ? CloseCode.ABNORMAL : end.code(), end == null ? "" : end.reason());
        } catch (RuntimeException e) {
            LOG.error("The receiver of {} failed to take its end", this, e);
        }
    }

    private void take(Frame frame) {
        switch (frame.getOpCode()) {
            case OpCode.PING -> queue.pong(bytes(frame));
            case OpCode.PONG -> {}
            case OpCode.CLOSE -> {
                CloseStatus status = CloseStatus.getCloseStatus(frame);
                leave(status.getCode(), reason(status));
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
        MessageReceiver taker = receiver.get();
        if (taker == null) {
            return;
        }
        try {
            if (inbound.isText(last)) {
                taker.onText(this, inbound.text(last));
            } else {
                taker.onBinary(this, inbound.binary(last));
            }
        } catch (CharacterCodingException e) {
            close(CloseCode.BAD_PAYLOAD, "expected text in UTF-8");
        } catch (RuntimeException e) {
            LOG.error("{} is closed because its receiver failed", this, e);
            close(CloseCode.SERVER_ERROR, "");
        }
    }

    /** Whether this call was the one that made it leave. */
    private boolean leave(int code, String reason) {
        boolean first = ending.compareAndSet(null, new Ending(code, reason));
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
