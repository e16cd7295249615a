package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The one command that starts the chat on two nodes, with its own settings on ports that are free. */
public class ChatRunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path EXAMPLE = Path.of(System.getProperty("sources"), "examples/chat");
    private static final String NODES = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"cluster.nodes\"}";

    private final Map<String, Integer> ports = Map.of(
            "5001", FreePorts.next(), "5002", FreePorts.next(), "7801", FreePorts.next(), "7802", FreePorts.next());

    private Path folder;
    private Path output;
    private Process run;

    @Before
    public void writeSettings() throws IOException {
        folder = Temporary.directory();
        output = folder.resolve("output.txt");
        for (String node : new String[] {"east.json", "west.json"}) {
            String settings = Files.readString(EXAMPLE.resolve("config").resolve(node));
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                settings = settings.replace(port.getKey(), port.getValue().toString());
            }
            Files.writeString(folder.resolve(node), settings);
        }
    }

    private void run() throws IOException {
        run = new ProcessBuilder(EXAMPLE.resolve("run").toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    @After
    public void stop() throws Exception {
        if (run != null) {
            run.destroy();
            assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        }
    }

    @Test
    public void oneCommandStartsBothPagesAndSigtermStopsBothNodes() throws Exception {
        run();
        await().atMost(PATIENCE).until(() -> Files.readString(output).contains("Open both"));
        for (String port : new String[] {"5001", "5002"}) {
            String url = "http://127.0.0.1:" + ports.get(port) + "/chat";
            assertTrue(url, Files.readString(output).contains(url));
            await().atMost(PATIENCE).until(() -> status(url), status -> status == 200);
            await().atMost(PATIENCE).until(() -> nodesSeenAt(ports.get(port)), nodes -> nodes == 2);
        }

        run.destroy();

        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        assertEquals(143, run.exitValue());
        assertGone("east", "5001");
        assertGone("west", "5002");
    }

    private static int status(String url) throws Exception {
        HttpResponse<Void> answer = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
        return answer.statusCode();
    }

    private static int nodesSeenAt(int port) throws Exception {
        try (TextSocket socket = new TextSocket(URI.create("ws://127.0.0.1:" + port + "/rpc"))) {
            return socket.ask(NODES).getAsJsonArray("result").size();
        }
    }

    /** Stopped in order: its lock is let go. */
    private void assertGone(String node, String port) throws IOException {
        assertEquals("", Files.readString(folder.resolve(node).resolve("data/patchbay.lock")));
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", ports.get(port)).close());
    }

    @Test
    public void whenTheSecondDoesNotStartTheReasonIsPrintedAndTheFirstIsStopped() throws Exception {
        Proof.only("takes 12 s");
        Path west = folder.resolve("west.json");
        String refused = Files.readString(west).replace("\"name\": \"west\"", "\"controlAddress\": \"0.0.0.0:0\"");
        Files.writeString(west, refused);
        run();
        assertTrue(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, run.exitValue());
        String said = Files.readString(output);
        assertTrue(said, said.contains("The node west did not start:"));
        assertTrue(said, said.contains("host.allowPublicControl"));
        assertGone("east", "5001");
    }
}
