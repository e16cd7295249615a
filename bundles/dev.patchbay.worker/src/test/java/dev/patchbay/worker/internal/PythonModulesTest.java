package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerStatus.State;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What clients of modules in Python get (ModuleServer, §12, rows 4 to 8, 11, 13, 14, 22, 23, 26). */
public class PythonModulesTest {

    private static final String LAMP = """
            import logging
            import threading

            class Lamp:
                def __init__(self):
                    self.gate = threading.Event()
                    self.calls = 0

                def set(self, colour, level=5, *rest):
                    "Sets the colour. More of it here."
                    return [colour, level, list(rest)]

                def my_fun(self, a, b, c, d):
                    return (a, b, c, d)

                def echo(self, value):
                    return value

                def fail(self):
                    try:
                        {}["inner"]
                    except KeyError:
                        raise ValueError("no light")

                def a_set(self):
                    return {1}

                def nan(self):
                    return [float("nan")]

                def twice(self):
                    return {1: "a", "1": "b"}

                def deep(self):
                    value = []
                    for _ in range(300):
                        value = [value]
                    return value

                def exit(self):
                    raise SystemExit(3)

                def log(self):
                    print("printed {not json}")
                    logging.getLogger("lamp.bulb").warning("level %d of %s", 3, "bulb")
                    logging.info("quiet")
                    logging.debug("silent")
                    return None

                def size(self, text):
                    return [len(text), text]

                def _secret(self):
                    return "secret"

                @property
                def costly(self):
                    raise RuntimeError("computed")

                number = 7
            """;

