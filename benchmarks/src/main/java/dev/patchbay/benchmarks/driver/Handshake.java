package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The HTTP request that makes a connection a WebSocket, and what is expected in return. */
final class Handshake {

    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private Handshake() {}

    static byte[] request(Target target) {
        String text = "GET " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Where the frames begin.
     *
     * @return -1 while the answer is not complete
     * @throws IOException when the server declines
     */
    static int endOfAnswer(byte[] buffer, int to) throws IOException {
        int end = Bytes.indexOf(buffer, 0, to, END);
        if (end < 0) {
            return -1;
        }
        String answer = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException("Expected status 101 from the server, got: "
                    + answer.lines().findFirst().orElse(""));
        }
        return end + END.length;
    }
}
