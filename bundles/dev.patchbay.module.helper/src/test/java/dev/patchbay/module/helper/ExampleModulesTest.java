package dev.patchbay.module.helper;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** The modules of examples/modules, each in the language it is an example of; skipped where that is not installed. */
public class ExampleModulesTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String UNKNOWN = "Unrecognized command";

    @Rule
    public final FakeOwner owner = new FakeOwner();

    private Process process;

    @After
    public void endsWithItsOwner() throws Exception {
        if (process != null) {
            owner.close();
            boolean hasEnded = process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(hasEnded);
        }
    }

    @Test
    public void pythonGreets() throws IOException {
        start("python3", "-B", "hello.py");
        assertEquals(Map.of("success", true), owner.tell("init", Map.of("name", "Ada")));
        assertEquals(Map.of("greeting", "Hello, Ada!"), parameters());
        assertEquals(
                "Hello, Bob!", owner.tell("do_rename", Map.of("name", "Bob")).get("result"));
        assertEquals(
                "Expected a name, got none",
                owner.tell("do_rename", Map.of("name", "")).get("error"));
        assertEquals(UNKNOWN, owner.tell("do_greet", Map.of()).get("error"));
    }

    @Test
    public void nodeCountsDownAndLeaves() throws IOException {
        start("node", "countdown.mjs");
        assertTrue(
                owner.tell("init", Map.of("seconds", 0)).get("error").toString().contains("above 0"));
        owner.tell("init", Map.of("seconds", 1));
        assertEquals(Map.of("left", 1L), parameters());
        assertEquals(2.0, owner.tell("do_add", Map.of("seconds", 1)).get("result"));
        assertEquals(Map.of("left", 2L), parameters());
        assertEquals("{\"success\":true}", owner.tell("{\"cmd\": \"play\"}"));
        assertEquals(Map.of("left", 1L), parameters());
        assertEquals(Map.of("left", 0L), parameters());
        assertEquals("{\"cmd\":\"rm\"}", owner.update());
        assertEquals(UNKNOWN, owner.tell("toString", Map.of()).get("error"));
    }

    @Test
    public void bashShowsTheLoadWhileItPlays() throws IOException {
        start("bash", "load.sh");
        owner.tell("{\"cmd\": \"init\", \"args\": {}}");
        assertTrue(parameters().get("load") instanceof Number);
        owner.tell("{\"cmd\":\"play\"}");
        assertTrue(parameters().get("load") instanceof Number);
        assertTrue((Double) owner.tell("do_cores", Map.of()).get("result") >= 1);
        owner.tell("{\"cmd\":\"suspend\"}");
        assertEquals(UNKNOWN, owner.tell("do_anything", Map.of()).get("error"));
    }

    @Test
    public void bashLeavesNothingBehind() throws IOException {
        start("bash", "load.sh");
        owner.tell("{\"cmd\":\"play\"}");
        List<ProcessHandle> children = process.descendants().toList();
        assertTrue(children.size() >= 2);
        owner.close();
        await().atMost(20, TimeUnit.SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    public void javaRollsFromItsSource() throws IOException {
        start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "Dice.java");
        assertTrue(
                owner.tell("init", Map.of("sides", 1)).get("error").toString().contains("from 2"));
        owner.tell("init", Map.of("sides", 2));
        assertEquals(Map.of("sides", 2L), parameters());
        assertTrue(List.of(1.0, 2.0).contains(owner.tell("do_roll", Map.of()).get("result")));
        assertTrue(List.of(1L, 2L).contains(parameters().get("last")));
        assertEquals(UNKNOWN, owner.tell("do_cheat", Map.of()).get("error"));
    }

    private Map<?, ?> parameters() throws IOException {
        Map<String, Object> update = WireJson.readObject(owner.update());
        assertEquals("set_parameters", update.get("cmd"));
        return (Map<?, ?>) ((Map<?, ?>) update.get("args")).get("parameters");
    }

    private void start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Arrays.stream(command), Stream.of(owner.args()))
                        .toList())
                .directory(ROOT.resolve("examples/modules").toFile())
                .inheritIO();
        builder.environment().put("PYTHONPATH", ROOT.resolve("clients/python").toString());
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeNoException("This example needs " + command[0] + " on the PATH", e);
        }
        owner.accept();
    }
}
