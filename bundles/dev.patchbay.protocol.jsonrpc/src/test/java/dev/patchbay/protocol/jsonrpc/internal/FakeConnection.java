package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keeps what is sent, in order, and the first close code. */
final class FakeConnection implements Connection {

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Handshake handshake;
    private volatile User user = User.ANONYMOUS;
    private volatile int closeCode;

    FakeConnection(Map<String, List<String>> headers) {
        this.handshake = new Handshake("/rpc", "", headers, null, "127.0.0.1:5000", "127.0.0.1:40000", false);
    }

    /** The oldest message nobody has asked for yet; null when there is none. */
    @Nullable
    String poll() {
        return sent.poll();
    }

    /** How many messages nobody has asked for yet. */
    int waiting() {
        return sent.size();
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
        sent.add(new String(message.payload(), StandardCharsets.UTF_8));
        return isOpen();
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
        return "rpc-1";
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
