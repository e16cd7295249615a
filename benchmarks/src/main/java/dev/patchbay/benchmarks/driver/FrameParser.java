package dev.patchbay.benchmarks.driver;

import java.io.IOException;

/** Finds the frames in what a WebSocket server has sent; stateless, copies nothing. */
final class FrameParser {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int NEEDS_MORE = -1;

    private FrameParser() {}

    /** Takes the frames in their order. */
    @FunctionalInterface
    interface Sink {

        /**
         * A frame.
         *
         * @param last whether it ends its message
         * @param buffer holds the payload, until this method returns
         */
        void onFrame(int opcode, boolean last, byte[] buffer, int offset, int length) throws IOException;
    }

    /**
     * Hands on every whole frame between two positions.
     *
     * @return the position of the first byte that was not used, because its frame is not complete
     * @throws IOException when these are not frames a server may send
     */
    static int parse(byte[] buffer, int from, int to, Sink sink) throws IOException {
        int at = from;
        while (true) {
            int payload = payloadStart(buffer, at, to);
            if (payload == NEEDS_MORE) {
                return at;
            }
            int length = payloadLength(buffer, at);
            if (to - payload < length) {
                return at;
            }
            sink.onFrame(buffer[at] & 0x0f, (buffer[at] & FIN) != 0, buffer, payload, length);
            at = payload + length;
        }
    }

    private static int payloadStart(byte[] buffer, int at, int to) throws IOException {
        if (to - at < 2) {
            return NEEDS_MORE;
        }
        if ((buffer[at + 1] & MASKED) != 0) {
            throw new IOException("Expected an unmasked frame from the server, got a masked one");
        }
        int start = at + 2 + extendedBytes(buffer[at + 1]);
        return start <= to ? start : NEEDS_MORE;
    }

    private static int extendedBytes(byte shortLength) {
        return shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8;
    }

    private static int payloadLength(byte[] buffer, int at) throws IOException {
        int extended = extendedBytes(buffer[at + 1]);
        if (extended == 0) {
            return buffer[at + 1];
        }
        long length = 0;
        for (int i = 0; i < extended; i++) {
            length = (length << 8) | (buffer[at + 2 + i] & 0xff);
        }
        return checked(length);
    }

    private static int checked(long length) throws IOException {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new IOException("Expected a frame of at most 2 GiB, got one of " + length + " bytes");
        }
        return (int) length;
    }
}
