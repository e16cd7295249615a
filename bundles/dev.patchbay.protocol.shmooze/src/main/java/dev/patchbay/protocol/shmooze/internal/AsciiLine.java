package dev.patchbay.protocol.shmooze.internal;

/** JSON text as one line of ASCII, as the original sends it. */
final class AsciiLine {

    private static final char LAST = '~';

    private AsciiLine() {}

    /** @param json valid: then control characters stand between values only, and others than ASCII in strings only */
    static String of(String json) {
        int first = 0;
        while (first < json.length() && isPlain(json.charAt(first))) {
            first++;
        }
        return first == json.length() ? json : rewritten(json, first);
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= LAST;
    }

    private static String rewritten(String json, int first) {
        StringBuilder line = new StringBuilder(json.length() + 32).append(json, 0, first);
        for (int i = first; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isPlain(c)) {
                line.append(c);
            } else if (c < ' ') {
                line.append(' ');
            } else {
                line.append(String.format("\\u%04x", (int) c));
            }
        }
        return line.toString();
    }
}
