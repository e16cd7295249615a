package dev.patchbay.transport.line.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that came, cut into lines when they are asked for. While it is empty it holds no array. For one thread; {@link
 * #unread} is for any.
 *
 * <p>Most of what is read is taken at once. So the array it was read into is used as it is until {@link #settle}, and
 * only what is left then is copied.
 */
final class LineBuffer {

    private static final byte[] NONE = {};

    /** Most of a line that is shown before it is whole, in characters. */
    private static final int SHOWN = 1_000;

    /** How much unused room is never worth a copy, in bytes. */
    private static final int SMALL = 4 << 10;

    private final int maxLineBytes;

    private byte[] bytes = NONE;
    private boolean isLent;
    private int from;
    private int to;
    private int searched;
    private boolean isAscii = true;

    /** What is left of the last turn; null when nothing is. */
    private volatile @Nullable Rest rest;

    /** @param bytes of which those from "from" to "to" do not change any more */
    private record Rest(byte[] bytes, int from, int to) {

        /** Its first line, or the beginning of that. */
        String shown() {
            // No character of UTF-16 takes more than three bytes, so one that is cut is not shown.
            int most = Math.min(to, from + 3 * SHOWN + 3);
            int end = from;
            while (end < most && bytes[end] != '\n') {
                end++;
            }
            String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
        }
    }

    /** @param maxLineBytes longest line, line feed not counted */
    LineBuffer(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /** Bytes that were not taken. */
    int size() {
        return to - from;
    }

    /** Whether it is known that there is no whole line in here. */
    boolean isSearched() {
        return searched == to;
    }

    /**
     * Adds the first bytes of an array.
     *
     * @param source must not be changed before {@link #settle}
     */
    void add(byte[] source, int count) {
        if (size() == 0) {
            bytes = source;
            isLent = true;
            from = 0;
            to = count;
            searched = 0;
        } else {
            makeRoom(count);
            System.arraycopy(source, 0, bytes, to, count);
            to += count;
        }
    }

    /**
     * Takes the next line; null when there is no whole one.
     *
     * @throws BadLineException when it is too long, then there is no going on; or when it is not UTF-8, then it is taken
     *     all the same
     */
    @Nullable
    String poll() throws BadLineException {
        boolean isFound = search();
        int length = searched - from;
        if (length > maxLineBytes) {
            throw BadLineException.tooLong(maxLineBytes);
        }
        if (!isFound) {
            return null;
        }
        int start = from;
        boolean isPlain = isAscii;
        searched++;
        from = searched;
        isAscii = true;
        if (rest != null) {
            rest = null;
        }
        return isPlain ? new String(bytes, start, length, StandardCharsets.ISO_8859_1) : decode(start, length);
    }

    /** Lets go of the array that was lent, and of more room than what is left needs. */
    void settle() {
        int size = size();
        if (size == 0) {
            keep(NONE);
            return;
        }
        if (isLent || isWasteful(size)) {
            keep(Arrays.copyOfRange(bytes, from, to));
        }
        rest = new Rest(bytes, from, to);
    }

    /** The beginning of the line that comes next, as of the last {@link #settle}; what is not UTF-8 is U+FFFD. */
    String unread() {
        Rest last = rest;
        return last == null ? "" : last.shown();
    }

    private boolean isWasteful(int size) {
        // An array that has just been doubled is never copied back.
        return bytes.length - size > Math.max(SMALL, size);
    }

    private void keep(byte[] kept) {
        int size = size();
        searched -= from;
        from = 0;
        to = size;
        bytes = kept;
        isLent = false;
    }

    /** Goes on to the next line feed, or to the end; and finds out whether there is anything but ASCII before it. */
    private boolean search() {
        byte[] array = bytes;
        int end = to;
        int i = searched;
        int seen = 0;
        while (i < end && array[i] != '\n') {
            seen |= array[i];
            i++;
        }
        searched = i;
        isAscii &= seen >= 0;
        return i < end;
    }

    /** What Java's quick decoder cannot read becomes U+FFFD; only where that is found, a strict one has to decide. */
    private String decode(int start, int length) throws BadLineException {
        String line = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (line.indexOf('\uFFFD') < 0) {
            return line;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BadLineException.noText(line, e);
        }
    }

    private void makeRoom(int count) {
        int size = size();
        if (to + (long) count <= bytes.length) {
            return;
        }
        long doubled = Math.min(2L * size, maxLineBytes + 1L);
        byte[] roomier = new byte[Math.toIntExact(Math.max(size + (long) count, doubled))];
        System.arraycopy(bytes, from, roomier, 0, size);
        keep(roomier);
    }
}