    private static final String STAGE = """
            class Stage:
                def call(self, client, function, *args):
                    return client, function, args

            def make():
                return Stage()

            def _help():
                return "Help of stage"
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    @Before
    public void start() throws Exception {
        Files.createDirectories(node.home().resolve("lab"));
        node.write("lab/lamp.py", LAMP);
        node.python("stage", STAGE);
        node.module("lamp", "lab.lamp", "Lamp", null).module("stage", "stage", "make", "call");
        node.start();
    }

    private Object result(String function, Object... args) throws Exception {
        return Client.result(node.workers(), "lamp", function, args);
    }

    private String problem(String function, Object... args) throws Exception {
        return Client.problem(node.workers(), "lamp", function, args);
    }

    @Test
    public void functionsAreCalledDirectlyOrByTheDispatchMethod() throws Exception {
        assertEquals(Arrays.asList("ay", 1L, false, null), result("my_fun", "ay", 1, false, null));
        assertEquals(List.of("red", 5L, List.of()), result("set", "red"));
        assertEquals(List.of("red", 7L, List.of("x")), result("set", "red", 7, "x"));
        assertEquals(
                List.of("192.0.2.7", "move", List.of(1L, "up")),
                Client.result(node.workers(), "stage", "move", 1, "up"));
        assertEquals(List.of("192.0.2.7", "_any", List.of()), Client.result(node.workers(), "stage", "_any"));
    }

    @Test
    public void valuesComeBackAsTheyWere() throws Exception {
        Object value =
                Json.parse("[\"ä♪😀 +%&=\\\"\\\\\\n\\u0000\", 1, -2.5, 1e20, 12345678901234567890, true, false, null,"
                        + " [[], {}], {\"\": {\"a b\": [1]}}]");
        assertEquals(value, result("echo", value));
        String large = "quotes \" and % and + and ä ".repeat(50_000);
        assertEquals(List.of((long) large.length(), large), result("size", large));
    }

    @Test
    public void whatCannotBeJsonIsAFailureThatNamesItsTypeAndNothingElse() throws Exception {
        assertTrue(problem("a_set"), problem("a_set").startsWith("TypeError: a value of type set cannot be written"));
        assertTrue(problem("nan"), problem("nan").startsWith("ValueError: a value of type list cannot be written"));
        assertTrue(problem("twice"), problem("twice").contains("the answer cannot be read"));
        assertTrue(problem("deep"), problem("deep").contains("the answer cannot be read"));
        assertEquals(1L, result("echo", 1));
        assertEquals(State.READY, node.status("lamp").state());
    }

    @Test
    public void failuresAreToldAsPythonDoesAndTheWorkerGoesOn() throws Exception {
        long pid = node.pid("lamp");
        WorkerAnswer failure = Client.call(node.workers(), "lamp", "fail");
        List<String> lines = failure.traceback().lines().toList();
        assertEquals("ValueError: no light", lines.get(lines.size() - 1));
        assertTrue(lines.contains("KeyError: 'inner'"));
        assertTrue(lines.stream().anyMatch(line -> line.contains("lamp.py\", line") && line.endsWith("in fail")));
        assertFalse(failure.traceback(), failure.traceback().contains("patchbay_worker"));
        assertTrue(problem("set"), problem("set").startsWith("TypeError: Lamp.set() missing 1 required positional"));
        assertEquals("SystemExit: 3", problem("exit"));
        assertTrue(problem("number"), problem("number").contains("not callable"));
        assertEquals("RuntimeError: computed", problem("costly"));
        for (String missing : List.of("nothing", "Set", "_secret", "__init__", "")) {
            assertEquals(missing, "Exception: function not found in INSTANCE (case matters)", problem(missing));
        }
        assertEquals(pid, node.pid("lamp"));
        node.awaitLog("\"processName\":\"lamp\"", "\"name\":\"worker\"", "\"ERROR\"", "\"type\":\"ValueError\"");
    }

    @Test
    public void theHelpIsTheModulesOwnOrALineForEachFunction() throws Exception {
        Client client = Client.queue(node.workers(), "lamp").awaitTurn();
        List<String> lines = client.help().result().toString().lines().toList();
        client.end();
        assertTrue(lines.get(0), lines.get(0).contains("positional"));
        assertTrue(lines.toString(), lines.contains("set(colour, level=5, *rest)"));
        assertTrue(lines.contains("echo(value)"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("secret") || line.contains("costly")));
        Client other = Client.queue(node.workers(), "stage").awaitTurn();
        assertEquals("Help of stage", other.help().result());
        other.end();
        node.python("stage", STAGE.replace("def _help", "def help_"));
        node.awaitLog("Module %s is reloaded", "stage");
        Client third = Client.queue(node.workers(), "stage").awaitTurn();
        List<String> dispatch = third.help().result().toString().lines().toList();
        third.end();
        assertTrue(dispatch.get(0).contains("positional"));
        assertTrue(dispatch.get(1).contains("dispatch method"));
    }

    @Test
    public void whatItLogsIsInTheLogAndWhatItPrintsInThatOfItsProcess() throws Exception {
        assertNull(result("log"));
        node.awaitLog("\"msg\":\"quiet\"");
        String line = node.log().stream()
                .filter(each -> each.contains("level %d of %s"))
                .findFirst()
                .orElseThrow();
        Map<?, ?> entry = (Map<?, ?>) Json.parse(line);
        assertEquals(
                List.of("created", "processName", "name", "levelname", "msg", "exc_info", "args"),
                List.copyOf(entry.keySet()));
        assertEquals("lamp", entry.get("processName"));
        assertEquals("lamp.bulb", entry.get("name"));
        assertEquals("WARNING", entry.get("levelname"));
        assertNull(entry.get("exc_info"));
        assertEquals(List.of(3L, "bulb"), entry.get("args"));
        assertTrue(node.log().stream().noneMatch(each -> each.contains("silent")));
        String printed = Files.readString(node.home().resolve("log/processes/worker.lamp.log"));
        assertTrue(printed, printed.contains(" out printed {not json}"));
        assertTrue(printed, printed.contains(" err ") && printed.contains("lamp.bulb: level 3 of bulb"));
    }

    @Test
    public void modulesThatCannotBeLoadedAreListedAndDoNotHinderOthers() throws Exception {
        node.python("broken", "import no_such_module_at_all\n");
        node.python("wrong", "def light(:\n");
        node.module("missing", "lab.nothing", "X", null)
                .module("nameless", "stage", "Nothing", null)
                .module("broken", "broken", "X", null)
                .module("wrong", "wrong", "X", null);
        for (String name : List.of("missing", "nameless", "broken", "wrong")) {
            node.await(name, State.DEAD);
        }
        assertEquals(
                "could not be loaded: ModuleNotFoundError: No module named 'lab.nothing'",
                node.status("missing").problem());
        assertTrue(node.status("nameless").problem().contains("AttributeError"));
        assertTrue(node.status("wrong").problem().contains("SyntaxError"));
        await().until(() -> node.status("broken").pid().isEmpty());
        assertEquals(1L, result("echo", 1));
        assertEquals(4, node.workers().findings().size());
        assertTrue(node.bus.published.contains("module.died missing with a problem"));
        node.awaitLog("Module %s could not be loaded", "SyntaxError", "wrong.py");
    }
}
