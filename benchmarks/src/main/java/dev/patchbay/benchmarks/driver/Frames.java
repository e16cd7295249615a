package dev.patchbay.benchmarks.driver;

import java.nio.ByteBuffer;

/** Encodes the frames a WebSocket client sends (RFC 6455 §5.2): whole messages, masked. */
final class Frames {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Any will do, as long as it is not zero, which a server might take a short cut for. */
    static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    private Frames() {}

    static byte[] masked(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(headerLength(payload.length) + payload.length);
        frame.put((byte) (FIN | opcode));
        putLength(frame, payload.length);
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return frame.array();
    }

    /** Where the payload of a masked frame begins. */
    static int headerLength(int payloadLength) {
        int lengthBytes = payloadLength < 126 ? 0 : payloadLength < 1 << 16 ? 2 : 8;
        return 2 + lengthBytes + MASK.length;
    }

    private static void putLength(ByteBuffer frame, int length) {
        if (length < 126) {
            frame.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(length);
        }
    }
}
