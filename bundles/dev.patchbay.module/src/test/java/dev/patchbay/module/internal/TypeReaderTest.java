package dev.patchbay.module.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.process.ProcessPlan.Limits;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Setting {@code types}. */
public class TypeReaderTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TypeReader reader = new TypeReader(Path.of("/home"), new Surroundings(null, null, name -> null));

    private TypeReader.Result read(String json) {
        return reader.read(json.replace('\'', '"'), "");
    }

    private void assertFault(String fault, String json) {
        TypeReader.Result result = read(json);
        assertEquals(1, result.faults().size());
        assertTrue(
                result.faults().get(0) + " should contain " + fault,
                result.faults().get(0).contains(fault));
    }

    @Test
    public void aTypeIsAListOrAnObject() {
        TypeReader.Result result = read("""
                {'text': ['python3', 'text.py'],
                 'bg': {'command': ['bg'], 'background': true, 'directory': 'sub', 'environment': {'A': 'b'},
                        'memoryInBytes': 1000000, 'cpuInSeconds': 5, 'openFiles': 64}}""");
        assertEquals(List.of(), result.faults());
        assertEquals(
                new ProcessType("text", false, List.of("python3", "text.py"), Path.of("/home"), Map.of(), Limits.NONE),
                result.types().get("text"));
        assertEquals(
                new ProcessType(
                        "bg",
                        true,
                        List.of("bg"),
                        Path.of("/home/sub"),
                        Map.of("A", "b"),
                        new Limits(1_000_000, 5, 64)),
                result.types().get("bg"));
    }

    @Test
    public void directoriesAreRelativeToTheCommonOneAndThatToTheHome() {
        String json = "{\"a\": [\"a\"], \"b\": {\"command\": [\"b\"], \"directory\": \"b\"},"
                + " \"c\": {\"command\": [\"c\"], \"directory\": \"/c\"}}";
        Map<String, ProcessType> types = reader.read(json, "modules").types();
        assertEquals(Path.of("/home/modules"), types.get("a").directory());
        assertEquals(Path.of("/home/modules/b"), types.get("b").directory());
        assertEquals(Path.of("/c"), types.get("c").directory());
    }

    @Test
    public void nothingMeansNoTypes() {
        assertEquals(new TypeReader.Result(Map.of(), List.of()), read(""));
        assertEquals(new TypeReader.Result(Map.of(), List.of()), read("{}"));
    }

    @Test
    public void whatIsWrongWithOneHarmsNoOther() {
        TypeReader.Result result = read("{'bad': 5, 'good': ['x'], 'worse': []}");
        assertEquals(Set.of("good"), result.types().keySet());
        assertEquals(
                "Expected module.types to say how 'bad' is started, but it is neither a list, program and arguments,"
                        + " nor an object with a command",
                result.faults().get(0));
        assertEquals(2, result.faults().size());
    }

    @Test
    public void whatIsWrongIsSaid() {
        assertFault("Expected module.types to be JSON: ", "{'a'");
        assertFault("Expected module.types to be an object of types and their commands, got [1]", "[1]");
        assertFault("its command has to be a list of texts, at least the program", "{'a': {'background': true}}");
        assertFault("its command has to be a list of texts, at least the program", "{'a': ['x', 1]}");
        assertFault("its command has to be a list of texts, at least the program", "{'a': ['']}");
        assertFault("its background has to be true or false", "{'a': {'command': ['x'], 'background': 'yes'}}");
        assertFault("its directory has to be a text", "{'a': {'command': ['x'], 'directory': 1}}");
        assertFault("its environment has to be an object", "{'a': {'command': ['x'], 'environment': []}}");
        assertFault("its environment has to give B a text", "{'a': {'command': ['x'], 'environment': {'B': 1}}}");
        assertFault("its openFiles has to be a whole number", "{'a': {'command': ['x'], 'openFiles': -1}}");
        assertFault("its openFiles has to be a whole number", "{'a': {'command': ['x'], 'openFiles': 3000000000}}");
        assertFault("its memoryInBytes has to be a whole number", "{'a': {'command': ['x'], 'memoryInBytes': 1.5}}");
        assertFault(
                "there is no key 'comand', only background, command, cpuInSeconds, directory, environment,"
                        + " memoryInBytes, openFiles",
                "{'a': {'comand': ['x']}}");
        assertFault("its name has to have 1 to 80 characters", "{'': ['x']}");
        assertFault("its name has to have 1 to 80 characters", "{'" + "a".repeat(81) + "': ['x']}");
        assertFault("its name has to have 1 to 80 characters", "{'a\\n': ['x']}");
        assertEquals(1, reader.read("{\"a\": [\"x\"]}", "\0").faults().size());
    }

    @Test
    public void processesAreToldWhereTheLibrariesAre() throws Exception {
        Path clients = Files.createDirectory(folder.getRoot().toPath().resolve("clients"));
        String python = clients.resolve("python").toString();
        Surroundings helpers = new Surroundings(folder.getRoot().toString(), null, name -> null);
        assertEquals(
                Map.of("PATCHBAY_MODULE_HELPERS", clients.toString(), "PYTHONPATH", python), helpers.addTo(Map.of()));
        assertEquals(
                python + File.pathSeparator + "/mine",
                helpers.addTo(Map.of("PYTHONPATH", "/mine")).get("PYTHONPATH"));
        Surroundings inherited =
                new Surroundings(folder.getRoot().toString(), null, Map.of("PYTHONPATH", "/node's")::get);
        assertEquals(
                python + File.pathSeparator + "/node's",
                inherited.addTo(Map.of("A", "b")).get("PYTHONPATH"));
        assertEquals(
                python + File.pathSeparator + "/mine",
                inherited.addTo(Map.of("PYTHONPATH", "/mine")).get("PYTHONPATH"));
    }

    @Test
    public void withoutThatFolderTheyAreToldNothing() {
        assertEquals(Map.of(), new Surroundings(folder.getRoot().toString(), null, name -> "x").addTo(Map.of()));
        assertEquals(Map.of("A", "b"), new Surroundings(null, null, name -> "x").addTo(Map.of("A", "b")));
    }

    @Test
    public void everyProcessIsToldTheSettingsFileUnlessItsTypeNamesAnother() {
        Surroundings surroundings = new Surroundings(null, "/etc/patchbay.json", name -> null);
        assertEquals(Map.of("SHMOOZE_SETTINGS", "/etc/patchbay.json"), surroundings.addTo(Map.of()));
        Map<String, String> own = Map.of("SHMOOZE_SETTINGS", "/etc/other.json");
        assertEquals(own, surroundings.addTo(own));
    }
}
