package dev.patchbay.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over text that stands for itself, eight bytes at a time. */
final class Scan {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

    private Scan() {}

    /**
     * The place of the first byte that is a quote, a backslash, a question mark (which also stands for what an encoder
     * could not encode) or no printable ASCII; the end when there is none.
     */
    static int firstToLookAt(byte[] bytes, int from) {
        int at = from;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long found = found((long) WORDS.get(bytes, at));
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < bytes.length && (found(EACH * (bytes[at] & 0xFF)) & 0x80) == 0) {
            at++;
        }
        return at;
    }

    /** The lowest top bit set belongs to the first such byte; those above may be wrong, since digits are carried. */
    private static long found(long word) {
        return (zero(word ^ EACH * '"') | zero(word ^ EACH * '\\') | zero(word ^ EACH * '?') | unprintable(word))
                & TOP_BITS;
    }

    private static long zero(long word) {
        return word - EACH & ~word;
    }

    private static long unprintable(long word) {
        return word - EACH * ' ' | word + EACH | word;
    }
}
