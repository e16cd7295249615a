package dev.patchbay.worker.java;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** A real worker process, told what to do by hand. */
public class WorkerProcessTest {

    private static final String STAGE = """
            public class Stage implements AutoCloseable {
                private static final System.Logger LOG = System.getLogger("stage");
                public Stage() throws Exception {
                    if (java.nio.file.Files.exists(java.nio.file.Path.of("%1$s", "broken"))) {
                        throw new IllegalStateException("no stage");
                    }
                }
                public String version() { return "%2$s"; }
                public String say(String what) {
                    System.out.println(what);
                    LOG.log(System.Logger.Level.WARNING, "said {0}", what);
                    return what;
                }
                public String dispatch(String client, String function, Object... args) {
                    return client + " " + function + " " + args.length;
                }
                public int exit() { System.exit(7); return 0; }
                public boolean canSee(String name) {
                    try { Class.forName(name); return true; } catch (ClassNotFoundException e) { return false; }
                }
                public void stay() { new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } }).start(); }
                public Object thread() { return Thread.currentThread(); }
                @Override public void close() throws Exception {
                    java.nio.file.Files.writeString(java.nio.file.Path.of("%1$s", "closed-%2$s"), "");
                }
            }
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FakeNode node = new FakeNode();

    private Path home() {
        return folder.getRoot().toPath();
    }

    private Path jar(String version) throws IOException {
        return ModuleJar.make(home(), "stage-" + version + ".jar", "Stage", STAGE.formatted(home(), version));
    }

    private void load(String dispatch, Path jar) throws IOException {
        node.start();
        Map<String, Object> order = new HashMap<>();
        order.put("do", "load");
        order.put("name", "stage");
        order.put("entry", "Stage");
        order.put("dispatch", dispatch);
        order.put("path", List.of(jar.toString()));
        order.put("level", "INFO");
        node.send(order);
    }

    private Map<String, Object> reload(Path jar) throws IOException {
        node.send(Map.of("do", "reload", "path", List.of(jar.toString())));
        return node.await("reloaded");
    }

    @Test
    public void servesReloadsAndClosesWhatItServed() throws Exception {
        load(null, jar("1"));
        node.await("imported");
        Map<String, Object> made = node.await("made");
        assertNull(made.get("traceback"));
        assertTrue(made.get("functions").toString().contains("version"));
        assertEquals("1", node.call("version").get("result"));
        assertEquals(false, node.call("canSee", "com.google.gson.Gson").get("result"));
        assertEquals("Exception: function not found in INSTANCE (case matters)", node.lastLine(node.call("Version")));
        assertTrue(node.lastLine(node.call("version", 1)).endsWith("version() takes 0 arguments, got 1"));
        String refusal = node.lastLine(node.call("thread"));
        assertTrue(
                refusal, refusal.startsWith("TypeError: a value of type java.lang.Thread cannot be written as JSON"));
        node.send(Map.of("do", "help"));
        assertTrue(node.await("answer").get("result").toString().lines().anyMatch("version()"::equals));

        assertNull(reload(jar("2")).get("traceback"));
        assertTrue(Files.exists(home().resolve("closed-1")));
        assertEquals("2", node.call("version").get("result"));

        node.call("stay");
        node.send(Map.of("do", "stop"));
        assertEquals(0, node.exitCode());
        assertTrue(Files.exists(home().resolve("closed-2")));
    }

    @Test
    public void aReloadThatFailsKeepsTheOldCode() throws Exception {
        load(null, jar("1"));
        node.await("imported");
        node.await("made");
        Map<String, Object> missing = reload(home().resolve("missing.jar"));
        assertEquals("java.lang.ClassNotFoundException: Stage", node.lastLine(missing));
        assertEquals(true, missing.get("hasInstance"));
        assertEquals("1", node.call("version").get("result"));
        assertTrue(Files.notExists(home().resolve("closed-1")));

        Path other = ModuleJar.make(
                home(),
                "other.jar",
                "Stage",
                "public class Stage { public Stage() { throw new IllegalStateException(\"no light\"); } }");
        Map<String, Object> failing = reload(other);
        assertEquals("java.lang.IllegalStateException: no light", node.lastLine(failing));
        assertEquals(true, failing.get("hasInstance"));
        assertEquals("1", node.call("version").get("result"));
    }

    @Test
    public void aConstructorThatFailsIsToldAndRepaired() throws Exception {
        Files.writeString(home().resolve("broken"), "");
        load(null, jar("1"));
        node.await("imported");
        assertEquals("java.lang.IllegalStateException: no stage", node.lastLine(node.await("made")));
        assertEquals(false, reload(jar("2")).get("hasInstance"));
        Files.delete(home().resolve("broken"));
        assertEquals(true, reload(jar("3")).get("hasInstance"));
        assertEquals("3", node.call("version").get("result"));
    }

    @Test
    public void aClassThatIsNotThereIsToldAndTheProcessEnds() throws Exception {
        load(null, home().resolve("missing.jar"));
        assertEquals("java.lang.ClassNotFoundException: Stage", node.lastLine(node.await("failed")));
        assertEquals(0, node.exitCode());
    }

    @Test
    public void aDispatchMethodGetsClientFunctionAndArguments() throws Exception {
        load("dispatch", jar("1"));
        node.await("imported");
        assertEquals(List.of(), node.await("made").get("functions"));
        assertEquals("127.0.0.1 move 2", node.call("move", 1, "a").get("result"));
        assertEquals("127.0.0.1 _any 0", node.call("_any").get("result"));
    }

    @Test
    public void recordsGoToTheNodeAndPrintsDoNot() throws Exception {
        load(null, jar("1"));
        node.await("imported");
        node.await("made");
        node.send(Map.of("do", "call", "client", "", "function", "say", "args", List.of("hello")));
        Map<String, Object> entry = node.await("log");
        assertEquals("stage", entry.get("name"));
        assertEquals("WARNING", entry.get("levelname"));
        assertEquals("said {0}", entry.get("msg"));
        assertEquals(List.of("hello"), entry.get("args"));
        assertEquals("said hello", entry.get("text"));
        assertEquals("hello", node.await("answer").get("result"));
    }

    @Test
    public void endsWhenTheNodeCloses() throws Exception {
        load(null, jar("1"));
        node.await("imported");
        node.await("made");
        node.close();
        assertEquals(0, node.exitCode());
        assertTrue(Files.exists(home().resolve("closed-1")));
    }

    @Test
    public void endsWhenTheModuleEndsIt() throws Exception {
        load(null, jar("1"));
        node.await("imported");
        node.await("made");
        node.send(Map.of("do", "call", "client", "", "function", "exit", "args", List.of()));
        assertEquals(7, node.exitCode());
    }
}
