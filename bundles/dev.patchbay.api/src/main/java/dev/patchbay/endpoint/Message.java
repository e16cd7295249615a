package dev.patchbay.endpoint;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent: encoded once, sent to any number of connections. Immutable and thread-safe.
 */
public final class Message {

    private final byte[] payload;
    private final boolean binary;
    private final @Nullable String replaces;

    private Message(byte[] payload, boolean binary, @Nullable String replaces) {
        this.payload = payload;
        this.binary = binary;
        this.replaces = replaces;
    }

    /** A text message. */
    public static Message text(String text) {
        return new Message(text.getBytes(StandardCharsets.UTF_8), false, null);
    }

    /** A text message whose UTF-8 bytes are known already; the array must not be changed afterwards. */
    public static Message utf8(byte[] text) {
        return new Message(text, false, null);
    }

    /** A binary message; the array must not be changed afterwards. */
    public static Message binary(byte[] payload) {
        return new Message(payload, true, null);
    }

    /**
     * The same message, droppable: while it waits in a connection's queue, a newer one with the same key takes its
     * place. For progress and other state of which only the newest counts.
     */
    public Message replacing(String key) {
        return new Message(payload, binary, key);
    }

    /** The bytes; must not be changed. */
    public byte[] payload() {
        return payload;
    }

    /** Whether it is a binary message and not text. */
    public boolean isBinary() {
        return binary;
    }

    /** The key under which a newer message replaces this one while it waits; null when it must be delivered. */
    public @Nullable String replaces() {
        return replaces;
    }
}
