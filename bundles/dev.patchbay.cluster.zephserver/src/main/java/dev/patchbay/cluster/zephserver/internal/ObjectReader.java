package dev.patchbay.cluster.zephserver.internal;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Reads what an original would read at once, even when it comes in pieces. */
final class ObjectReader {

    private final byte[] bytes = new byte[Wire.ONE_READ];
    private final ObjectEnd end = new ObjectEnd();
    private int length;

    /**
     * Reads until a JSON object is complete, something else has begun, 4,096 bytes are there, the peer has ended or
     * the time is over.
     *
     * @return what there is
     */
    String read(Socket socket, int timeoutInMs) throws IOException {
        Deadline deadline = new Deadline(timeoutInMs);
        try {
            while (length < bytes.length && !end.reached()) {
                socket.setSoTimeout(deadline.remainingInMs());
                int count = socket.getInputStream().read(bytes, length, bytes.length - length);
                if (count < 0) {
                    break;
                }
                end.feed(bytes, length, count);
                length += count;
            }
        } catch (SocketTimeoutException e) {
            // what has come is all there is
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
