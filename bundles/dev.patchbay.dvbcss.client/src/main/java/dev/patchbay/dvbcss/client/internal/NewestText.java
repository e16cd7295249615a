package dev.patchbay.dvbcss.client.internal;

import java.net.http.WebSocket;
import org.jspecify.annotations.Nullable;

/** Sends one text after the other; of those that wait only the newest is kept. Thread-safe. */
final class NewestText {

    private boolean isSending;
    private @Nullable String waiting;

    void send(WebSocket socket, String text) {
        synchronized (this) {
            if (isSending) {
                waiting = text;
                return;
            }
            isSending = true;
        }
        transmit(socket, text);
    }

    private void transmit(WebSocket socket, String text) {
        // a failure ends the connection, and that is told once, by whoever receives
        socket.sendText(text, true).whenComplete((sent, fault) -> {
            String next = next(fault != null);
            if (next != null) {
                transmit(socket, next);
            }
        });
    }

    private synchronized @Nullable String next(boolean hasFailed) {
        String next = hasFailed ? null : waiting;
        waiting = null;
        isSending = next != null;
        return next;
    }
}
