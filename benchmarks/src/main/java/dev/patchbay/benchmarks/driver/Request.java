package dev.patchbay.benchmarks.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text message made ready to be sent many times: framed and masked once; only the digits of its number change.
 *
 * <p>Numbers have twelve digits, {@link #FIRST_NUMBER} and up, so that every message has the same length and its
 * number is valid JSON. Immutable and thread-safe.
 */
public final class Request {

    /** The first number. */
    public static final long FIRST_NUMBER = 100_000_000_000L;

    /** The longest frame. */
    static final int MAX_BYTES = 1 << 16;

    private static final String PLACE = "{n}";
    private static final int DIGITS = 12;

    private final byte[] frame;
    private final int payloadStart;
    private final int[] places;

    private Request(byte[] frame, int payloadStart, int[] places) {
        this.frame = frame;
        this.payloadStart = payloadStart;
        this.places = places;
    }

    /**
     * Makes one.
     *
     * @param template the text; each <code>{n}</code> in it becomes the message's number
     * @throws IllegalArgumentException when its frame is longer than 64 KiB
     */
    public static Request of(String template) {
        byte[] payload = template.replace(PLACE, Long.toString(FIRST_NUMBER)).getBytes(StandardCharsets.UTF_8);
        byte[] frame = Frames.masked(Frames.TEXT, payload);
        if (frame.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "Expected a frame of at most " + MAX_BYTES + " bytes, got " + frame.length);
        }
        return new Request(frame, Frames.headerLength(payload.length), placesIn(template));
    }

    private static int[] placesIn(String template) {
        List<Integer> places = new ArrayList<>();
        int growth = 0;
        for (int at = template.indexOf(PLACE); at >= 0; at = template.indexOf(PLACE, at + 1)) {
            int utf8Before = template.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
            places.add(utf8Before + growth);
            growth += DIGITS - PLACE.length();
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Bytes on the wire. */
    int length() {
        return frame.length;
    }

    /** Puts the frame with that number. */
    void writeTo(ByteBuffer out, long number) {
        int start = out.position() + payloadStart;
        out.put(frame);
        for (int place : places) {
            writeDigits(out, start, place, number);
        }
    }

    private static void writeDigits(ByteBuffer out, int payload, int place, long number) {
        long rest = number;
        for (int i = place + DIGITS - 1; i >= place; i--) {
            out.put(payload + i, (byte) (('0' + rest % 10) ^ Frames.MASK[i & 3]));
            rest /= 10;
        }
    }
}
