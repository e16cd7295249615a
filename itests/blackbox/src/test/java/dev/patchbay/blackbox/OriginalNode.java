package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node of zephserver's cluster that knows its wire and nothing of Patchbay: a Python program. */
final class OriginalNode implements AutoCloseable {

    private static final Path SCRIPT = Path.of(
            System.getProperty("sources"),
            "bundles/dev.patchbay.cluster.zephserver/src/test/resources/original_node.py");

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();

    /** Skips the test where there is no Python 3. @param peers each {@code name=host:port} */
    OriginalNode(String name, int port, String... peers) throws Exception {
        Programs.assume("python3");
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), name, "" + port));
        command.addAll(List.of(peers));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "original-node");
        reader.setDaemon(true);
        reader.start();
        assertEquals("ready", words.poll(20, TimeUnit.SECONDS));
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void take(String line) {
        if (line.startsWith("{")) {
            received.add(JsonParser.parseString(line).getAsJsonObject());
        } else {
            words.add(line);
        }
    }

    /** Has it raise an event on every other node, and waits until it has. */
    void send(String event, String data) throws Exception {
        JsonObject order = new JsonObject();
        order.addProperty("event", event);
        order.add("data", JsonParser.parseString(data));
        orders.write(order + "\n");
        orders.flush();
        assertEquals("sent", words.poll(20, TimeUnit.SECONDS));
    }

    /** The next thing said that came; what Patchbay nodes tell one another is skipped, as by the original. */
    JsonObject nextSaid() throws Exception {
        JsonObject next;
        do {
            next = received.poll(20, TimeUnit.SECONDS);
            assertNotNull("nothing has come to the original node", next);
        } while (!"say_socket_send".equals(next.get("event").getAsString()));
        return next;
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
