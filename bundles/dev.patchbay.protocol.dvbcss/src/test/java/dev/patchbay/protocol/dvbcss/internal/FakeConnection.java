package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.session.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what is sent, in order, and the first close; its end it tells at once, on the thread that closes it. */
class FakeConnection implements Connection {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String id = "fake-" + COUNT.incrementAndGet();
    private final String localAddress;
    private final BlockingQueue<Message> sent = new LinkedBlockingQueue<>();
    private final AtomicInteger closeCode = new AtomicInteger();
    private volatile MessageReceiver receiver = (connection, text) -> {};

    FakeConnection() {
        this("127.0.0.1:5000");
    }

    FakeConnection(String localAddress) {
        this.localAddress = localAddress;
    }

    static FakeConnection to(Endpoint endpoint) {
        return new FakeConnection().open(endpoint);
    }

    FakeConnection open(Endpoint endpoint) {
        receiver = endpoint.open(this);
        return this;
    }

    /** The client says something. */
    void say(String text) {
        receiver.onText(this, text);
    }

    void say(byte[] payload) {
        receiver.onBinary(this, payload);
    }

    /** The socket is lost. */
    void lose() {
        close(1006, "");
    }

    /** The next message, for which it waits. */
    String next() throws InterruptedException {
        return text(nextMessage());
    }

    Message nextMessage() throws InterruptedException {
        Message next = sent.poll(10, TimeUnit.SECONDS);
        assertNotNull("Expected a message to " + id + ", got none", next);
        return next;
    }

    /** What has been sent by now and not been taken. */
    List<String> drain() {
        List<Message> messages = new ArrayList<>();
        sent.drainTo(messages);
        return messages.stream().map(FakeConnection::text).toList();
    }

    void assertSilent() {
        assertEquals(List.of(), drain());
    }

    static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** 0 while it is open. */
    int closeCode() {
        return closeCode.get();
    }

    @Override
    public boolean send(Message message) {
        if (isOpen()) {
            sent.add(message);
        }
        return isOpen();
    }

    @Override
    public boolean post(Message message) {
        return send(message);
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
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return new Handshake("/", "", Map.of(), null, localAddress, "127.0.0.1:40000", false);
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
    public Instant openedAt() {
        return Instant.EPOCH;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }
}
