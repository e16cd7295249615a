package dev.patchbay.cli;

import dev.patchbay.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A node's queue or pool: answers each method as the test says, and remembers what was changed. */
final class FakeModules implements AutoCloseable {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final FakeRpc rpc = new FakeRpc((request, client) -> client.answer(request, answer(request)));

    FakeModules() throws IOException {
        set("queue.queue", "[{\"uid\":\"3f-a\",\"type\":\"text\"},{\"uid\":\"3c-b\",\"type\":\"video\"}]");
        set("queue.bg", "{\"uid\":\"9-bg\",\"type\":\"image\"}");
        set("pool.pool", "[{\"uid\":\"3f-a\",\"type\":\"lamp\"}]");
    }

    /** @param result as JSON */
    void set(String method, String result) {
        answers.put(method, "\"result\":" + result);
    }

    void fail(String method, String message) {
        answers.put(method, "\"error\":{\"code\":1,\"message\":" + Json.write(message) + "}");
    }

    private String answer(Map<?, ?> request) {
        String method = String.valueOf(request.get("method"));
        return answers.getOrDefault(method, "\"error\":{\"code\":-32601,\"message\":\"There is no " + method + "\"}");
    }

    CliRun run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(0, List.of("--url", rpc.url().toString()));
        return CliRun.of(all.toArray(String[]::new));
    }

    /** What was called, in order. */
    List<String> called() {
        return rpc.requests.stream()
                .map(request -> String.valueOf(request.get("method")))
                .toList();
    }

    /** What a method was called with the last time. */
    @Nullable
    Object params(String method) {
        Object params = null;
        for (Map<?, ?> request : rpc.requests) {
            if (method.equals(request.get("method"))) {
                params = request.get("params");
            }
        }
        return params;
    }

    @Override
    public void close() throws IOException {
        rpc.close();
    }
}
