package dev.patchbay.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers every line with the same one: a thread for each connection that reads and writes, and does nothing else.
 *
 * <p>Arguments: the port to listen on, at 127.0.0.1; the answer, ASCII.
 */
public final class BareLines {

    private static final int BUFFER_BYTES = 1 << 13;

    private BareLines() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        byte[] answer = (args[1] + "\n").getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            serve(server, answer);
        }
    }

    /** Serves until the socket is closed. */
    public static void serve(ServerSocket server, byte[] answer) throws IOException {
        while (true) {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            Thread thread = new Thread(() -> serve(socket, answer), "lines");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void serve(Socket socket, byte[] answer) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] bytes = new byte[BUFFER_BYTES];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                for (int i = 0; i < count; i++) {
                    if (bytes[i] == '\n') {
                        out.write(answer);
                    }
                }
            }
        } catch (IOException e) {
            System.err.println("A connection has ended: " + e);
        }
    }
}
