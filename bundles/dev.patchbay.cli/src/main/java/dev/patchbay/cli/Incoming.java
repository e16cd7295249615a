package dev.patchbay.cli;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins the parts of text messages, and says once why the connection ended. */
final class Incoming implements WebSocket.Listener {

    private final Runnable onAnything;
    private final Consumer<String> onMessage;
    private final Consumer<String> onClosed;
    /** The message under way; touched by one thread at a time, as the WebSocket promises. */
    private final StringBuilder parts = new StringBuilder();

    /**
     * Makes it; everything is called on the connection's thread.
     *
     * @param onAnything told first, whatever came
     * @param onMessage told each whole text
     * @param onClosed told why it ended
     */
    Incoming(Runnable onAnything, Consumer<String> onMessage, Consumer<String> onClosed) {
        this.onAnything = onAnything;
        this.onMessage = onMessage;
        this.onClosed = onClosed;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        onAnything.run();
        parts.append(part);
        if (last) {
            String message = parts.toString();
            parts.setLength(0);
            onMessage.accept(message);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
        onAnything.run();
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        onClosed.accept("closed with " + code + (reason.isEmpty() ? "" : " (" + reason + ")"));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
        String message = fault.getMessage();
        onClosed.accept(message == null ? fault.getClass().getSimpleName() : message);
    }
}
