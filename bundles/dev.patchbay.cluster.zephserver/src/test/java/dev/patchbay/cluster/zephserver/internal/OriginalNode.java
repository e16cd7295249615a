package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node that speaks the wire without any of our code: {@code original_node.py} in a process of its own. */
final class OriginalNode implements AutoCloseable {

    private final Process process;
    private final Writer orders;
    private final Path script;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<?, ?>> received = new LinkedBlockingQueue<>();

    private OriginalNode(Path script, List<String> command) throws IOException {
        this.script = script;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "original-node");
        reader.setDaemon(true);
        reader.start();
    }

    /** Skips the test where there is no Python 3. */
    static OriginalNode start(String name, int port, String... peers) throws Exception {
        assumeTrue("Skipped: python3 is needed to play an original node, and is not on the PATH", hasPython());
        Path script = Files.createTempFile("original_node", ".py");
        try (InputStream source = OriginalNode.class.getResourceAsStream("/original_node.py")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of("python3", script.toString(), name, String.valueOf(port)));
        command.addAll(List.of(peers));
        OriginalNode node = new OriginalNode(script, command);
        assertEquals("ready", node.lines.poll(20, TimeUnit.SECONDS));
        return node;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(20, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("{")) {
                    received.add((Map<?, ?>) Json.parse(line));
                } else {
                    lines.add(line);
                }
            }
        } catch (Exception e) {
            lines.add("ended: " + e);
        }
    }

    /** Has it send an event to everybody, and waits until it has. */
    void send(String event, Object data) throws Exception {
        orders.write(Json.write(Map.of("event", event, "data", data)) + "\n");
        orders.flush();
        assertEquals("sent", lines.poll(20, TimeUnit.SECONDS));
    }

    /** The next event that is not a signal of the transport itself. */
    Map<?, ?> next() throws InterruptedException {
        Map<?, ?> next;
        do {
            next = received.poll(20, TimeUnit.SECONDS);
            assertNotNull("Nothing has come to the original node", next);
        } while (String.valueOf(next.get("event")).startsWith("patchbay."));
        return next;
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(script);
    }
}
