package dev.patchbay.dvbcss.client.internal;

import dev.patchbay.dvbcss.client.ConnectionListener;
import dev.patchbay.dvbcss.client.ConnectionOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection, from the first try to its end. Life: made; {@link #connect}; text messages whole and in order; one
 * end. Thread-safe, never blocks.
 */
public final class MessageSocket implements AutoCloseable {

    private static final long CLOSE_LIMIT_IN_SEC = 2;
    private static final int GOING_AWAY = 1001;
    private static final int LOST = 1006;

    /** Its threads are daemons; it lives as long as the class, as the connections of a program come and go. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;
    private final ConnectionOptions options;
    private final ConnectionListener listener;
    private final Runnable onOpen;
    private final Consumer<String> onText;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final NewestText outgoing = new NewestText();
    private final Heartbeat heartbeat;
    private volatile @Nullable WebSocket socket;

    /**
     * Does nothing yet.
     *
     * @param onOpen called before the listener's
     * @param onText each message
     * @throws IllegalArgumentException for what is no WebSocket URL
     */
    public MessageSocket(
            URI url, ConnectionOptions options, ConnectionListener listener, Runnable onOpen, Consumer<String> onText) {
        this.url = checked(url);
        this.options = options;
        this.listener = listener;
        this.onOpen = onOpen;
        this.onText = onText;
        this.heartbeat = new Heartbeat(options.heartbeat(), this::lost);
    }

    /** Begins; once. */
    public void connect() {
        HTTP.newWebSocketBuilder()
                .connectTimeout(options.connectLimit())
                .buildAsync(url, new Receiver())
                .exceptionally(fault -> {
                    failed(fault);
                    return null;
                });
    }

    /**
     * Sends a text message; while one is on its way, of those that wait only the newest is kept.
     *
     * @return false when there is no connection
     */
    public boolean send(String text) {
        WebSocket open = socket;
        if (open == null || hasEnded.get()) {
            return false;
        }
        outgoing.send(open, text);
        return true;
    }

    /** Closes with 1001, as the original clients do; the listener hears nothing more. Harmless when repeated. */
    @Override
    public void close() {
        hasEnded.set(true);
        heartbeat.stop();
        WebSocket open = socket;
        if (open != null) {
            goAway(open);
        }
    }

    /** True before the end, whoever brought it. */
    public boolean isAlive() {
        return !hasEnded.get();
    }

    /** The URL. @throws IllegalArgumentException when a WebSocket cannot be there */
    public static URI checked(URI url) {
        String scheme = Objects.toString(url.getScheme(), "").toLowerCase(Locale.ROOT);
        if (!List.of("ws", "wss").contains(scheme) || url.getHost() == null || url.getFragment() != null) {
            throw new IllegalArgumentException("Expected ws://HOST:PORT/PATH or wss://HOST:PORT/PATH, got " + url);
        }
        return url;
    }

    private static void goAway(WebSocket open) {
        if (open.isOutputClosed()) {
            return;
        }
        open.sendClose(GOING_AWAY, "")
                .orTimeout(CLOSE_LIMIT_IN_SEC, TimeUnit.SECONDS)
                .whenComplete((sent, fault) -> abortLater(open));
    }

    /** Gives the server time to say goodbye, too. */
    private static void abortLater(WebSocket open) {
        CompletableFuture.delayedExecutor(CLOSE_LIMIT_IN_SEC, TimeUnit.SECONDS).execute(open::abort);
    }

    private void failed(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof WebSocketHandshakeException refusal) {
            end(() -> listener.onRefused(refusal.getResponse().statusCode()));
        } else {
            IOException unreachable = cause instanceof IOException io ? io : new IOException(cause);
            end(() -> listener.onUnreachable(unreachable));
        }
    }

    private void lost(String reason) {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        end(() -> listener.onClosed(LOST, reason));
    }

    private void end(Runnable told) {
        heartbeat.stop();
        if (hasEnded.compareAndSet(false, true)) {
            Uncaught.guard(told);
        }
    }

    private void tell(Runnable told) {
        if (!hasEnded.get()) {
            Uncaught.guard(told);
        }
    }

    /** Hears the frames. */
    private final class Receiver implements WebSocket.Listener {

        private final Fragments fragments = new Fragments();

        @Override
        public void onOpen(WebSocket open) {
            socket = open;
            if (hasEnded.get()) {
                goAway(open);
                return;
            }
            tell(onOpen);
            tell(listener::onOpen);
            heartbeat.start(open);
            open.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence part, boolean isLast) {
            heartbeat.heard();
            if (!fragments.add(part)) {
                open.sendClose(1009, "");
                lost("a message of more than " + Fragments.MAX_CHARS + " characters");
            } else if (isLast) {
                String message = fragments.take();
                tell(() -> onText.accept(message));
            }
            open.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer part, boolean isLast) {
            heartbeat.heard();
            if (isLast) {
                tell(() -> listener.onMalformed("", "Expected a text message, got a binary one"));
            }
            open.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket open, ByteBuffer payload) {
            heartbeat.heard();
            open.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket open, ByteBuffer payload) {
            heartbeat.heard();
            open.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
            end(() -> listener.onClosed(code, reason));
            abortLater(open);
            return null;
        }

        @Override
        public void onError(WebSocket open, Throwable fault) {
            open.abort();
            end(() -> listener.onClosed(LOST, Objects.toString(fault.getMessage(), fault.toString())));
        }
    }
}
