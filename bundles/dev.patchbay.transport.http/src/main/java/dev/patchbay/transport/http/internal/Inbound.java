package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of a message together. A message in one frame is not copied before it is decoded. Used by one
 * thread at a time.
 */
final class Inbound {

    /** What a decoder puts in the place of malformed bytes. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int FIRST_CAPACITY = 1024;

    private byte opcode = OpCode.UNDEFINED;
    private byte @Nullable [] gathered;
    private int length;

    /** Bytes of the message so far, this frame included. */
    long sizeWith(Frame frame) {
        return (long) length + frame.getPayloadLength();
    }

    /** Takes a frame that does not end a message. */
    void gather(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            opcode = frame.getOpCode();
        }
        ByteBuffer payload = frame.getPayload();
        int size = payload.remaining();
        byte[] target = roomFor(length + size);
        payload.get(target, length, size);
        length += size;
    }

    /** Whether the message that this frame ends is text. */
    boolean isText(Frame last) {
        return (last.getOpCode() == OpCode.CONTINUATION ? opcode : last.getOpCode()) == OpCode.TEXT;
    }

    /**
     * The text that this frame ends.
     *
     * @throws CharacterCodingException when it is not UTF-8
     */
    String text(Frame last) throws CharacterCodingException {
        if (gathered == null && last.getPayload().hasArray()) {
            ByteBuffer payload = last.getPayload();
            int start = payload.arrayOffset() + payload.position();
            return decode(payload.array(), start, payload.remaining());
        }
        byte[] bytes = binary(last);
        return decode(bytes, 0, bytes.length);
    }

    /** The bytes that this frame ends, in an array of their own. */
    byte[] binary(Frame last) {
        gather(last);
        byte[] bytes = Arrays.copyOf(roomFor(length), length);
        opcode = OpCode.UNDEFINED;
        gathered = null;
        length = 0;
        return bytes;
    }

    private byte[] roomFor(int size) {
        byte[] target = gathered;
        if (target == null) {
            target = new byte[Math.max(size, FIRST_CAPACITY)];
        } else if (target.length < size) {
            target = Arrays.copyOf(target, Math.max(size, target.length * 2));
        }
        gathered = target;
        return target;
    }

    /**
     * The JDK's fast decoder replaces malformed bytes instead of refusing them, so only a text with a replacement in
     * it is decoded again by the strict one.
     */
    private static String decode(byte[] bytes, int start, int size) throws CharacterCodingException {
        String text = new String(bytes, start, size, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        CharBuffer strict = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, size));
        return strict.toString();
    }
}
