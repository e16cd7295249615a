package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class FrameParserTest {

    private final List<String> frames = new ArrayList<>();

    @Test
    public void everyFormOfLengthIsUnderstood() throws IOException {
        for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 100_000}) {
            frames.clear();
            byte[] frame = serverFrame(0x81, "x".repeat(length));
            assertEquals(frame.length, parse(frame, frame.length));
            assertEquals(List.of("1 true " + length), frames);
        }
    }

    @Test
    public void nothingIsHandedOnBeforeTheFrameIsWhole() throws IOException {
        for (int length : new int[] {5, 200, 70_000}) {
            byte[] frame = serverFrame(0x81, "x".repeat(length));
            for (int to : new int[] {0, 1, 2, 3, 5, 9, frame.length - 1}) {
                assertEquals(0, parse(frame, Math.min(to, frame.length - 1)));
            }
        }
        assertEquals(List.of(), frames);
    }

    @Test
    public void severalFramesAreHandedOnInOrderAndTheRestIsLeft() throws IOException {
        byte[] both =
                join(serverFrame(0x01, "ab"), serverFrame(0x80, "c"), serverFrame(0x89, ""), serverFrame(0x81, "de"));
        assertEquals(both.length - 4, parse(both, both.length - 1));
        assertEquals(List.of("1 false 2", "0 true 1", "9 true 0"), frames);
    }

    @Test
    public void maskedFramesAreRefused() {
        byte[] frame = Frames.masked(Frames.TEXT, new byte[] {'a'});
        assertThrows(IOException.class, () -> parse(frame, frame.length));
    }

    @Test
    public void absurdLengthsAreRefused() {
        byte[] frame = ByteBuffer.allocate(10)
                .put((byte) 0x82)
                .put((byte) 127)
                .putLong(1L << 40)
                .array();
        assertThrows(IOException.class, () -> parse(frame, frame.length));
    }

    private int parse(byte[] bytes, int to) throws IOException {
        return FrameParser.parse(
                bytes, 0, to, (opcode, last, buffer, offset, length) -> frames.add(opcode + " " + last + " " + length));
    }

    private static byte[] serverFrame(int firstByte, String payload) {
        byte[] text = payload.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(10 + text.length).put((byte) firstByte);
        if (text.length < 126) {
            frame.put((byte) text.length);
        } else if (text.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) text.length);
        } else {
            frame.put((byte) 127).putLong(text.length);
        }
        frame.put(text).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1024);
        for (byte[] part : parts) {
            all.put(part);
        }
        byte[] bytes = new byte[all.flip().remaining()];
        all.get(bytes);
        return bytes;
    }
}
