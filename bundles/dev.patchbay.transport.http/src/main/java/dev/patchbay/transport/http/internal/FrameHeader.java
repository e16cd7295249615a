package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;

/** The first bytes of a server's frame: unmasked and final (RFC 6455 §5.2). */
final class FrameHeader {

    /** The longest header, in bytes. */
    static final int MAX_BYTES = 10;

    /** The bit that marks a compressed message. */
    static final int COMPRESSED = 0x40;

    private static final int FINAL = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;

    private FrameHeader() {}

    /** Writes it; the buffer must have room for {@link #MAX_BYTES}. */
    static void put(ByteBuffer buffer, int opcode, int payloadBytes) {
        buffer.put((byte) (FINAL | opcode));
        if (payloadBytes < SHORT_LENGTH) {
            buffer.put((byte) payloadBytes);
        } else if (payloadBytes <= 0xFFFF) {
            buffer.put((byte) SHORT_LENGTH).putShort((short) payloadBytes);
        } else {
            buffer.put((byte) LONG_LENGTH).putLong(payloadBytes);
        }
    }
}
