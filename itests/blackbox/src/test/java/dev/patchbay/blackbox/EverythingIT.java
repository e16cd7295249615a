package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;

/** The settings file that turns on all there is: complete, valid, and a quiet start. */
public class EverythingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path CONFIG = Path.of(System.getProperty("sources"), "config");
    /** Needs a file with a key, so the settings file only mentions it. */
    private static final String NEEDS_A_KEY = "jwt";

    private static final int WALL_CLOCK = 6677;

    /** Where the file names a port, and the port. */
    private static final Map<String, Integer> PORTS = Map.of(
            "\"http\": {\n    \"host\": \"127.0.0.1\",\n    \"port\": ",
            5000,
            "\"websocket-port\": ",
            5000,
            "\"frontend-port\": ",
            8180,
            "\"ports\": {\"queue\": ",
            5580,
            "\"pool\": ",
            5581,
            "\"moduleserver\": {\n    \"host\": \"127.0.0.1\",\n    \"port\": ",
            36577,
            "\"dvbcssWallClock\": {\n    \"host\": \"127.0.0.1\",\n    \"port\": ",
            WALL_CLOCK,
            "udp://{{host}}:",
            WALL_CLOCK);

    private static String everything() throws IOException {
        return Files.readString(CONFIG.resolve("everything.json"));
    }

    private static JsonObject schema() throws IOException {
        return JsonParser.parseString(Files.readString(CONFIG.resolve("patchbay.schema.json")))
                .getAsJsonObject();
    }

    @Test
    public void aNodeStartsWithAllOfItWithoutAWarning() throws Exception {
        Map<Integer, Integer> free = new LinkedHashMap<>();
        PORTS.values().forEach(port -> free.computeIfAbsent(port, unused -> FreePorts.next()));
        String settings = everything();
        for (Map.Entry<String, Integer> port : PORTS.entrySet()) {
            String written = port.getKey() + port.getValue();
            assertTrue(written, settings.contains(written));
            settings = settings.replace(written, port.getKey() + free.get(port.getValue()));
        }
        try (NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), settings, free.get(5000))) {
            node.awaitListening();
            Set<String> expected = free.entrySet().stream()
                    .map(port -> (port.getKey() == WALL_CLOCK ? "udp/" : "tcp/") + port.getValue())
                    .collect(Collectors.toCollection(TreeSet::new));
            await().atMost(PATIENCE).untilAsserted(() -> assertOpen(expected, OpenPorts.of(node.process())));
            NodeProcess.Outcome why = node.command("exec", "why");
            assertEquals(why.out() + why.err(), 0, why.exit());
            assertEquals(List.of(), complaints(node.log()));
        }
    }

    /** Besides those of the settings there is one of any number, where the workers report. */
    private static void assertOpen(Set<String> expected, Set<String> open) {
        assertTrue(expected + " in " + open, open.containsAll(expected));
        assertEquals(open.toString(), expected.size() + 1, open.size());
    }

    private static List<String> complaints(String log) {
        return log.lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }

    @Test
    public void everySectionThereIsHasItsPlace() throws Exception {
        JsonObject written = JsonParser.parseString(everything()).getAsJsonObject();
        for (Map.Entry<String, JsonElement> property :
                schema().getAsJsonObject("properties").entrySet()) {
            String name = property.getKey();
            boolean isSection =
                    !name.contains(".") && property.getValue().getAsJsonObject().has("patternProperties");
            if (isSection && !name.equals(NEEDS_A_KEY)) {
                assertTrue(name, written.has(name));
            }
        }
        assertTrue(everything().contains("\"" + NEEDS_A_KEY + "\": {"));
    }

    @Test
    public void theFilesThatAreShippedMatchTheirSchema() throws Exception {
        URI schema = URI.create("urn:settings");
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new GsonNode.Factory())
                .createValidator();
        validator.registerSchema(schema, schema());
        for (String name : List.of("everything.json", "patchbay.json")) {
            JsonObject settings = JsonParser.parseString(Files.readString(CONFIG.resolve(name)))
                    .getAsJsonObject();
            Validator.Result result = validator.validate(schema, settings);
            List<String> errors = result.getErrors().stream()
                    .map(error -> name + ": " + error.getInstanceLocation() + " " + error.getError())
                    .toList();
            assertEquals(List.of(), errors);
        }
        JsonObject misspelt =
                JsonParser.parseString("{\"http\": {\"prot\": 5000}}").getAsJsonObject();
        assertFalse(validator.validate(schema, misspelt).isValid());
    }
}
