package dev.patchbay.process.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts bytes into lines of UTF-8 text; a line that grows too long is cut into parts between two characters. For one thread. */
final class LineSplitter {

    static final int LONGEST_IN_BYTES = 1 << 20;

    /** What is kept for the next line when a long one is over. */
    private static final int KEPT_IN_BYTES = 8_192;

    private byte[] pending = new byte[0];
    private int length;

    /** The lines that these bytes finish. */
    List<String> add(byte[] bytes, int count) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                append(bytes, begin, i, lines);
                lines.add(line());
                begin = i + 1;
            }
        }
        append(bytes, begin, count, lines);
        return lines;
    }

    /** What came after the last line end, as a line; none when there is nothing. */
    List<String> end() {
        return length == 0 ? List.of() : List.of(line());
    }

    private void append(byte[] bytes, int from, int to, List<String> lines) {
        int begin = from;
        while (length + to - begin > LONGEST_IN_BYTES) {
            int room = LONGEST_IN_BYTES - length;
            copy(bytes, begin, room);
            begin += room;
            lines.add(part());
        }
        copy(bytes, begin, to - begin);
    }

    private void copy(byte[] bytes, int from, int count) {
        if (length + count > pending.length) {
            int doubled = Math.min(2 * pending.length, LONGEST_IN_BYTES);
            pending = Arrays.copyOf(pending, Math.max(length + count, doubled));
        }
        System.arraycopy(bytes, from, pending, length, count);
        length += count;
    }

    private String line() {
        int end = length > 0 && pending[length - 1] == '\r' ? length - 1 : length;
        String line = new String(pending, 0, end, StandardCharsets.UTF_8);
        length = 0;
        if (pending.length > KEPT_IN_BYTES) {
            pending = new byte[0];
        }
        return line;
    }

    /** All but the bytes of a character that is not complete. */
    private String part() {
        int end = length;
        while (end > length - 4 && isInsideCharacter(pending[end - 1])) {
            end--;
        }
        boolean isCut = end > 0 && end > length - 4 && isFirstOfSeveral(pending[end - 1]);
        int cut = isCut ? end - 1 : length;
        String part = new String(pending, 0, cut, StandardCharsets.UTF_8);
        System.arraycopy(pending, cut, pending, 0, length - cut);
        length -= cut;
        return part;
    }

    private static boolean isInsideCharacter(byte value) {
        return (value & 0xC0) == 0x80;
    }

    private static boolean isFirstOfSeveral(byte value) {
        return (value & 0xC0) == 0xC0;
    }
}
