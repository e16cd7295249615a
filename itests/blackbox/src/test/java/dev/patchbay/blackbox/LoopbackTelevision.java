package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node with DVB CSS that is reached at every address of a {@link LoopbackNamespace}. */
final class LoopbackTelevision implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LoopbackNamespace network;
    private final int port = FreePorts.next();
    private final Process process;

    /**
     * Starts it, and waits until it listens.
     *
     * @param dvbcss more sections of the settings
     */
    LoopbackTelevision(LoopbackNamespace network, String dvbcss) throws Exception {
        this.network = network;
        Path home = NodeProcess.newHome();
        Path output = home.resolve("output.txt");
        process = new ProcessBuilder(network.inside(List.of(
                        System.getProperty("patchbay.installation") + "/bin/patchbay",
                        "run",
                        "--home=" + home,
                        "--config=" + Files.writeString(home.resolve("settings.json"), settings(dvbcss)))))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try {
            await().atMost(PATIENCE).until(() -> Files.readString(output).contains(":" + port));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new IllegalStateException("it does not listen: " + Files.readString(output), e);
        }
    }

    private String settings(String dvbcss) {
        return """
                {
                  "http": {"host": "::", "port": %d, "allowPublicWithoutAuthentication": true},
                  %s
                }
                """.formatted(port, dvbcss);
    }

    int port() {
        return port;
    }

    /**
     * What clients that are there at the same time are told first, each at the address that it connects to.
     *
     * @param hosts IPv6 in brackets
     */
    List<JsonObject> firstStates(List<String> hosts) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Clients.class.getName()));
        hosts.forEach(host -> command.add("ws://" + host + ":" + port + "/cii"));
        NodeProcess.Outcome outcome = NodeProcess.outcome(network.inside(command));
        assertEquals(outcome.err(), 0, outcome.exit());
        return outcome.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it did not stop");
        }
    }

    /** A program of its own, since no thread of the test can enter another network. */
    static final class Clients {

        public static void main(String[] urls) throws Exception {
            List<TextSocket> clients = new ArrayList<>();
            for (String url : urls) {
                clients.add(new TextSocket(URI.create(url)));
            }
            for (TextSocket client : clients) {
                System.out.println(client.next());
            }
            clients.forEach(TextSocket::close);
        }
    }
}
