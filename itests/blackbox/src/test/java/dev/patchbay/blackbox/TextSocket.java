package dev.patchbay.blackbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JDK's WebSocket client with a queue for what comes. */
final class TextSocket implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    TextSocket(URI uri) {
        this(uri, Map.of());
    }

    /** @param headers of the upgrade request */
    TextSocket(URI uri, Map<String, String> headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(uri, this).join();
    }

    /** Signed in by the upgrade request. */
    static TextSocket bearing(String token, URI uri) {
        return new TextSocket(uri, Map.of("Authorization", "Bearer " + token));
    }

    WebSocket raw() {
        return socket;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends a request and gives the next message. */
    JsonObject ask(String text) throws Exception {
        send(text);
        return next();
    }

    JsonObject next() throws Exception {
        String text = received.poll(30, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came; closed with " + closeCode.getNow(null));
        }
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /** Whether another message comes within that time; it is read then. */
    boolean comes(Duration within) throws InterruptedException {
        return received.poll(within.toMillis(), TimeUnit.MILLISECONDS) != null;
    }

    int closeCode() throws Exception {
        try {
            return closeCode.get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not closed; received " + received, e);
        }
    }

    boolean isClosed() {
        return closeCode.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
