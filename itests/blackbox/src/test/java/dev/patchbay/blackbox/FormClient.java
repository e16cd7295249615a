package dev.patchbay.blackbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A client of ModuleServer, written from the description of its wire: form-encoded JSON, a line each. */
final class FormClient implements AutoCloseable {

    private static final int TIMEOUT_IN_MS = 20_000;

    private final Socket socket;
    private final BufferedReader in;

    FormClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_IN_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** One call on a connection of its own. @return what came back: response, error, traceback */
    static JsonObject com(int port, String module, String function, String args) throws IOException {
        try (FormClient client = new FormClient(port)) {
            JsonObject ack = client.hello(module);
            if (ack.get("error").getAsBoolean()) {
                return ack;
            }
            return client.call(function, args, false);
        }
    }

    JsonObject hello(String name) throws IOException {
        send("{\"name\": \"" + name + "\"}");
        return answer();
    }

    JsonObject call(String function, String args, boolean keepAlive) throws IOException {
        request("\"" + function + "\"", args, keepAlive);
        return answer();
    }

    /** Sends a request and waits for nothing. @param function as JSON */
    void request(String function, String args, boolean keepAlive) throws IOException {
        send("{\"function\": " + function + ", \"args\": " + args + ", \"keep_alive\": " + keepAlive + "}");
    }

    void send(String message) throws IOException {
        write(URLEncoder.encode(message, StandardCharsets.UTF_8) + "\n");
    }

    void write(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    JsonObject answer() throws IOException {
        return parse(in.readLine());
    }

    private static JsonObject parse(String line) {
        return JsonParser.parseString(URLDecoder.decode(line, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    /** Whether the other side has closed, without another answer. */
    boolean isOver() throws IOException {
        return in.read() < 0;
    }

    /** Whether what comes next is an error, or the end of the connection, however abrupt. */
    boolean isRefused() throws IOException {
        try {
            String line = in.readLine();
            return line == null || parse(line).get("error").getAsBoolean();
        } catch (SocketException e) {
            return true; // reset
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
