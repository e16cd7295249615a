package dev.patchbay.protocol.dispatcher.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;

import dev.patchbay.endpoint.Message;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client of one connection. Keeps events and answers apart, since nothing is said about their order. */
final class Peer {

    final FakeConnection connection;
    private final ClientReceiver receiver;
    private final Map<String, Queue<Map<String, @Nullable Object>>> heard = new HashMap<>();
    private int calls;

    Peer(FakeConnection connection, ClientReceiver receiver) {
        this.connection = connection;
        this.receiver = receiver;
    }

    /** In what it says {@code '} stands for {@code "}. */
    void say(String text) {
        sayExactly(text.replace('\'', '"'));
    }

    void sayExactly(String text) {
        receiver.onText(connection, text);
    }

    void sayBinary(byte[] payload) {
        receiver.onBinary(connection, payload);
    }

    void say(String namespace, String name, @Nullable Object id, @Nullable Object args) {
        sayExactly(FakeConnection.text(new Envelope(namespace, name, id, args).message()));
    }

    void rpc(String name, @Nullable Object id, @Nullable Object args) {
        say("rpc", name, id, args);
    }

    void publish(String name, Map<String, ?> args) {
        say("events", "event", null, Map.of("name", name, "args", args));
    }

    /** It holds when this returns. */
    void subscribe(String... masks) {
        say("events", "subscribe", null, List.of(masks));
        call("management.get_sender_address");
    }

    void hangUp() {
        receiver.onClosed(connection, 1000, "");
    }

    Map<String, @Nullable Object> hearRpc() {
        return hear("rpc");
    }

    /** The next answer, which must be this message. */
    @Nullable
    Object hearRpc(String name, @Nullable Object id) {
        Map<String, @Nullable Object> message = hearRpc();
        assertEquals(message.toString(), name, message.get("name"));
        assertEquals(message.toString(), id, message.get("id"));
        return message.get("args");
    }

    /** The arguments of the next event, which must have this name. */
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> hearEvent(String name) {
        Map<String, @Nullable Object> message = hear("events");
        assertEquals("event", message.get("name"));
        Map<?, ?> event = (Map<?, ?>) message.get("args");
        assertEquals(event.toString(), name, event.get("name"));
        return (Map<String, @Nullable Object>) event.get("args");
    }

    /** The next message of a namespace. */
    Map<String, @Nullable Object> hear(String namespace) {
        Queue<Map<String, @Nullable Object>> queue = queue(namespace);
        while (queue.isEmpty()) {
            Map<String, @Nullable Object> message = next();
            queue(String.valueOf(message.get("namespace"))).add(message);
        }
        return queue.remove();
    }

    private Queue<Map<String, @Nullable Object>> queue(String namespace) {
        return heard.computeIfAbsent(namespace, any -> new ArrayDeque<>());
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> next() {
        try {
            Message message = connection.poll();
            assertNotNull("Expected a message, got none", message);
            assertFalse("Expected text", message.isBinary());
            Map<String, @Nullable Object> plain =
                    (Map<String, @Nullable Object>) Json.parse(FakeConnection.text(message));
            assertEquals(Set.of("namespace", "name", "id", "args"), plain.keySet());
            return plain;
        } catch (InterruptedException | JsonException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a message and takes its answer. */
    @Nullable
    Object ask(String name, @Nullable Object args) {
        String id = "ask-" + ++calls;
        rpc(name, id, args);
        return hearRpc("response", id);
    }

    /** Sends a message that must be refused. @return code and message */
    List<@Nullable Object> refused(String name, @Nullable Object args) {
        String id = "ask-" + ++calls;
        rpc(name, id, args);
        return error(id);
    }

    private List<@Nullable Object> error(String id) {
        Map<?, ?> error = (Map<?, ?>) hearRpc("error", id);
        return Arrays.asList(error.get("code"), error.get("message"));
    }

    @Nullable
    Object call(String method, @Nullable Object... args) {
        return hearRpc("response", start(method, args));
    }

    /** Calls what must be refused. @return code and message */
    List<@Nullable Object> callRefused(String method, @Nullable Object... args) {
        return error(start(method, args));
    }

    /** Calls without waiting. @return the call's id */
    String start(String method, @Nullable Object... args) {
        String id = "call-" + ++calls;
        startAs(id, method, args);
        return id;
    }

    void startAs(String id, String method, @Nullable Object... args) {
        Map<String, @Nullable Object> call = new HashMap<>();
        call.put("method", method);
        call.put("args", Arrays.asList(args));
        rpc("call", id, call);
    }

    List<?> logIn() {
        return (List<?>) ask("auth", Map.of("username", "root", "password", "secret"));
    }

    /** Nothing has come that nobody asked for. */
    void hasHeardNothing() {
        assertEquals("pong", call("management.ping"));
        assertEquals(Map.of(), nonEmpty());
    }

    private Map<String, Queue<Map<String, @Nullable Object>>> nonEmpty() {
        Map<String, Queue<Map<String, @Nullable Object>>> rest = new HashMap<>(heard);
        rest.values().removeIf(Queue::isEmpty);
        return rest;
    }
}
