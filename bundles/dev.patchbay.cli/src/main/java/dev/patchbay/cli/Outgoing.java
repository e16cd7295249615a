package dev.patchbay.cli;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Sends one message after the other: a WebSocket of the JDK refuses a second send while one is under way. */
final class Outgoing {

    /** The newest send, which the next one waits for; guarded by this. */
    private CompletableFuture<WebSocket> last = new CompletableFuture<>();

    /** Sends from now on over this socket. */
    synchronized void open(WebSocket socket) {
        last.complete(socket);
    }

    /** Sends a text message behind those already handed over; completes when it has been handed to the network. */
    synchronized CompletableFuture<WebSocket> send(String text) {
        last = last.thenCompose(socket -> socket.sendText(text, true));
        return last;
    }

    /** Sends a ping behind what was handed over; fails when the connection cannot be written. */
    synchronized CompletableFuture<WebSocket> ping() {
        last = last.thenCompose(socket -> socket.sendPing(ByteBuffer.allocate(0)));
        return last;
    }

    /** Closes after what was sent, waiting for nothing. */
    synchronized void close() {
        last = last.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
}
