package dev.patchbay.cli;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0 over one WebSocket. Life: {@link #connect}, any number of calls from any thread, {@link #close}. When
 * the connection ends, every waiting call fails and {@link #closed} completes.
 */
final class JsonRpcClient implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final AtomicLong lastId = new AtomicLong();
    /** Calls without an answer yet, by id; filled by callers, emptied by the WebSocket's thread. */
    private final Map<Long, CompletableFuture<@Nullable Object>> waiting = new ConcurrentHashMap<>();

    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final Outgoing outgoing = new Outgoing();
    private final Heartbeat heartbeat = new Heartbeat(outgoing, this::onClosed);
    private final Consumer<Map<?, ?>> onEvent;

    private JsonRpcClient(Consumer<Map<?, ?>> onEvent) {
        this.onEvent = onEvent;
    }

    /** Connects, for calls only. */
    static JsonRpcClient connect(Access access) throws IOException, InterruptedException {
        return connect(access, event -> {});
    }

    /**
     * Connects.
     *
     * @param onEvent told the params of each {@code event} notification, in order, on the connection's thread; while it
     *     blocks nothing more is read
     * @throws IOException when nobody answers there or the node refuses
     */
    static JsonRpcClient connect(Access access, Consumer<Map<?, ?>> onEvent) throws IOException, InterruptedException {
        JsonRpcClient client = new JsonRpcClient(onEvent);
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(CONNECT_LIMIT);
        if (access.token() != null) {
            builder.header("Authorization", "Bearer " + access.token());
        }
        try {
            Incoming incoming = new Incoming(client.heartbeat::heard, client::onMessage, client::onClosed);
            client.outgoing.open(builder.buildAsync(access.url(), incoming).get());
            client.heartbeat.start();
            return client;
        } catch (ExecutionException e) {
            throw refused(access.url(), e.getCause());
        }
    }

    /**
     * Calls a method.
     *
     * @param params a list, a map, or null for none
     * @return the result; fails with {@link CallFailedException} or, when the connection ends, {@link IOException}
     */
    CompletableFuture<@Nullable Object> call(String method, @Nullable Object params) {
        long id = lastId.incrementAndGet();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        outgoing.send(request(id, method, params)).exceptionally(fault -> {
            onClosed(reason(fault));
            return null;
        });
        if (closed.isDone()) {
            failWaiting();
        }
        return answer;
    }

    /** Calls a method and waits for the result. */
    @Nullable
    Object await(String method, @Nullable Object params) throws IOException, InterruptedException, CallFailedException {
        try {
            return call(method, params).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallFailedException failed) {
                throw failed;
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** Completes with the reason when the connection has ended, whoever ended it. */
    CompletableFuture<String> closed() {
        return closed;
    }

    @Override
    public void close() {
        heartbeat.close();
        outgoing.close();
    }

    private static String request(long id, String method, @Nullable Object params) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        if (params != null) {
            request.put("params", params);
        }
        return Json.write(request);
    }

    private void onMessage(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> message) {
                take(message);
            }
        } catch (JsonException e) {
            onClosed("expected JSON, got " + e.getMessage());
            close();
        }
    }

    private void take(Map<?, ?> message) {
        if (message.get("id") instanceof Long id) {
            CompletableFuture<@Nullable Object> answer = waiting.remove(id);
            if (answer != null) {
                complete(answer, message);
            }
        } else if ("event".equals(message.get("method")) && message.get("params") instanceof Map<?, ?> event) {
            onEvent.accept(event);
        }
    }

    private static void complete(CompletableFuture<@Nullable Object> answer, Map<?, ?> message) {
        Object error = message.get("error");
        if (error == null) {
            answer.complete(message.get("result"));
        } else {
            answer.completeExceptionally(CallFailedException.of(error));
        }
    }

    private void onClosed(String reason) {
        closed.complete(reason);
        failWaiting();
    }

    private void failWaiting() {
        IOException lost = new IOException("The connection ended before the answer came: " + closed.join());
        waiting.keySet().forEach(id -> {
            CompletableFuture<@Nullable Object> answer = waiting.remove(id);
            if (answer != null) {
                answer.completeExceptionally(lost);
            }
        });
    }

    private static IOException refused(URI url, @Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            return new IOException(
                    "The node at " + url + " refused the connection with HTTP " + status
                            + (status == 401 || status == 403 ? "; check --token" : "; check the path of --url"),
                    cause);
        }
        String reason = cause == null || cause instanceof ConnectException ? "connection refused" : reason(cause);
        return new IOException("No node answers at " + url + ": " + reason, cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
