package dev.patchbay.benchmarks.driver;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A client of ModuleServer that says one line at a time and blocks until it is answered. For one thread. */
public final class ModuleClient implements AutoCloseable {

    private static final int PATIENCE_IN_MS = 30_000;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_QUOTED = 300;
    private static final String NO_ERROR = "\"error\":false";

    private final Socket socket;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private ModuleClient(Socket socket) {
        this.socket = socket;
    }

    /** Connects. @param port at 127.0.0.1 */
    static ModuleClient open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_IN_MS);
        return new ModuleClient(socket);
    }

    /**
     * Calls a function on a connection of its own.
     *
     * @param arguments a JSON array
     * @return the answer, JSON
     * @throws IOException when the server refuses it, or the function failed
     */
    public static String call(int port, String module, String function, String arguments) throws IOException {
        try (ModuleClient client = open(port)) {
            checked(client.ask(ModuleTalk.hello(module)));
            return checked(client.ask(ModuleTalk.call(function, arguments, false)));
        }
    }

    /**
     * Has a module loaded anew, in a new process.
     *
     * @throws IOException when the server refuses that
     */
    public static void reload(int port, String module) throws IOException {
        try (ModuleClient client = open(port)) {
            checked(client.ask(ModuleTalk.hello("_reload_" + module)));
        }
    }

    private static String checked(byte[] answer) throws IOException {
        String text = decoded(answer);
        // spaces are as the server likes them
        if (!text.replace(": ", ":").contains(NO_ERROR)) {
            throw new IOException("Expected an answer without error, got " + quoted(text));
        }
        return text;
    }

    /** Says a line. @return the one that is answered, with its line feed */
    byte[] ask(byte[] line) throws IOException {
        socket.getOutputStream().write(line);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        int count = in.read(buffer);
        while (count > 0 && buffer[count - 1] != '\n') {
            answer.write(buffer, 0, count);
            count = in.read(buffer);
        }
        if (count <= 0) {
            throw new EOFException("Expected a line, got " + answer.size() + " bytes of one and the end");
        }
        answer.write(buffer, 0, count);
        return answer.toByteArray();
    }

    static String decoded(byte[] answer) {
        return URLDecoder.decode(new String(answer, StandardCharsets.US_ASCII), StandardCharsets.UTF_8)
                .strip();
    }

    /** What of it can be put into a message. */
    static String quoted(String text) {
        return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + " …";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
