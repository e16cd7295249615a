package dev.patchbay.cluster.zephserver.internal;

/** Finds where a JSON object ends, or that there is none. */
final class ObjectEnd {

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean reached;

    void feed(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count && !reached; i++) {
            feed(bytes[i]);
        }
    }

    private void feed(byte b) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = b == '\\';
            inString = b != '"';
        } else if (b == '{') {
            depth++;
        } else if (b == '}') {
            depth--;
            reached = depth <= 0;
        } else if (depth == 0) {
            reached = b > ' ' || b < 0;
        } else {
            inString = b == '"';
        }
    }

    /** Whether the object is complete, or can never be. */
    boolean reached() {
        return reached;
    }
}
