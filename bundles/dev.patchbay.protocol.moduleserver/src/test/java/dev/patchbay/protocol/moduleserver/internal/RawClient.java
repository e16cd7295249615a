package dev.patchbay.protocol.moduleserver.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import dev.patchbay.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that sends what the test says, byte for byte. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_IN_MS = 20_000;
    private static final String ACKNOWLEDGEMENT = "{\"response\":\"ack\",\"error\":false,\"traceback\":\"\"}";

    private final Socket socket = new Socket();
    private final InputStream in;

    RawClient(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_IN_MS);
        socket.connect(server);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static String form(Object message) {
        return URLEncoder.encode(Json.write(message), UTF_8);
    }

    static String hello(@Nullable String name) {
        Map<String, Object> hello = new LinkedHashMap<>();
        hello.put("name", name);
        return form(hello);
    }

    static String request(@Nullable String function, boolean isKeptAlive, Object... args) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("function", function);
        request.put("args", Arrays.asList(args));
        request.put("keep_alive", isKeptAlive);
        return form(request);
    }

    RawClient send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        return this;
    }

    RawClient sendLine(String line) throws IOException {
        return send(line + "\n");
    }

    /** Says hello to a module, and is acknowledged. */
    RawClient greet(String module) throws Exception {
        sendLine(hello(module)).assertAcknowledged();
        return this;
    }

    void assertAcknowledged() throws Exception {
        assertEquals(ACKNOWLEDGEMENT, URLDecoder.decode(takeLine(), UTF_8));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The next line as it came; null at the end. */
    @Nullable
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    return line.toString(ISO_8859_1);
                }
                line.write(next);
            }
        } catch (SocketException e) {
            return null; // a reset is an end, too
        }
        assertEquals("half a line before the end", 0, line.size());
        return null;
    }

    String takeLine() throws IOException {
        String line = readLine();
        assertNotNull("Expected a line, got the end", line);
        return line;
    }

    /** What the next answer says, which is no error. */
    @Nullable
    Object response() throws Exception {
        Map<?, ?> envelope = envelope();
        assertEquals(envelope.toString(), false, envelope.get("error"));
        assertEquals("", envelope.get("traceback"));
        return envelope.get("response");
    }

    /** The last line of the traceback of the next answer, which is an error and the last one. */
    String lastError() throws Exception {
        String traceback = traceback();
        assertEnd();
        return traceback.substring(traceback.lastIndexOf('\n') + 1);
    }

    String traceback() throws Exception {
        Map<?, ?> envelope = envelope();
        assertEquals(envelope.toString(), true, envelope.get("error"));
        assertEquals("", envelope.get("response"));
        return (String) envelope.get("traceback");
    }

    private Map<?, ?> envelope() throws Exception {
        String line = takeLine();
        Map<?, ?> envelope = (Map<?, ?>) Json.parse(URLDecoder.decode(line, UTF_8));
        assertEquals(List.of("response", "error", "traceback"), new ArrayList<>(envelope.keySet()));
        return envelope;
    }

    void assertEnd() throws IOException {
        assertNull(readLine());
    }

    /** Sends nothing any more, and still reads. */
    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Vanishes without a goodbye of TCP. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
