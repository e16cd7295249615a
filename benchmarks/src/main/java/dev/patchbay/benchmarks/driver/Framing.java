package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Where an answer on a TCP connection ends. */
public enum Framing {

    /** At a line feed. */
    LINE {
        @Override
        int lengthOfFirst(byte[] buffer, int filled) {
            int end = Bytes.indexOf(buffer, 0, filled, LINE_FEED);
            return end < 0 ? INCOMPLETE : end + LINE_FEED.length;
        }
    },

    /** An HTTP answer, whose head says how long its body is. */
    HTTP {
        @Override
        int lengthOfFirst(byte[] buffer, int filled) throws IOException {
            int endOfHead = Bytes.indexOf(buffer, 0, filled, EMPTY_LINE);
            if (endOfHead < 0) {
                return INCOMPLETE;
            }
            long body = BODY_LENGTH.numberIn(buffer, 0, endOfHead);
            if (body == Marker.ABSENT) {
                throw new IOException("Expected an HTTP answer with Content-Length, got "
                        + new String(buffer, 0, filled, StandardCharsets.ISO_8859_1));
            }
            long length = endOfHead + EMPTY_LINE.length + body;
            return length > filled ? INCOMPLETE : (int) length;
        }
    };

    /** More has to come. */
    static final int INCOMPLETE = -1;

    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] EMPTY_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** As Jetty writes it. */
    private static final Marker BODY_LENGTH = new Marker("Content-Length: ");

    /**
     * How many bytes the first answer has, or {@link #INCOMPLETE}.
     *
     * @param filled how many bytes have come
     * @throws IOException when it does not say where it ends
     */
    abstract int lengthOfFirst(byte[] buffer, int filled) throws IOException;
}
