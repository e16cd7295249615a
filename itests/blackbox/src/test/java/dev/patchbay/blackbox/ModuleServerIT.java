package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Modules written for ModuleServer and its clients, against the started distribution. */
public class ModuleServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static NodeProcess node;
    private static Path lab;
    private static Path diary;
    private static int port;

    @BeforeClass
    public static void startANodeWithModules() throws Exception {
        Programs.assume("python3");
        Path home = NodeProcess.newHome();
        lab = Files.createDirectory(home.resolve("lab"));
        diary = home.resolve("diary.txt");
        Programs.script("lab/lamp.py", home);
        Files.writeString(lab.resolve("__init__.py"), "");
        configure("");
        port = FreePorts.next();
        int httpPort = FreePorts.next();
        String settings = """
                {"http": {"port": %d}, "moduleserver": {"port": %d}, "worker": {"modulesPath": "%s"}}
                """.formatted(httpPort, port, home.resolve("modules.json"));
        node = NodeProcess.launch(home, settings, httpPort, Map.of("LAB_DIARY", diary.toString()));
        node.awaitListening();
        await().atMost(PATIENCE).until(() -> com("lamp", "version", "[]").getAsInt() > 0);
    }

    private static void configure(String more) throws IOException {
        Path file = lab.resolveSibling("modules.json");
        Files.writeString(file, """
                {
                  "lamp": ["lab.lamp", "Lamp", null],
                  "stage": ["lab.lamp", "Stage", "call"],
                  "slow": ["lab.lamp", "Slow", null],
                  "broken": ["lab.lamp", "Broken", null],
                  "missing": ["lab.ghost", "Ghost", null],
                  "odd": ["lab.lamp", "Lamp"],
                  %s
                  "_old": ["x", "y", null]
                }
                """.formatted(more));
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static JsonElement com(String module, String function, String args) throws IOException {
        JsonObject answer = FormClient.com(port, module, function, args);
        assertFalse(answer.toString(), answer.get("error").getAsBoolean());
        return answer.get("response");
    }

    /** The last line of the traceback with which something is refused. */
    private static String error(String module, String function, String args) throws IOException {
        JsonObject answer = FormClient.com(port, module, function, args);
        assertTrue(answer.toString(), answer.get("error").getAsBoolean());
        assertEquals("", answer.get("response").getAsString());
        String[] lines = answer.get("traceback").getAsString().split("\n", -1);
        return lines[lines.length - 1];
    }

    @Test
    public void theServerAnswersForItself() throws Exception {
        try (FormClient client = new FormClient(port)) {
            assertEquals(
                    "127.0.0.1",
                    client.hello("_ping").getAsJsonArray("response").get(0).getAsString());
            assertTrue(client.isOver());
        }
        try (FormClient client = new FormClient(port)) {
            String help = client.hello("_help").get("response").getAsString();
            assertTrue(help, help.startsWith("Available modules: ") && help.contains("\n\n"));
            String first = help.substring("Available modules: ".length(), help.indexOf('\n'));
            assertEquals(Set.of("lamp", "stage", "slow", "broken", "missing"), Set.of(first.split(", ", -1)));
        }
        try (FormClient client = new FormClient(port)) {
            assertEquals(
                    "[\"lamp\"]",
                    client.hello("_get_modules.la").get("response").toString());
        }
        assertTrue(error("ghost", "x", "[]").contains("ghost does not exist (case matters)"));
    }

    @Test
    public void functionsAreCalledDirectlyOrDispatched() throws Exception {
        assertEquals(
                "[\"ay\",1,false,null]",
                com("lamp", "my_fun", "[\"ay\", 1, false, null]").toString());
        assertEquals(
                "[\"127.0.0.1\",\"fly\",[1,\"x\"]]",
                com("stage", "fly", "[1, \"x\"]").toString());
        String everything = "[[\"+%&= ü🎵\",5,-2.5,1e20,true,null,{\"a\":[{}]}]]";
        assertEquals(JsonParser.parseString(everything).getAsJsonArray().get(0), com("lamp", "echo", everything));
        assertTrue(com("lamp", "_help", "[]").getAsString().contains("my_fun(first, second, third=True, fourth=None)"));
        assertTrue(com("stage", "_help", "[]").getAsString().contains("dispatch method"));
    }

    @Test
    public void errorsNameTypeAndText() throws Exception {
        assertEquals("ValueError: the bulb is broken", error("lamp", "fail", "[]"));
        assertTrue(error("lamp", "version", "[1, 2]").startsWith("TypeError: "));
        assertTrue(error("lamp", "ghost", "[]").contains("function not found in INSTANCE (case matters)"));
        assertTrue(error("lamp", "_secret", "[]").contains("function not found in INSTANCE (case matters)"));
        assertTrue(error("lamp", "hide", "[]").contains("set"));
        assertTrue(error("broken", "x", "[]").contains("Module failed to load INSTANCE"));
        assertTrue(error("missing", "x", "[]").contains("missing worker is not alive!"));
    }

    @Test
    public void aConnectionIsKeptWhileItIsUsed() throws Exception {
        try (FormClient client = new FormClient(port)) {
            client.hello("lamp");
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        i,
                        client.call("echo", "[" + i + "]", true).get("response").getAsInt());
            }
            long begin = System.nanoTime();
            assertTrue(client.isOver());
            long idleInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertTrue(idleInMs + " ms", idleInMs >= 900 && idleInMs < 3_000);
        }
        try (FormClient client = new FormClient(port)) {
            client.write("%7B%22name%22%3A+%22lamp%22%7D\n"
                    + "%7B%22function%22%3A+%22version%22%2C+%22args%22%3A+%5B%5D%2C+%22keep_alive%22%3A+false%7D\n");
            assertEquals("ack", client.answer().get("response").getAsString());
            assertFalse(client.answer().get("error").getAsBoolean());
            assertTrue(client.isOver());
        }
    }

    @Test
    public void whoIsLateIsToldAndNobodyWaitsForHim() throws Exception {
        try (FormClient late = new FormClient(port)) {
            late.write("%7B");
            assertEquals("prompt", com("lamp", "echo", "[\"prompt\"]").getAsString());
            JsonObject answer = late.answer();
            assertTrue(
                    answer.get("traceback").getAsString(),
                    answer.get("traceback").getAsString().contains("timeout"));
            assertTrue(late.isOver());
        }
    }

    @Test
    public void aWorkerServesOneClientAtATimeAndOthersMeanwhile() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            long begin = System.nanoTime();
            List<Future<JsonElement>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(clients.submit(() -> com("lamp", "sleep", "[0.4]")));
            }
            assertEquals("[\"127.0.0.1\",\"now\",[]]", com("stage", "now", "[]").toString());
            assertTrue("not after the others", System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1_200));
            for (Future<JsonElement> call : calls) {
                call.get(10, TimeUnit.SECONDS);
            }
            assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(1_200));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    public void largeAnswersArriveWholeAtAClientThatReadsInPieces() throws Exception {
        String client = Programs.script("piecewise-client.py", Temporary.directory());
        NodeProcess.Outcome outcome = NodeProcess.outcome(List.of("python3", client, Integer.toString(port)));
        assertEquals(outcome.err(), "intact", outcome.out().strip());
    }

    @Test
    public void aReloadedModuleHasAnotherProcessAndAChangedOneTheSame() throws Exception {
        int pid = com("lamp", "pid", "[]").getAsInt();
        try (FormClient client = new FormClient(port)) {
            assertEquals(
                    "Reloaded \"lamp\"",
                    client.hello("_reload_lamp").get("response").getAsString());
        }
        int reloaded = com("lamp", "pid", "[]").getAsInt();
        assertNotEquals(pid, reloaded);
        try (FormClient client = new FormClient(port)) {
            assertEquals(
                    "Failed to find module \"ghost\"",
                    client.hello("_reload_ghost").get("response").getAsString());
        }
        Path code = lab.resolve("lamp.py");
        Files.writeString(code, Files.readString(code).replaceFirst("VERSION = \\d+", "VERSION = 7"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> com("lamp", "version", "[]").getAsInt() == 7);
        assertEquals(reloaded, com("lamp", "pid", "[]").getAsInt());
        assertTrue(Files.readString(diary).contains("ended"));
    }

    @Test
    public void theConfigurationIsFollowedWithoutTouchingTheOthers() throws Exception {
        int lamp = com("lamp", "pid", "[]").getAsInt();
        configure("\"spare\": [\"lab.lamp\", \"Lamp\", null],");
        await().atMost(PATIENCE).until(() -> names().contains("spare"));
        await().atMost(PATIENCE).until(() -> com("spare", "version", "[]").getAsInt() > 0);
        Files.writeString(lab.resolveSibling("modules.json"), "{\"lamp\": [");
        assertEquals(lamp, com("lamp", "pid", "[]").getAsInt());
        configure("");
        await().atMost(PATIENCE).until(() -> !names().contains("spare"));
        assertEquals(lamp, com("lamp", "pid", "[]").getAsInt());
    }

    private static String names() throws IOException {
        try (FormClient client = new FormClient(port)) {
            return client.hello("_get_modules").get("response").toString();
        }
    }

    @Test
    public void aWorkerThatDiesIsBackWithTheNextCall() throws Exception {
        int pid = com("lamp", "pid", "[]").getAsInt();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            JsonObject answer = FormClient.com(port, "lamp", "pid", "[]");
            return !answer.get("error").getAsBoolean() && answer.get("response").getAsInt() != pid;
        });
        assertTrue(FormClient.com(port, "lamp", "crash", "[]").get("error").getAsBoolean());
        await().atMost(PATIENCE)
                .until(() ->
                        !FormClient.com(port, "lamp", "pid", "[]").get("error").getAsBoolean());
        await().atMost(PATIENCE)
                .until(() ->
                        Files.readString(node.home().resolve("log/modules.log")).contains("CRITICAL"));
    }

    @Test
    public void aSlowConstructorDelaysOnlyItsOwnClients() throws Exception {
        try (FormClient client = new FormClient(port)) {
            client.hello("_reload_slow");
        }
        assertEquals("here", com("lamp", "echo", "[\"here\"]").getAsString());
        assertTrue(com("slow", "ready", "[]").getAsBoolean());
    }

    @Test
    public void modulesAreProvidersOfTheNode() throws Exception {
        NodeProcess.Outcome called = node.command("call", "lamp.echo", "[\"by another way\"]");
        assertEquals(called.err(), 0, called.exit());
        assertTrue(called.out().contains("by another way"));
        assertTrue(node.command("modules").out().contains("lab.lamp"));
    }

    @Test
    public void recordsOfModulesAreLinesOfJson() throws Exception {
        com("lamp", "warn", "[\"hello\"]");
        Path log = node.home().resolve("log/modules.log");
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("said %s"));
        for (String line : Files.readAllLines(log)) {
            JsonObject entry = JsonParser.parseString(line).getAsJsonObject();
            for (String key : List.of("created", "processName", "name", "levelname", "msg", "exc_info")) {
                assertTrue(line, entry.has(key));
            }
        }
    }

    @Test
    public void recordsOfAllModulesAreFollowedFromTheCommandLine() throws Exception {
        Path shown = Temporary.directory().resolve("shown.txt");
        Process following = new ProcessBuilder(node.commandLine("logs", "modules", "-f", "-n", "0"))
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile())
                .start();
        try {
            // until it follows, records are none of its business
            await().atMost(PATIENCE).until(() -> {
                com("lamp", "warn", "[\"live\"]");
                return Files.readString(shown).contains("\"live\"");
            });
            assertTrue("it goes on", following.isAlive());
            String line = Files.readAllLines(shown).stream()
                    .filter(each -> each.contains("\"live\""))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    "lamp",
                    JsonParser.parseString(line)
                            .getAsJsonObject()
                            .get("processName")
                            .getAsString());
        } finally {
            following.destroy();
        }
        assertEquals(1, node.command("logs", "modules", "-n", "1").out().lines().count());
        NodeProcess.Outcome wrong = node.command("logs", "modlues");
        assertNotEquals(0, wrong.exit());
        assertTrue(wrong.err(), wrong.err().contains("; there are modules, worker."));
    }

    @Test
    public void noCallFailsWithEightClientsAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                work.add(() -> {
                    int calls = 0;
                    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2); System.nanoTime() < end; calls++) {
                        assertEquals(
                                "ay",
                                com("stage", "x", "[\"ay\"]")
                                        .getAsJsonArray()
                                        .get(2)
                                        .getAsJsonArray()
                                        .get(0)
                                        .getAsString());
                    }
                    return calls;
                });
            }
            int calls = 0;
            for (Future<Integer> done : clients.invokeAll(work)) {
                calls += done.get();
            }
            assertTrue(calls + " calls in 2 s", calls > 50);
        } finally {
            clients.shutdownNow();
        }
    }
}
