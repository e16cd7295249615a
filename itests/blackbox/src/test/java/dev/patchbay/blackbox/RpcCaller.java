package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A caller at {@code /rpc} who keeps what comes unasked while he waits for an answer. One thread. */
final class RpcCaller implements AutoCloseable {

    private final TextSocket socket;
    private final Deque<JsonObject> unasked = new ArrayDeque<>();
    private int lastId;

    RpcCaller(NodeProcess node) {
        this(node, Map.of());
    }

    /** @param headers of the upgrade request */
    RpcCaller(NodeProcess node, Map<String, String> headers) {
        socket = new TextSocket(node.rpc(), headers);
    }

    /** As the node's administrator. */
    static RpcCaller administrator(NodeProcess node) throws Exception {
        RpcCaller caller = new RpcCaller(node);
        caller.signIn(node.adminToken());
        return caller;
    }

    RpcCaller signIn(String token) throws Exception {
        call("session.login", "{\"token\": \"%s\"}".formatted(token));
        return this;
    }

    /** The result; a failure fails the test. */
    JsonElement call(String method, String params) throws Exception {
        JsonObject answer = answer(method, params);
        assertFalse(method + ": " + answer, answer.has("error"));
        return answer.get("result");
    }

    /** The whole answer, failure or not. */
    JsonObject answer(String method, String params) throws Exception {
        int id = ++lastId;
        socket.send("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params));
        JsonObject message = socket.next();
        while (!message.has("id")) {
            unasked.add(message);
            message = socket.next();
        }
        assertEquals(id, message.get("id").getAsInt());
        return message;
    }

    /** Publishes an event through the task {@code noise.Publish}. */
    void publish(String name, String properties) throws Exception {
        call(
                "task.run",
                "{\"name\": \"noise.Publish\", \"data\": {\"name\": \"%s\", \"properties\": %s}}"
                        .formatted(name, properties));
    }

    /** Nothing has come unasked, and nothing does before the answer to a call. */
    void expectNothingHeard() throws Exception {
        call("session.whoami", "{}");
        assertEquals(List.of(), List.copyOf(unasked));
    }

    RpcCaller hearing(String masks) throws Exception {
        call("event.subscribe", "{\"masks\": " + masks + "}");
        return this;
    }

    /** What comes next unasked. */
    JsonObject next() throws Exception {
        return unasked.isEmpty() ? socket.next() : unasked.remove();
    }

    /** The next event must be this one. */
    void expectEvent(String name, String properties) throws Exception {
        JsonObject event = next().getAsJsonObject("params");
        assertEquals(name, event.get("name").getAsString());
        assertEquals(JsonParser.parseString(properties), event.get("data"));
    }

    /** The next thing said in a room; notices of comings and goings are skipped. */
    JsonObject said() throws Exception {
        return nextOfKind("said", notice -> true);
    }

    /** Waits until exactly these are in a room, each {@code user@node}. */
    void awaitPresent(String room, String... people) throws Exception {
        Set<String> expected = Set.of(people);
        nextOfKind(
                "present",
                notice -> room.equals(notice.get("room").getAsString())
                        && expected.equals(people(notice.getAsJsonArray("present"))));
    }

    private JsonObject nextOfKind(String kind, Predicate<JsonObject> wanted) throws Exception {
        JsonObject notice;
        do {
            notice = next().getAsJsonObject("params");
        } while (!kind.equals(notice.get("kind").getAsString()) || !wanted.test(notice));
        return notice;
    }

    /** Those of a list of who is present, each {@code user@node}. */
    static Set<String> people(JsonArray present) {
        Set<String> people = new TreeSet<>();
        for (JsonElement each : present) {
            JsonObject one = each.getAsJsonObject();
            people.add(one.get("username").getAsString() + "@" + one.get("node").getAsString());
        }
        return people;
    }

    @Override
    public void close() {
        socket.close();
    }
}
