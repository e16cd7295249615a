package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** The example's modules in four languages in a node, with the settings that come with them. */
public class ModuleExamplesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path EXAMPLE =
            Path.of("../../examples/modules").toAbsolutePath().normalize();

    private static NodeProcess node;
    private static int queuePort;
    private static int poolPort;

    private LineClient queue;
    private LineClient pool;

    @BeforeClass
    public static void startItInAHomeThatHasThemWhereTheCloneDoes() throws Exception {
        Programs.assume("python3", "node", "bash", "java");
        queuePort = FreePorts.next();
        poolPort = FreePorts.next();
        Path home = NodeProcess.newHome();
        Path modules = Files.createDirectories(home.resolve("examples/modules"));
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, modules.resolve(file.getFileName()));
            }
        }
        int port = FreePorts.next();
        node = NodeProcess.launch(home, settings(port), port);
        node.awaitListening();
    }

    /** The example's own, on free ports. */
    private static String settings(int port) throws IOException {
        String shipped = Files.readString(EXAMPLE.resolve("patchbay.json"));
        String settings = shipped.replace("\"queue\": 5580", "\"queue\": " + queuePort)
                .replace("\"pool\": 5581", "\"pool\": " + poolPort)
                .replaceFirst("\\{", "{ \"http\": { \"port\": " + port + " },");
        assertTrue(settings, !settings.contains("558"));
        return settings;
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Before
    public void connect() throws Exception {
        queue = new LineClient(queuePort);
        pool = new LineClient(poolPort);
    }

    @After
    public void disconnect() throws Exception {
        queue.close();
        pool.close();
    }

    private JsonObject awaitParameter(String uid, String name) throws Exception {
        await().atMost(PATIENCE).until(() -> pool.ask(uid, name).has(name));
        return pool.ask(uid, name);
    }

    private void removeAll(String... uids) throws Exception {
        pool.remove(uids);
        assertEquals("[]", pool.result("pool", "{}").toString());
    }

    @Test
    public void allTypesAreThere() throws Exception {
        assertEquals(
                "[\"countdown\",\"dice\",\"hello\",\"load\"]",
                queue.result("modules_available", "{}").toString());
        assertEquals("[\"idle\"]", queue.result("backgrounds_available", "{}").toString());
    }

    @Test
    public void theOneInPythonGreets() throws Exception {
        String uid = pool.add("hello", "{\"name\": \"Ada\"}");
        assertEquals(
                "Hello, Ada!", awaitParameter(uid, "greeting").get("greeting").getAsString());
        assertEquals(
                "Hello, Zoë!", pool.tell(uid, "rename", "{\"name\": \"Zoë\"}").getAsString());
        assertEquals("Expected a name, got none", refusal(uid, "rename", "{\"name\": \"\"}"));
        removeAll(uid);
    }

    private String refusal(String uid, String cmd, String args) throws Exception {
        return pool.error(
                "tell_module", "{\"uid\": \"" + uid + "\", \"cmd\": \"" + cmd + "\", \"args\": " + args + "}");
    }

    @Test
    public void theOneOfPlainNodeCountsDownAndLeaves() throws Exception {
        String uid = pool.add("countdown", "{\"seconds\": 60}");
        long left = pool.tell(uid, "add", "{\"seconds\": -30}").getAsLong();
        assertTrue("" + left, left > 20 && left <= 30);
        pool.tell(uid, "add", "{\"seconds\": -60}");
        await().atMost(PATIENCE)
                .until(() -> pool.result("pool", "{}").toString().equals("[]"));
        assertTrue(pool.error("add", "{\"type\": \"countdown\", \"args\": {\"seconds\": 0}}")
                .contains("Expected seconds above 0, got 0"));
    }

    @Test
    public void theOneOfBashShowsTheLoadAlsoAsABackground() throws Exception {
        String uid = pool.add("load", "{}");
        assertTrue(awaitParameter(uid, "load").get("load").getAsDouble() >= 0);
        assertTrue(pool.tell(uid, "cores", "{}").getAsInt() > 0);
        assertEquals("Unrecognized command", refusal(uid, "dance", "{}"));
        removeAll(uid);
        String idle = queue.result("set_bg", "{\"type\": \"idle\"}")
                .getAsJsonObject()
                .get("uid")
                .getAsString();
        assertTrue(queue.result("tell_background", "{\"uid\": \"" + idle + "\", \"cmd\": \"cores\"}")
                        .getAsInt()
                > 0);
        queue.remove(idle);
    }

    @Test
    public void theOneInJavaRollsDice() throws Exception {
        String uid = pool.add("dice", "{\"sides\": 20}");
        for (long rolled : List.of(roll(uid), roll(uid), roll(uid))) {
            assertTrue("" + rolled, rolled >= 1 && rolled <= 20);
        }
        assertEquals(20, awaitParameter(uid, "sides").get("sides").getAsLong());
        assertTrue(awaitParameter(uid, "last").get("last").getAsLong() <= 20);
        removeAll(uid);
    }

    private long roll(String uid) throws Exception {
        return pool.tell(uid, "roll", "{}").getAsLong();
    }
}
