package dev.patchbay.cluster.zephserver.internal;

import java.io.IOException;
import java.net.Socket;

/** Ways to answer, right and wrong. */
final class FaultyPeers {

    private FaultyPeers() {}

    static void answerWell(Socket socket) throws IOException {
        socket.getOutputStream().write(Wire.bytes(Wire.MARKER));
        socket.close();
    }

    static void answerJunk(Socket socket) throws IOException {
        socket.getOutputStream().write(Wire.bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
    }

    /** The marker begins and never ends. */
    static void answerHalf(Socket socket) throws IOException {
        socket.getOutputStream().write(Wire.bytes(Wire.MARKER.substring(0, 10)));
    }
}
