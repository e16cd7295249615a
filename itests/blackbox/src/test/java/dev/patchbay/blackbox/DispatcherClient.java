package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A client of the dispatcher's protocol as the original Python one is: it knows the wire and nothing of Patchbay, and
 * breaks on every message that the original would break on. One thread.
 */
final class DispatcherClient implements AutoCloseable {

    private static final Set<String> KEYS = Set.of("namespace", "name", "id", "args");

    private final TextSocket socket;
    private final Deque<JsonObject> events = new ArrayDeque<>();
    private final Deque<JsonObject> calls = new ArrayDeque<>();
    private final Map<String, Deque<JsonObject>> answers = new HashMap<>();

    DispatcherClient(int port) {
        this(port, "/dispatcher/socket");
    }

    DispatcherClient(int port, String path) {
        this("127.0.0.1", port, path);
    }

    /** @param host as it stands in a URL */
    DispatcherClient(String host, int port, String path) {
        String address = "ws://" + host + ":" + port;
        socket = new TextSocket(URI.create(address + path), Map.of("Origin", address));
    }

    /** Logged in as a service, as programs of the same machine are. */
    static DispatcherClient service(int port, String name) throws Exception {
        DispatcherClient client = new DispatcherClient(port);
        assertEquals(
                "[]",
                client.result(client.ask("auth_service", "{\"name\": \"%s\"}".formatted(name)))
                        .toString());
        return client;
    }

    /** Logged in as a user. */
    static DispatcherClient user(int port, String username, String password) throws Exception {
        DispatcherClient client = new DispatcherClient(port);
        client.login(username, password);
        return client;
    }

    /** The triple of token, lifetime and user name. */
    JsonArray login(String username, String password) throws Exception {
        String args = "{\"username\": \"%s\", \"password\": \"%s\", \"check_password\": false, \"resource\": null}"
                .formatted(username, password);
        return result(ask("auth", args)).getAsJsonArray();
    }

    TextSocket socket() {
        return socket;
    }

    /** Sends an rpc message and gives its id. */
    String send(String name, String args) {
        String id = UUID.randomUUID().toString();
        send("rpc", name, id, args);
        return id;
    }

    void send(String namespace, String name, String id, String args) {
        String quoted = id == null ? "null" : '"' + id + '"';
        socket.send("{\"namespace\": \"%s\", \"name\": \"%s\", \"id\": %s, \"args\": %s}"
                .formatted(namespace, name, quoted, args));
    }

    /** Sends an rpc message and gives what comes with its id. */
    JsonObject ask(String name, String args) throws Exception {
        return answer(send(name, args));
    }

    String sendCall(String method, String args) {
        return send("call", "{\"method\": \"%s\", \"args\": %s}".formatted(method, args));
    }

    /** The result of a call; an error fails the test. */
    JsonElement call(String method, String args) throws Exception {
        return result(answer(sendCall(method, args)));
    }

    /** The error of a call; a result fails the test. */
    JsonObject refusal(String method, String args) throws Exception {
        return error(answer(sendCall(method, args)));
    }

    /** The next message with that id. */
    JsonObject answer(String id) throws Exception {
        Deque<JsonObject> early = answers.getOrDefault(id, new ArrayDeque<>());
        if (!early.isEmpty()) {
            return early.remove();
        }
        while (true) {
            JsonObject message = next();
            if (isAnswer(message) && Objects.equals(id, idOf(message))) {
                return message;
            }
            keep(message);
        }
    }

    private static boolean isAnswer(JsonObject message) {
        return !isEvent(message) && !isCall(message);
    }

    private static boolean isEvent(JsonObject message) {
        return message.get("namespace").getAsString().equals("events");
    }

    private static boolean isCall(JsonObject message) {
        return message.get("name").getAsString().equals("call");
    }

    private static String idOf(JsonObject message) {
        JsonElement id = message.get("id");
        return id.isJsonNull() ? null : id.getAsString();
    }

    /** For whoever asks for it later. */
    private void keep(JsonObject message) {
        if (isEvent(message)) {
            events.add(message);
        } else if (isCall(message)) {
            calls.add(message);
        } else {
            answers.computeIfAbsent(idOf(message), first -> new ArrayDeque<>()).add(message);
        }
    }

    JsonElement result(JsonObject message) {
        assertEquals(message.toString(), "response", message.get("name").getAsString());
        return message.get("args");
    }

    JsonObject error(JsonObject message) {
        assertEquals(message.toString(), "error", message.get("name").getAsString());
        JsonObject error = message.getAsJsonObject("args");
        assertTrue("the original needs both: " + error, error.keySet().containsAll(Set.of("code", "message")));
        return error;
    }

    void expectError(JsonObject message, int code, String text) {
        JsonObject error = error(message);
        assertEquals(text, error.get("message").getAsString());
        assertEquals(code, error.get("code").getAsInt());
    }

    /** The next call that comes to this client as a service. */
    JsonObject nextCall() throws Exception {
        JsonObject message = calls.isEmpty() ? next() : calls.remove();
        while (!isCall(message)) {
            keep(message);
            message = next();
        }
        return message;
    }

    DispatcherClient hearing(String... masks) throws Exception {
        send("events", "subscribe", null, "[\"" + String.join("\", \"", masks) + "\"]");
        call("management.ping", "[]");
        return this;
    }

    void publish(String name, String args) {
        send("events", "event", null, "{\"name\": \"%s\", \"args\": %s}".formatted(name, args));
    }

    /** The next event: name and args. */
    JsonObject event() throws Exception {
        JsonObject message = events.isEmpty() ? next() : events.remove();
        while (!isEvent(message)) {
            keep(message);
            message = next();
        }
        JsonObject event = message.getAsJsonObject("args");
        if (message.get("name").getAsString().equals("event")) {
            assertNotEquals(
                    "an event without a name stops the original",
                    "",
                    event.get("name").getAsString());
        }
        return event;
    }

    /** The args of the next event of that name which fits; others are skipped. */
    JsonObject event(String name, Predicate<JsonObject> wanted) throws Exception {
        JsonObject event;
        do {
            event = event();
        } while (!name.equals(event.get("name").getAsString()) || !wanted.test(event.getAsJsonObject("args")));
        return event.getAsJsonObject("args");
    }

    JsonObject event(String name) throws Exception {
        return event(name, args -> true);
    }

    /** No event has come, and none does before the answer to a call. */
    void expectNothingHeard() throws Exception {
        call("management.ping", "[]");
        assertEquals("[]", events.toString());
    }

    /** Nothing has come with that id, and nothing does before the answer to a call. */
    void expectNoAnswer(String id) throws Exception {
        call("management.ping", "[]");
        assertEquals("[]", answers.getOrDefault(id, new ArrayDeque<>()).toString());
    }

    private JsonObject next() throws Exception {
        JsonObject message = socket.next();
        assertEquals(message.toString(), KEYS, message.keySet());
        return message;
    }

    static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    @Override
    public void close() {
        socket.close();
    }
}
