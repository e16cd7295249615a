package dev.patchbay.protocol.moduleserver.internal;

/**
 * JSON as an answer that the original client reads right. It decodes each {@value #PIECE} bytes by themselves, so a longer
 * answer must not have anything to decode. Source: ModuleServer, §3.2.
 */
final class AnswerLine {

    /** What the original client reads at once, in bytes. */
    static final int PIECE = 4096;

    private AnswerLine() {}

    /** @param json ASCII on one line */
    static String of(String json) {
        if (json.length() <= PIECE) {
            String encoded = FormEncoding.encode(json);
            if (encoded.length() <= PIECE) {
                return encoded;
            }
        }
        return withoutNeedOfDecoding(json);
    }

    /** A percent sign can only be within a text; a plus sign also in an exponent, where it says nothing. */
    private static String withoutNeedOfDecoding(String json) {
        StringBuilder line = new StringBuilder(json.length() + json.length() / 16);
        boolean isText = false;
        boolean isEscape = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '%') {
                line.append("\\u0025");
            } else if (c != '+') {
                line.append(c);
            } else if (isText) {
                line.append("\\u002b");
            }
            isText ^= c == '"' && !isEscape;
            isEscape = c == '\\' && !isEscape;
        }
        return line.toString();
    }
}
