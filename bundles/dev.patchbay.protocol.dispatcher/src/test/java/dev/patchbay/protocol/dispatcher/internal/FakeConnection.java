package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what is sent, in order, and the first close code. */
final class FakeConnection implements Connection {

    private static final long PATIENCE_IN_SEC = 10;

    private final BlockingQueue<Message> sent = new LinkedBlockingQueue<>();
    private final String id;
    private final Handshake handshake;
    private volatile User user = User.ANONYMOUS;
    private volatile int closeCode;

    FakeConnection(String id, String remoteAddress, Map<String, List<String>> headers) {
        this.id = id;
        this.handshake = new Handshake("/socket", "", headers, null, "127.0.0.1:5000", remoteAddress, false);
    }

    /** The oldest message nobody has asked for yet; null when none comes for long. */
    @Nullable
    Message poll() throws InterruptedException {
        return sent.poll(PATIENCE_IN_SEC, TimeUnit.SECONDS);
    }

    static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** 0 while it is open. */
    int closeCode() {
        return closeCode;
    }

    @Override
    public boolean send(Message message) {
        return post(message);
    }

    @Override
    public boolean post(Message message) {
        return isOpen() && sent.add(message);
    }

    @Override
    public void close(int code, String reason) {
        if (isOpen()) {
            closeCode = code;
        }
    }

    @Override
    public boolean isOpen() {
        return closeCode == 0;
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public void signIn(User somebody) {
        user = somebody;
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
        return Instant.EPOCH;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }
}
