package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A client of zephserver's protocol that knows its wire and nothing of Patchbay. */
final class ZephClient implements AutoCloseable {

    private final TextSocket socket;

    ZephClient(int port) {
        this(port, "http://somewhere.else.example");
    }

    ZephClient(int port, String origin) {
        this(port, Map.of("Origin", origin));
    }

    /** @param headers of the upgrade request */
    ZephClient(int port, Map<String, String> headers) {
        socket = new TextSocket(URI.create("ws://127.0.0.1:" + port + "/ws"), headers);
    }

    /** In a room, with the notices of its own coming read. */
    static ZephClient in(int port, String room, String sessionId) throws Exception {
        ZephClient client = new ZephClient(port);
        client.hello(room, sessionId);
        client.silence();
        return client;
    }

    WebSocket raw() {
        return socket.raw();
    }

    void send(String text) {
        socket.send(text);
    }

    /** A hello as zephclient.js sends it. */
    void hello(String room, String sessionId) {
        JsonObject hello = new JsonObject();
        if (sessionId != null) {
            hello.addProperty("session_id", sessionId);
        }
        hello.addProperty("room", room);
        send(hello.toString());
    }

    /** A task as zephclient.js sends it. */
    void task(String name, String data) {
        task(name, data, null);
    }

    void task(String name, String data, String sessionId) {
        JsonObject task = new JsonObject();
        task.addProperty("task", name);
        task.add("data", data == null ? JsonNull.INSTANCE : JsonParser.parseString(data));
        task.addProperty("room", "as the page says");
        task.addProperty("date", 1_700_000_000_000L);
        if (sessionId != null) {
            task.addProperty("session_id", sessionId);
        }
        send(task.toString());
    }

    JsonObject next() throws Exception {
        return socket.next();
    }

    /** Whether so many messages come, each within that time of the one before. */
    boolean countWithin(Duration time, int messages) throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            if (!socket.comes(time)) {
                return false;
            }
        }
        return true;
    }

    /** The next message must be this one, keys and values. */
    void expect(String json) throws Exception {
        assertEquals(JsonParser.parseString(json), next());
    }

    /** The next message must be this answer. */
    void expectAnswer(String task, JsonElement data) throws Exception {
        JsonObject answer = new JsonObject();
        answer.add("data", data);
        answer.addProperty("task", task);
        assertEquals(answer, next());
    }

    void expectAnswer(String task, String text) throws Exception {
        expectAnswer(task, new JsonPrimitive(text));
    }

    void expectJoin(String username) throws Exception {
        expect("{\"msgtype\": \"join\", \"username\": \"%s\", \"data\": \" joined the chat room.\"}"
                .formatted(username));
    }

    void expectLeave(String username) throws Exception {
        expect("{\"msgtype\": \"leave\", \"username\": \"%s\", \"data\": \" left the chat room.\"}"
                .formatted(username));
    }

    void expectUserList(String... usernames) throws Exception {
        JsonElement names =
                JsonParser.parseString(usernames.length == 0 ? "[]" : "[\"" + String.join("\",\"", usernames) + "\"]");
        JsonObject list = new JsonObject();
        list.addProperty("msgtype", "user_list");
        list.add("data", names);
        assertEquals(list, next());
    }

    /** Asks for an echo and reads up to it. */
    void silence() throws Exception {
        String mark = UUID.randomUUID().toString();
        task("TaskEcho", "\"" + mark + "\"");
        JsonObject message = next();
        while (!mark.equals(text(message.get("data")))) {
            message = next();
        }
    }

    /** Nothing has come and nothing does before the answer to an echo. */
    void expectSilence() throws Exception {
        String mark = UUID.randomUUID().toString();
        task("TaskEcho", "\"" + mark + "\"");
        expectAnswer("TaskEcho", mark);
    }

    private static String text(JsonElement data) {
        return data.isJsonPrimitive() ? data.getAsString() : "";
    }

    int closeCode() throws Exception {
        return socket.closeCode();
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }
}
