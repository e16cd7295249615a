package dev.patchbay.session.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.session.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A connection that has sent headers and is of no further use. */
final class FakeConnection implements Connection {

    private final Handshake handshake;
    private User user = User.ANONYMOUS;

    private FakeConnection(Handshake handshake) {
        this.handshake = handshake;
    }

    static FakeConnection plain() {
        return new FakeConnection(handshake(Map.of()));
    }

    static FakeConnection with(String header, String... values) {
        return new FakeConnection(handshake(Map.of(header, List.of(values))));
    }

    static Handshake handshake(Map<String, List<String>> headers) {
        return new Handshake("/ws", "", headers, null, "127.0.0.1:5000", "127.0.0.1:40000", false);
    }

    static Handshake authorization(String value) {
        return handshake(Map.of("authorization", List.of(value)));
    }

    static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String id() {
        return "ws-1";
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
    public User user() {
        return user;
    }

    @Override
    public void signIn(User who) {
        user = who;
    }

    @Override
    public boolean send(Message message) {
        return false;
    }

    @Override
    public boolean post(Message message) {
        return false;
    }

    @Override
    public void close(int code, String reason) {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }
}
