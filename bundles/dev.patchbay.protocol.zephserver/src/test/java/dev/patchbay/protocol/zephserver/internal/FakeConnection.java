package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what is sent, in order, how often it was only posted, and the first close. */
final class FakeConnection implements Connection {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String id = "zeph-" + COUNT.incrementAndGet();
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final AtomicInteger posted = new AtomicInteger();
    private volatile int closeCode;
    private volatile String closeReason = "";

    BlockingQueue<String> sent() {
        return sent;
    }

    int posted() {
        return posted.get();
    }

    /** 0 while it is open. */
    int closeCode() {
        return closeCode;
    }

    String closeReason() {
        return closeReason;
    }

    @Override
    public boolean send(Message message) {
        if (isOpen()) {
            sent.add(new String(message.payload(), StandardCharsets.UTF_8));
        }
        return isOpen();
    }

    @Override
    public boolean post(Message message) {
        posted.incrementAndGet();
        return send(message);
    }

    @Override
    public void close(int code, String reason) {
        if (isOpen()) {
            closeReason = reason;
            closeCode = code;
        }
    }

    @Override
    public boolean isOpen() {
        return closeCode == 0;
    }

    @Override
    public User user() {
        return User.ANONYMOUS;
    }

    @Override
    public void signIn(User somebody) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return new Handshake("/ws", "", Map.of(), null, "127.0.0.1:5000", "127.0.0.1:40000", false);
    }

    @Override
    public Instant openedAt() {
        return Instant.EPOCH;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }
}
