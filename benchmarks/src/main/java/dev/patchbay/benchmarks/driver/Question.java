package dev.patchbay.benchmarks.driver;

import java.nio.charset.StandardCharsets;

/**
 * What is asked over plain TCP, again and again.
 *
 * @param port at 127.0.0.1
 * @param text its bytes, ASCII
 * @param framing where an answer ends
 * @param proof is in every right answer
 * @param isAlone whether each is asked on a connection of its own, which the server ends
 */
public record Question(int port, String text, Framing framing, Marker proof, boolean isAlone) {

    private static final String REQUEST_LINE = "POST %s HTTP/1.1\r\n";
    private static final String REST =
            "Host: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s";
    private static final String LAST_ONE = "Connection: close\r\n";

    /** A line. */
    public static Question line(int port, String text, String proof) {
        return new Question(port, text + "\n", Framing.LINE, new Marker(proof), false);
    }

    /** A POST of JSON by HTTP/1.1, on a connection that is kept. */
    public static Question post(int port, String path, String json, String proof) {
        String text = REQUEST_LINE.formatted(path) + REST.formatted(port, json.length(), json);
        return new Question(port, text, Framing.HTTP, new Marker(proof), false);
    }

    /** The same, of a server that words its answer otherwise. @param text is in every right answer */
    public Question withProof(String text) {
        return new Question(port, this.text, framing, new Marker(text), isAlone);
    }

    /** The same POST, each on a new connection. */
    public Question alone() {
        int endOfLine = text.indexOf('\n') + 1;
        String alone = text.substring(0, endOfLine) + LAST_ONE + text.substring(endOfLine);
        return new Question(port, alone, framing, proof, true);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
