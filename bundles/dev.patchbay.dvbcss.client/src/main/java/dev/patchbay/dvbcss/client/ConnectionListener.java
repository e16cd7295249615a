package dev.patchbay.dvbcss.client;

import java.io.IOException;

/**
 * Is told how a WebSocket connection fares. One call at a time, in order, on a thread of the HTTP client; while it works nothing
 * more is received. Exactly one of {@link #onClosed}, {@link #onRefused} and {@link #onUnreachable} is the last call, unless the
 * client's own {@code close()} came first: then nothing is called any more. What it throws goes to the thread's handler of
 * uncaught exceptions and changes nothing.
 */
public interface ConnectionListener {

    /** The connection is there. */
    default void onOpen() {}

    /**
     * It is there no more.
     *
     * @param code as in RFC 6455 §7.4.1; 1001 when the endpoint was disabled, 1006 when the connection was lost without a word
     * @param reason may be empty
     */
    default void onClosed(int code, String reason) {}

    /** The server answered, but not with a WebSocket. @param httpStatus 403 when disabled, 503 when full, 404 at a wrong path */
    default void onRefused(int httpStatus) {}

    /** Nobody answered, or not in HTTP. */
    default void onUnreachable(IOException fault) {}

    /**
     * A message made no sense and was ignored; the connection stays.
     *
     * @param message as it came; empty for a binary one
     * @param problem what was expected, and what came
     */
    default void onMalformed(String message, String problem) {}
}
