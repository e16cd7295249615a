package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.room.Rooms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of one connection, and the fakes behind it. In what it says and expects, {@code '} stands for
 * {@code "}; answers are compared as JSON, so spaces and the order of names do not matter.
 */
final class Peer {

    final FakeConnection connection = new FakeConnection(Map.of());
    final FakeDispatcher dispatcher = new FakeDispatcher();
    final FakeEvents events;
    final FakeSessions sessions = new FakeSessions();
    final FakeSchemas schemas = new FakeSchemas();
    final Workers workers = new Workers();
    private final RpcConnection receiver;
    private Limits limits = new Limits(1_024, 1_000, 0);
    private @Nullable Rooms rooms;
    private long nanoTime;

    Peer() {
        this(new FakeEvents());
    }

    Peer(FakeEvents events) {
        this(events, new FakeRooms(), new RoomForms());
    }

    /** A client that may have others beside it in the same rooms. */
    Peer(FakeEvents events, FakeRooms rooms, RoomForms forms) {
        this.events = events;
        this.rooms = rooms;
        OpenRpc openRpc = new OpenRpc(dispatcher, schemas, "Patchbay", "1.0.0");
        Services services =
                new Services(dispatcher, events, sessions, () -> this.rooms, forms, openRpc, workers, () -> nanoTime);
        this.receiver = new RpcConnection(connection, services, () -> limits);
    }

    void limit(int maxCalls, int maxBatch) {
        limits = new Limits(maxCalls, maxBatch, 0);
    }

    void limitRate(int maxCallsPerSecond) {
        limits = new Limits(1_024, 1_000, maxCallsPerSecond);
    }

    void millisecondsPass(long count) {
        nanoTime += count * 1_000_000;
    }

    /** From now on these are the node's rooms; null for none. */
    void use(@Nullable Rooms others) {
        rooms = others;
    }

    void say(String text) {
        sayExactly(text.replace('\'', '"'));
    }

    void sayExactly(String text) {
        receiver.onText(connection, text);
    }

    void sayBinary(byte[] payload) {
        receiver.onBinary(connection, payload);
    }

    void hangUp() {
        receiver.onClosed(connection, 1000, "");
    }

    /** The next message, as plain Java types. */
    @Nullable
    Object hear() {
        String text = connection.poll();
        assertNotNull("Expected a message, got none", text);
        return plain(text);
    }

    void hears(String expected) {
        assertEquals(plain(expected.replace('\'', '"')), hear());
    }

    void hearsNothing() {
        assertNull("Expected no message", connection.poll());
    }

    /** Says something and takes its answer, which must be all that comes. */
    @Nullable
    Object ask(String text) {
        say(text);
        Object answer = hear();
        hearsNothing();
        return answer;
    }

    void expect(String text, String answer) {
        assertEquals(plain(answer.replace('\'', '"')), ask(text));
    }

    /** Says something that must be answered with this error, and nothing else. */
    void expectError(String text, @Nullable Object id, int code) {
        assertError(id, code, ask(text));
    }

    static void assertError(@Nullable Object id, int code, @Nullable Object answer) {
        Map<?, ?> object = (Map<?, ?>) answer;
        assertEquals(List.of("jsonrpc", "id", "error"), List.copyOf(object.keySet()));
        assertEquals("2.0", object.get("jsonrpc"));
        assertEquals(id, object.get("id"));
        assertEquals(String.valueOf(object), (long) code, error(object).get("code"));
    }

    static Map<?, ?> error(@Nullable Object answer) {
        return (Map<?, ?>) ((Map<?, ?>) answer).get("error");
    }

    static String messageOf(@Nullable Object answer) {
        return (String) error(answer).get("message");
    }

    static Map<?, ?> resultOf(@Nullable Object answer) {
        return (Map<?, ?>) ((Map<?, ?>) answer).get("result");
    }

    static @Nullable Object plain(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            throw new AssertionError("Expected JSON, got " + text, e);
        }
    }
}
