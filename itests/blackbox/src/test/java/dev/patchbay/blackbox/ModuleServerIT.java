package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Modules written for ModuleServer and its clients, against the started distribution. */
public class ModuleServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String MODULES = """
            "lamp": ["lab.lamp", "Lamp", null],
            "stage": ["lab.lamp", "Stage", "call"],
            "player": ["lab.player", "make_player", "dispatch"],
            "broken": ["lab.lamp", "Broken", null],
            "missing": ["lab.ghost", "Ghost", null],
            "functions": ["lab.functions", "make", null],
            "odd": ["lab.lamp", "Lamp"],
            "_old": ["x", "y", null]
            """;

    private static ModuleServerNode node;

    @BeforeClass
    public static void startANodeWithModules() throws Exception {
        node = ModuleServerNode.started("lamp", MODULES);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static String text(String module, String function, String args) throws Exception {
        return node.com(module, function, args).toString();
    }

    @Test
    public void theServerAnswersForItself() throws Exception {
        try (FormClient client = node.connect()) {
            JsonObject answer = client.hello("_ping");
            assertEquals(Set.of("response", "error", "traceback"), answer.keySet());
            assertEquals("127.0.0.1", answer.getAsJsonArray("response").get(0).getAsString());
            assertTrue(client.isOver());
        }
        String help = node.ask("_help").getAsString();
        assertTrue(help, help.startsWith("Available modules: ") && help.contains("\n\n"));
        String first = help.substring("Available modules: ".length(), help.indexOf('\n'));
        assertEquals(
                Set.of("lamp", "stage", "player", "broken", "missing", "functions"), Set.of(first.split(", ", -1)));
        assertEquals("[\"lamp\"]", node.ask("_get_modules.la").toString());
        assertTrue(node.error("ghost", "x", "[]").contains("ghost does not exist (case matters)"));
    }

    @Test
    public void functionsAreCalledDirectlyOrDispatched() throws Exception {
        assertEquals("[\"ay\",1,false,null]", text("lamp", "my_fun", "[\"ay\", 1, false, null]"));
        assertEquals("[\"127.0.0.1\",\"fly\",[1,\"x\"]]", text("stage", "fly", "[1, \"x\"]"));
        String everything = "[[\"+%&= ü🎵\",5,-2.5,1e20,true,null,{\"a\":[{}]}]]";
        assertEquals(JsonParser.parseString(everything).getAsJsonArray().get(0), node.com("lamp", "echo", everything));
        String help = node.com("lamp", "_help", "[]").getAsString();
        assertTrue(help, help.contains("my_fun(first, second, third=True, fourth=None)"));
        assertTrue(node.com("stage", "_help", "[]").getAsString().contains("dispatch method"));
    }

    @Test
    public void aModuleInTheStyleOfTheOriginalsExamplesNeedsNoChange() throws Exception {
        assertEquals("[7,true]", text("player", "louder", "[2]"));
        assertEquals("[null,false]", text("player", "quieter", "[]"));
        await().atMost(PATIENCE)
                .until(() -> !node.logged("player", "No such thing").isEmpty());
        JsonObject begin = node.logged("player", "Here we go").get(0);
        assertEquals("root", begin.get("name").getAsString());
        assertEquals("INFO", begin.get("levelname").getAsString());
        JsonObject call = node.logged("player", "Calling louder(2,)").get(0);
        assertEquals("lab.player", call.get("name").getAsString());
        assertEquals(List.of(), node.logged("player", "nobody wants to know"));
        JsonObject failure = node.logged("player", "No such thing").get(0);
        assertEquals("ERROR", failure.get("levelname").getAsString());
        assertEquals(
                "AttributeError",
                failure.getAsJsonObject("exc_info").get("type").getAsString());
    }

    @Test
    public void errorsNameTypeAndText() throws Exception {
        assertEquals("ValueError: the bulb is broken", node.error("lamp", "fail", "[]"));
        assertTrue(node.error("lamp", "version", "[1, 2]").startsWith("TypeError: "));
        assertTrue(node.error("lamp", "ghost", "[]").contains("function not found in INSTANCE (case matters)"));
        assertTrue(node.error("lamp", "_secret", "[]").contains("function not found in INSTANCE (case matters)"));
        assertTrue(node.error("lamp", "hide", "[]").contains("set"));
        assertTrue(node.error("broken", "x", "[]").contains("Module failed to load INSTANCE"));
        assertTrue(node.error("missing", "x", "[]").contains("missing worker is not alive!"));
    }

    @Test
    public void aModuleWithoutAnInstanceHasNoHelpEither() throws Exception {
        for (String module : List.of("broken", "functions")) {
            for (String function : List.of("light", "_help")) {
                String error = node.error(module, function, "[]");
                assertTrue(module + ": " + error, error.endsWith("Module failed to load INSTANCE"));
            }
        }
    }

    @Test
    public void aModuleThatIsDeadIsTriedAgainWhenItsOwnEntryChanges() throws Exception {
        try {
            int failures = failuresOfMissing();
            node.configure(MODULES + ", \"spare\": [\"lab.lamp\", \"Lamp\", null]");
            node.awaitServed("spare");
            assertTrue(node.error("missing", "echo", "[1]").contains("missing worker is not alive!"));
            assertEquals(failures, failuresOfMissing());
            long pid = node.pid("lamp");
            node.configure(MODULES.replace("\"lab.ghost\", \"Ghost\"", "\"lab.lamp\", \"Lamp\""));
            node.awaitServed("missing");
            assertEquals(pid, node.pid("lamp"));
        } finally {
            node.configure(MODULES);
            node.ask("_reload_");
        }
        assertTrue(node.error("missing", "echo", "[1]").contains("missing worker is not alive!"));
    }

    private static int failuresOfMissing() throws Exception {
        return node.logged("MainProcess", "Module %s could not be loaded", "\"missing\"")
                .size();
    }

    @Test
    public void helloAndRequestMayComeAtOnceAndByteByByte() throws Exception {
        String both = "%7B%22name%22%3A+%22lamp%22%7D\n"
                + "%7B%22function%22%3A+%22version%22%2C+%22args%22%3A+%5B%5D%2C+%22keep_alive%22%3A+false%7D\n";
        try (FormClient client = node.connect()) {
            client.write(both);
            assertVersion(client);
        }
        try (FormClient client = node.connect()) {
            for (char each : both.toCharArray()) {
                client.write(String.valueOf(each));
            }
            assertVersion(client);
        }
    }

    private static void assertVersion(FormClient client) throws Exception {
        assertEquals("ack", client.answer().get("response").getAsString());
        assertFalse(client.answer().get("error").getAsBoolean());
        assertTrue(client.isOver());
    }

    @Test
    public void largeAnswersArriveWholeAtAClientThatReadsInPieces() throws Exception {
        String client = Programs.script("piecewise-client.py", Temporary.directory());
        NodeProcess.Outcome outcome = NodeProcess.outcome(List.of("python3", client, Integer.toString(node.port())));
        assertEquals(outcome.err(), "intact", outcome.out().strip());
    }

    @Test
    public void theShippedClientForPythonCallsModules() throws Exception {
        String program = Programs.script("modules-client.py", Temporary.directory());
        Path folder = NodeProcess.INSTALLATION.resolve("clients/python");
        NodeProcess.Outcome outcome = NodeProcess.outcome(
                List.of("python3", "-B", program, Integer.toString(node.port()), folder.toString()));
        assertEquals(outcome.err(), "all is well", outcome.out().strip());
    }

    @Test
    public void theShippedClientForJavaCallsModules() throws Exception {
        String program = Programs.script("ModulesClient.java", Temporary.directory());
        Path jar = NodeProcess.INSTALLATION.resolve("clients/java/dev.patchbay.moduleserver.client.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        NodeProcess.Outcome outcome =
                NodeProcess.outcome(List.of(java, "-cp", jar.toString(), program, Integer.toString(node.port())));
        assertEquals(outcome.err(), "all is well", outcome.out().strip());
    }

    @Test
    public void aReloadedModuleHasAnotherProcess() throws Exception {
        long pid = node.pid("lamp");
        assertEquals("Reloaded \"lamp\"", node.ask("_reload_lamp").getAsString());
        long reloaded = node.pid("lamp");
        assertNotEquals(pid, reloaded);
        assertEquals(
                "Failed to find module \"ghost\"", node.ask("_reload_ghost").getAsString());
        assertEquals("Reloaded config", node.ask("_reload_").getAsString());
        assertEquals(reloaded, node.pid("lamp"));
    }

    @Test
    public void theCommandLineReloadsModulesAndShowsTheirHelp() throws Exception {
        long pid = node.pid("lamp");
        NodeProcess.Outcome reloaded = node.process().command("modules", "reload", "lamp");
        assertEquals(reloaded.err(), 0, reloaded.exit());
        assertNotEquals(pid, node.pid("lamp"));
        assertTrue(reloaded.out(), reloaded.out().contains(Long.toString(node.pid("lamp"))));
        pid = node.pid("lamp");
        NodeProcess.Outcome all = node.process().command("modules", "reload");
        assertEquals(all.err(), 0, all.exit());
        assertTrue(all.out(), all.out().contains("lab.player"));
        assertEquals(pid, node.pid("lamp"));
        assertEquals(1, node.process().command("modules", "reload", "missing").exit());
        assertRefused("modules", "reload", "ghost");
        String help = node.process().command("modules", "help", "lamp").out();
        assertTrue(help, help.contains("my_fun(first, second, third=True, fourth=None)"));
        assertRefused("modules", "help", "ghost");
    }

    private static void assertRefused(String... words) throws Exception {
        NodeProcess.Outcome outcome = node.process().command(words);
        assertNotEquals(0, outcome.exit());
        assertTrue(outcome.err(), outcome.err().contains("ghost"));
    }

    @Test
    public void modulesAreProvidersOfTheNode() throws Exception {
        NodeProcess.Outcome called = node.process().command("call", "lamp.echo", "[\"by another way\"]");
        assertEquals(called.err(), 0, called.exit());
        assertTrue(called.out().contains("by another way"));
        assertTrue(node.process().command("modules").out().contains("lab.lamp"));
    }

    @Test
    public void theDiscoveryDocumentHasTheirFunctionsWithTheirParameters() throws Exception {
        List<JsonObject> methods;
        try (RpcCaller caller = new RpcCaller(node.process())) {
            methods =
                    objects(caller.call("rpc.discover", "{}").getAsJsonObject().get("methods"));
        }
        List<String> names = names(methods);
        assertTrue(names.toString(), names.containsAll(List.of("lamp.my_fun", "lamp.echo", "lamp.pid")));
        assertFalse("private", names.contains("lamp._secret"));
        assertTrue(
                "only a dispatch method knows what it understands",
                names.stream().noneMatch(name -> name.startsWith("stage.")));
        List<JsonObject> parameters =
                objects(methods.get(names.indexOf("lamp.my_fun")).get("params"));
        assertEquals(List.of("first", "second", "third", "fourth"), names(parameters));
        assertTrue(isRequired(parameters.get(1)));
        assertFalse(isRequired(parameters.get(2)));
    }

    private static List<JsonObject> objects(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static List<String> names(List<JsonObject> objects) {
        return objects.stream().map(each -> each.get("name").getAsString()).toList();
    }

    private static boolean isRequired(JsonObject parameter) {
        return parameter.has("required") && parameter.get("required").getAsBoolean();
    }

    @Test
    public void recordsOfModulesAreLinesOfJson() throws Exception {
        node.com("lamp", "warn", "[\"hello\"]");
        await().atMost(PATIENCE)
                .until(() -> !node.logged("lamp", "said %s", "hello").isEmpty());
        List<String> processes = new ArrayList<>();
        for (String line : Files.readAllLines(node.process().home().resolve("log/modules.log"))) {
            JsonObject entry = JsonParser.parseString(line).getAsJsonObject();
            for (String key : List.of("created", "processName", "name", "levelname", "msg", "exc_info")) {
                assertTrue(line, entry.has(key));
            }
            processes.add(entry.get("processName").getAsString());
        }
        assertTrue(processes.toString(), processes.containsAll(List.of("MainProcess", "lamp")));
    }

    @Test
    public void whatAModuleWritesIsFollowedByTheCommandLine() throws Exception {
        node.com("lamp", "warn", "[\"before\"]");
        try (RunningCommand logs = node.process().begin("logs", "worker.lamp", "-f")) {
            await().atMost(PATIENCE).until(() -> logs.output().contains("said before"));
            node.com("lamp", "warn", "[\"now\"]");
            node.com("lamp", "say", "[\"printed\"]");
            node.com("player", "louder", "[0]");
            node.com("lamp", "warn", "[\"at last\"]");
            await().atMost(PATIENCE).until(() -> logs.output().contains("said at last"));
            List<String> lines = logs.output().lines().toList();
            assertTrue(lines.toString(), lines.stream().anyMatch(line -> line.matches(".* err .*: said now")));
            assertTrue(lines.toString(), lines.stream().anyMatch(line -> line.endsWith(" out printed")));
            assertFalse("that of another", lines.toString().contains("louder"));
        }
    }

    @Test
    public void recordsOfAllModulesAreFollowedFromTheCommandLine() throws Exception {
        try (RunningCommand following = node.process().begin("logs", "modules", "-f", "-n", "0")) {
            // until it follows, records are none of its business
            await().atMost(PATIENCE).until(() -> {
                node.com("lamp", "warn", "[\"live\"]");
                return following.output().contains("\"live\"");
            });
            assertTrue("it goes on", following.isRunning());
            String line = following
                    .output()
                    .lines()
                    .filter(each -> each.contains("\"live\""))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    "lamp",
                    JsonParser.parseString(line)
                            .getAsJsonObject()
                            .get("processName")
                            .getAsString());
        }
        NodeProcess.Outcome last = node.process().command("logs", "modules", "-n", "1");
        assertEquals(1, last.out().lines().count());
        NodeProcess.Outcome wrong = node.process().command("logs", "modlues");
        assertNotEquals(0, wrong.exit());
        assertTrue(wrong.err(), wrong.err().contains("; there are modules, worker."));
    }

    @Test
    public void whatAModuleWritesIsAnEventForWhoeverListens() throws Exception {
        try (RunningCommand listen = node.process().begin("listen", "process.output")) {
            await().atMost(PATIENCE).until(() -> {
                // nothing is published before somebody listens
                node.com("lamp", "say", "[\"heard\"]");
                return listen.output().contains("heard\"");
            });
            String line = listen.output()
                    .lines()
                    .filter(each -> each.contains("heard\""))
                    .findFirst()
                    .orElseThrow();
            JsonObject event = JsonParser.parseString(line).getAsJsonObject();
            assertEquals("process.output", event.get("name").getAsString());
            JsonObject data = event.getAsJsonObject("data");
            assertEquals("worker.lamp", data.get("name").getAsString());
            assertEquals("out", data.get("stream").getAsString());
            assertEquals("heard", data.get("line").getAsString());
        }
    }
}
