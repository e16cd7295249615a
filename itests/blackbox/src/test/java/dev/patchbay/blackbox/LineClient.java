package dev.patchbay.blackbox;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of a shmooze service: a line of JSON, and a line back. */
final class LineClient implements AutoCloseable {

    private static final int TIMEOUT_IN_MS = 20_000;

    private final Socket socket;
    private final BufferedReader in;

    LineClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_IN_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next line; null when the other side has closed. */
    String line() throws IOException {
        return in.readLine();
    }

    String ask(String line) throws IOException {
        write(line + "\n");
        return line();
    }

    /** The result of a command that succeeds; JSON null when it has none. */
    JsonElement result(String cmd, String args) throws IOException {
        JsonObject envelope = envelope(cmd, args);
        assertTrue(envelope.toString(), envelope.get("success").getAsBoolean());
        return envelope.has("result") ? envelope.get("result") : JsonNull.INSTANCE;
    }

    /** The text with which a command is refused. */
    String error(String cmd, String args) throws IOException {
        JsonObject envelope = envelope(cmd, args);
        assertFalse(envelope.toString(), envelope.get("success").getAsBoolean());
        return envelope.get("error").getAsString();
    }

    private JsonObject envelope(String cmd, String args) throws IOException {
        return JsonParser.parseString(ask("{\"cmd\": \"" + cmd + "\", \"args\": " + args + "}"))
                .getAsJsonObject();
    }

    /** Adds a module. @return its uid */
    String add(String type, String args) throws IOException {
        return result("add", "{\"type\": \"" + type + "\", \"args\": " + args + "}")
                .getAsJsonObject()
                .get("uid")
                .getAsString();
    }

    JsonElement tell(String uid, String cmd, String args) throws IOException {
        return result("tell_module", "{\"uid\": \"" + uid + "\", \"cmd\": \"" + cmd + "\", \"args\": " + args + "}");
    }

    JsonObject ask(String uid, String... names) throws IOException {
        String list = names.length == 0 ? "" : "\"" + String.join("\", \"", names) + "\"";
        return result("ask_module", "{\"uid\": \"" + uid + "\", \"parameters\": [" + list + "]}")
                .getAsJsonObject();
    }

    void remove(String... uids) throws IOException {
        result("rm", "{\"uids\": [\"" + String.join("\", \"", uids) + "\"]}");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
