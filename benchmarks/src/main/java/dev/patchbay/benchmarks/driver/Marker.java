package dev.patchbay.benchmarks.driver;

import java.nio.charset.StandardCharsets;

/** Reads the number that follows a known text, such as {@code "id":}, without parsing what is around it. */
public final class Marker {

    /** What {@link #numberIn} answers when the text or the digits are not there. */
    public static final long ABSENT = -1;

    private final byte[] text;

    /**
     * Looks for a text.
     *
     * @param text at least one ASCII character
     */
    public Marker(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the text is there. */
    public boolean isIn(byte[] buffer, int offset, int length) {
        return Bytes.indexOf(buffer, offset, offset + length, text) >= 0;
    }

    /** The digits right after the first occurrence of the text, as a number, or {@link #ABSENT}. */
    public long numberIn(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = Bytes.indexOf(buffer, offset, end, text);
        return at < 0 ? ABSENT : digits(buffer, at + text.length, end);
    }

    private static long digits(byte[] buffer, int from, int end) {
        long value = ABSENT;
        for (int at = from; at < end && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            value = Math.max(0, value) * 10 + buffer[at] - '0';
        }
        return value;
    }
}
