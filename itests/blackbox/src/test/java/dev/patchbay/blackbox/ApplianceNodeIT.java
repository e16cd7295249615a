package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.Manifest;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The jar with the plugins of examples/appliance in a node, seen by a client of the dispatcher. */
public class ApplianceNodeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JAR = "appliance.jar";
    private static final String TANK = "[{\"name\": \"tank\", \"sizeInGib\": 5}]";

    private NodeProcess node;
    private DispatcherClient client;

    @Before
    public void startANodeWithTheJar() throws Exception {
        node = NodeProcess.started("{\"http\": {\"port\": %d}, \"dispatcher\": {}}");
        client = DispatcherClient.service(node.port(), "observer")
                .hearing("server.plugin.*", "entity-subscriber.volume.changed");
        node.deploy("appliance");
        awaitInitialised();
    }

    @After
    public void stopIt() throws Exception {
        if (client != null) {
            client.close();
        }
        if (node != null) {
            node.close();
        }
    }

    /** Storage is first, since shares depend on it. */
    private void awaitInitialised() throws Exception {
        for (String plugin : new String[] {"storage", "shares"}) {
            assertEquals(
                    plugin,
                    client.event("server.plugin.initialized").get("name").getAsString());
        }
    }

    private JsonElement call(String method) throws Exception {
        return client.call(method, "[]");
    }

    @Test
    public void whatItsPluginsRegisterIsDiscoveredAndCalled() throws Exception {
        assertEquals("[\"shares\",\"storage\"]", sorted(call("management.get_plugin_names")));
        assertTrue(call("discovery.get_services").toString().contains("\"volume\""));
        assertTrue(call("discovery.get_services").toString().contains("\"share\""));
        assertTrue(call("discovery.get_methods", "[\"volume\"]").contains("\"query\""));
        assertTrue(call("discovery.get_tasks").getAsJsonObject().has("volume.scrub"));
        assertTrue(call("discovery.get_event_types").getAsJsonObject().has("volume.changed"));
        JsonObject schema = call("discovery.get_schema").getAsJsonObject();
        assertTrue(schema.getAsJsonObject("definitions").has("Volume"));
        client.call("volume.create", TANK);
        assertEquals(
                "[{\"id\":\"tank\",\"name\":\"tank\",\"sizeInGib\":5}]",
                client.call("volume.query", "[[[\"sizeInGib\", \">\", 4]]]").toString());
        assertEquals(
                "[]",
                client.call("volume.query", "[[[\"sizeInGib\", \">\", 5]]]").toString());
    }

    @Test
    public void whoFollowsItsVolumesIsToldThemWithTheirChanges() throws Exception {
        client.call("volume.create", TANK);
        JsonObject created = client.event("entity-subscriber.volume.changed");
        assertEquals("create", created.get("operation").getAsString());
        assertEquals(
                "[{\"id\":\"tank\",\"name\":\"tank\",\"sizeInGib\":5}]",
                created.get("entities").toString());
        client.call("volume.delete", "[\"tank\"]");
        JsonObject deleted = client.event("entity-subscriber.volume.changed");
        assertEquals("[\"tank\"]", deleted.get("ids").toString());
        assertTrue(deleted.get("entities").isJsonNull());
    }

    @Test
    public void itsPluginsBeginAnewOnCommandAndWithAnotherJarAndGoWithIt() throws Exception {
        client.call("volume.create", TANK);
        call("management.reload_plugins");
        awaitInitialised();
        assertEquals("what was in memory is gone", "[]", call("volume.list").toString());

        client.call("volume.create", TANK);
        node.deploy(newer(Path.of(System.getProperty("examples"), JAR)), JAR);
        awaitInitialised();
        assertEquals("[]", call("volume.list").toString());
        assertTrue(node.command("exec", "plugins").out().contains("appliance/1.0.1"));

        Files.delete(node.home().resolve("deploy").resolve(JAR));
        await().atMost(PATIENCE)
                .until(() -> call("management.get_plugin_names").toString().equals("[]"));
        assertTrue(!call("discovery.get_services").toString().contains("\"volume\""));
        assertTrue(!call("discovery.get_tasks").getAsJsonObject().has("volume.scrub"));
        assertTrue(!call("discovery.get_event_types").getAsJsonObject().has("volume.changed"));
        client.expectError(client.answer(client.sendCall("volume.list", "[]")), 2, "Service volume not found");
    }

    private String call(String method, String args) throws Exception {
        return client.call(method, args).toString();
    }

    private static String sorted(JsonElement names) {
        return names.getAsJsonArray().asList().stream()
                .map(JsonElement::toString)
                .sorted()
                .toList()
                .toString()
                .replace(", ", ",");
    }

    /** The same with the next version. */
    private static Path newer(Path jar) throws IOException {
        Path copy = Files.copy(jar, Temporary.directory().resolve("newer.jar"));
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            Path place = zip.getPath("META-INF/MANIFEST.MF");
            Manifest manifest;
            try (var in = Files.newInputStream(place)) {
                manifest = new Manifest(in);
            }
            manifest.getMainAttributes().putValue("Bundle-Version", "1.0.1");
            try (OutputStream out = Files.newOutputStream(place)) {
                manifest.write(out);
            }
        }
        return copy;
    }
}
