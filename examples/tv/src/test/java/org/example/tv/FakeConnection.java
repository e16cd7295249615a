package org.example.tv;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is sent. */
final class FakeConnection implements Connection {

    final List<Message> sent = new ArrayList<>();
    final List<Integer> closed = new ArrayList<>();

    @Override
    public String id() {
        return "wc-1";
    }

    @Override
    public Handshake handshake() {
        throw new UnsupportedOperationException();
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
    public boolean send(Message message) {
        return sent.add(message);
    }

    @Override
    public boolean post(Message message) {
        return send(message);
    }

    @Override
    public void close(int code, String reason) {
        closed.add(code);
    }

    @Override
    public boolean isOpen() {
        return closed.isEmpty();
    }

    @Override
    public long pendingBytes() {
        return 0;
    }
}
