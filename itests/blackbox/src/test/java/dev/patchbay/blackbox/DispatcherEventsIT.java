package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Test;

/** What the dispatcher says of itself: that it is ready, that it ends, that its schemas changed (dispatcher, §9.0). */
public class DispatcherEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SETTINGS =
            "{\"http\": {\"port\": %d}," + " \"dispatcher\": {\"websocket-port\": 0, \"frontend-port\": 0}}";

    /** A component whose constructor waits for a file. */
    private static final String GATE = """
            <scr:component name="gate" immediate="true">
              <implementation class="gate.Gate"/>
            </scr:component>
            """;

    @Test
    public void whoIsEarlyIsToldWhenTheNodeIsReady() throws Exception {
        Path open = Temporary.directory().resolve("open");
        int port = FreePorts.next();
        try (NodeProcess node = heldUp(port, open);
                DispatcherClient client = early(port).hearing("server.ready")) {
            String waiting = client.sendCall("management.wait_ready", "[]");
            client.expectNoAnswer(waiting);
            client.expectNothingHeard();
            Files.createFile(open);
            assertTrue(client.result(client.answer(waiting)).getAsBoolean());
            JsonObject ready = client.event("server.ready");
            assertTrue(ready.toString(), ready.has("description"));
            assertTrue(client.call("management.wait_ready", "[]").getAsBoolean());
            client.expectNothingHeard();
            assertTrue(node.process().isAlive());
        }
    }

    /** A node that opens its ports, and then does not start the rest before that file is there. */
    private static NodeProcess heldUp(int port, Path open) throws Exception {
        Path installation = Temporary.directory();
        copy(NodeProcess.INSTALLATION, installation);
        Path bundles = installation.resolve("bundles");
        Files.copy(new SourceJar("gate", "gate.java", "Gate", GATE).build(), bundles.resolve("gate.jar"));
        Files.writeString(bundles.resolve("start.levels"), "45 gate\n", StandardOpenOption.APPEND);
        Path home = NodeProcess.newHome();
        Path settings = Files.writeString(home.resolve("settings.json"), SETTINGS.formatted(port));
        List<String> line = List.of(
                installation.resolve("bin/patchbay").toString(),
                "run",
                "--home",
                home.toString(),
                "--config",
                settings.toString());
        return NodeProcess.launch(home, port, line, Map.of("GATE", open.toString()));
    }

    private static void copy(Path folder, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path place = to.resolve(folder.relativize(file));
                Files.createDirectories(place.getParent());
                Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** A client of a node that is just about to open its port. */
    private static DispatcherClient early(int port) {
        return await().atMost(PATIENCE)
                .ignoreException(CompletionException.class)
                .until(() -> DispatcherClient.service(port, "early"), client -> true);
    }

    @Test
    public void itsEndIsTold() throws Exception {
        try (NodeProcess node = NodeProcess.started(SETTINGS);
                DispatcherClient client =
                        DispatcherClient.service(node.port(), "observer").hearing("server.shutdown")) {
            client.expectNothingHeard();
            node.process().destroy();
            JsonObject end = client.event("server.shutdown");
            assertTrue(end.toString(), end.has("description"));
            assertTrue(node.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    public void everyChangeOfTheSchemasIsToldWithTheHashOfAll() throws Exception {
        try (NodeProcess node = NodeProcess.started(SETTINGS);
                DispatcherClient service = DispatcherClient.service(node.port(), "lab");
                DispatcherClient client =
                        DispatcherClient.service(node.port(), "observer").hearing("server.schema_document_changed")) {
            String before = hash(client);
            service.call("plugin.register_schema", "[\"Scope\", {\"type\": \"object\"}]");
            String with =
                    client.event("server.schema_document_changed").get("hash").getAsString();
            assertNotEquals(before, with);
            assertEquals(with, hash(client));
            service.call("plugin.unregister_schema", "[\"Scope\"]");
            assertEquals(
                    before,
                    client.event("server.schema_document_changed").get("hash").getAsString());
            assertEquals(before, hash(client));
        }
    }

    private static String hash(DispatcherClient client) throws Exception {
        return client.call("discovery.get_schema_hash", "[]").getAsString();
    }
}
