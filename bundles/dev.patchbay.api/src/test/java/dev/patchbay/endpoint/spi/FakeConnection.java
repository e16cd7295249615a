package dev.patchbay.endpoint.spi;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps how it was closed first; with a receiver it tells that of its end at once, on the thread that closes it. */
final class FakeConnection implements Connection {

    private final String id;
    private final AtomicInteger closeCode = new AtomicInteger();
    private volatile MessageReceiver receiver = (connection, text) -> {};

    FakeConnection(String id) {
        this.id = id;
    }

    /** From now on its end is told to this. */
    void tell(MessageReceiver told) {
        receiver = told;
    }

    /** 0 while it is open. */
    int closeCode() {
        return closeCode.get();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean send(Message message) {
        return isOpen();
    }

    @Override
    public boolean post(Message message) {
        return isOpen();
    }

    @Override
    public void close(int code, String reason) {
        if (closeCode.compareAndSet(0, code)) {
            receiver.onClosed(this, code, reason);
        }
    }

    @Override
    public boolean isOpen() {
        return closeCode.get() == 0;
    }

    @Override
    public Handshake handshake() {
        return new Handshake("/it", "", Map.of(), null, "127.0.0.1:5000", "127.0.0.1:40000", false);
    }

    @Override
    public Instant openedAt() {
        return Instant.EPOCH;
    }

    @Override
    public User user() {
        return User.ANONYMOUS;
    }

    @Override
    public void signIn(User user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public String toString() {
        return id;
    }
}
