package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class RequestTest {

    @Test
    public void aTextWithoutANumberIsSentAsItIs() {
        assertEquals("{\"a\":1}", sent("{\"a\":1}", 5));
    }

    @Test
    public void everyPlaceGetsTheNumber() {
        assertEquals("é 100000000042, 100000000042", sent("é {n}, {n}", Request.FIRST_NUMBER + 42));
    }

    @Test
    public void longTextsHaveTheNumberInTheRightPlaceToo() {
        String text = "x".repeat(300);
        assertEquals(text + "100000000007" + text, sent(text + "{n}" + text, Request.FIRST_NUMBER + 7));
    }

    @Test
    public void framesThatDoNotFitTheOutboxAreRefused() {
        String text = "x".repeat(Request.MAX_BYTES);
        assertThrows(IllegalArgumentException.class, () -> Request.of(text));
    }

    private static String sent(String template, long number) {
        Request request = Request.of(template);
        ByteBuffer out = ByteBuffer.allocate(1024).put((byte) 0);
        request.writeTo(out, number);
        return unmasked(out, 1, request.length());
    }

    private static String unmasked(ByteBuffer frame, int start, int length) {
        int header = Frames.headerLength(length > 131 ? 126 : 0);
        byte[] payload = new byte[length - header];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (frame.get(start + header + i) ^ Frames.MASK[i & 3]);
        }
        return new String(payload, StandardCharsets.UTF_8);
    }
}
