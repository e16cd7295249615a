package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class WorkersCommandsTest {

    private static final String LAMP = "{\"name\":\"lamp\",\"module\":\"lab.lamp\",\"state\":\"ready\",\"pid\":4711,"
            + "\"since\":\"2026-11-20T13:59:34Z\",\"waiting\":2,\"problem\":null}";
    private static final String LAMPSHADE = "{\"name\":\"lampshade\",\"module\":\"java:shade.jar\",\"state\":\"dead\","
            + "\"pid\":null,\"since\":\"2026-11-20T13:59:34Z\",\"waiting\":0,\"problem\":\"could not be\\nimported\"}";

    private static final String HEADING_OF_LAMP = "NAME  MODULE    STATE  PID   WAITING  PROBLEM\n";
    private static final String ROW_OF_LAMP = "lamp  lab.lamp  ready  4711  2        -\n";

    private FakeModules node;

    @Before
    public void start() throws IOException {
        node = new FakeModules();
        node.set("worker.list", "[" + LAMP + "," + LAMPSHADE + "]");
        node.set("worker.reload", "null");
        node.set("worker.reload_all", "null");
    }

    @After
    public void stop() throws IOException {
        node.close();
    }

    private static void assertDone(String expected, CliRun run) {
        assertEquals("", run.err());
        assertEquals(expected, run.out());
        assertEquals(ExitCode.OK, run.exitCode());
    }

    private static void assertFailed(String sentence, CliRun run) {
        assertEquals("patchbay: " + sentence + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(ExitCode.FAILED, run.exitCode());
    }

    @Test
    public void listIsATableInTheOrderOfLoading() {
        String table = "NAME       MODULE          STATE  PID   WAITING  PROBLEM\n"
                + "lamp       lab.lamp        ready  4711  2        -\n"
                + "lampshade  java:shade.jar  dead   -     0        could not be imported\n";

        assertDone(table, node.run("modules"));
        assertDone(table, node.run("modules", "list"));
        assertEquals(List.of("worker.list", "worker.list"), node.called());
    }

    @Test
    public void anEmptyListIsASentenceAndAsJsonAList() {
        node.set("worker.list", "[]");

        assertDone("No module is configured.\n", node.run("modules"));
        assertDone("[]\n", node.run("modules", "--json"));
        assertDone("[]\n", node.run("modules", "--json", "list"));
        assertDone("[]\n", node.run("modules", "list", "--json"));
    }

    @Test
    public void jsonIsAllThatTheNodeAnswered() {
        node.set("worker.list", "[{\"name\":\"lamp\",\"new\":1}]");

        assertDone("[\n  {\n    \"name\": \"lamp\",\n    \"new\": 1\n  }\n]\n", node.run("modules", "--json"));
        assertDone(
                "NAME  MODULE  STATE  PID  WAITING  PROBLEM\nlamp  -       -      -    0        -\n",
                node.run("modules"));
    }

    @Test
    public void reloadOfOneShowsWhatBecameOfItAndNotOfItsNeighbour() {
        assertDone(HEADING_OF_LAMP + ROW_OF_LAMP, node.run("modules", "reload", "lamp"));

        assertEquals(List.of("worker.reload", "worker.list"), node.called());
        assertEquals(Map.of("name", "lamp"), node.params("worker.reload"));
    }

    @Test
    public void reloadOfOneThatDoesNotServeAfterwardsIsAFailureThatIsShown() {
        for (String state : List.of("dead", "broken")) {
            node.set("worker.list", "[" + LAMPSHADE.replace("dead", state) + "]");
            CliRun run = node.run("modules", "reload", "lampshade");
            assertTrue(run.out(), run.out().contains("could not be imported"));
            assertEquals(ExitCode.FAILED, run.exitCode());
        }
        node.set("worker.list", "[" + LAMPSHADE.replace("dead", "loading") + "]");
        assertEquals(ExitCode.OK, node.run("modules", "reload", "lampshade").exitCode());
    }

    @Test
    public void reloadOfOneThatIsGoneSaysSo() {
        node.set("worker.list", "[" + LAMPSHADE + "]");

        assertDone("lamp is not configured any more.\n", node.run("modules", "reload", "lamp"));
        assertDone("null\n", node.run("modules", "reload", "lamp", "--json"));
    }

    @Test
    public void reloadWithoutANameReloadsWhatChangedAndShowsAll() {
        node.set("worker.list", "[" + LAMP + "]");

        assertDone(HEADING_OF_LAMP + ROW_OF_LAMP, node.run("modules", "reload"));

        assertEquals(List.of("worker.reload_all", "worker.list"), node.called());
    }

    @Test
    public void whatTheNodeSaysAgainstAReloadIsAFailure() {
        node.fail("worker.reload", "There is no module 'LAMP'; worker.list lists them");
        node.fail("worker.reload_all", "modules.json cannot be read");

        assertFailed("There is no module 'LAMP'; worker.list lists them", node.run("modules", "reload", "LAMP"));
        assertFailed("modules.json cannot be read", node.run("modules", "reload"));
        assertEquals(List.of("worker.reload", "worker.reload_all"), node.called());
    }

    @Test
    public void helpIsTheTextAsItIs() {
        node.set("worker.help", "\"on()\\ndim(level)\"");

        assertDone("on()\ndim(level)\n", node.run("modules", "help", "lamp"));
        assertEquals(Map.of("name", "lamp"), node.params("worker.help"));
        assertDone("\"on()\\ndim(level)\"\n", node.run("modules", "help", "lamp", "--json"));
        assertEquals(ExitCode.USAGE, node.run("modules", "help").exitCode());
    }

    @Test
    public void aNodeWithoutWorkersSaysWhichSectionIsMissing() throws IOException {
        try (FakeModules other = new FakeModules()) {
            assertFailed(
                    "The node serves no configured modules: There is no worker.list;"
                            + " a section 'worker' in its settings makes it",
                    other.run("modules"));
        }
    }

    @Test
    public void helpOfTheCommandShowsTheCommandsBelow() {
        String help = CliRun.of("help", "modules").out();

        for (String name : List.of("list", "reload", "help")) {
            assertTrue(name, help.contains("\n  " + name + " "));
        }
        assertTrue(CliRun.of("modules", "reload", "--help").out().startsWith("Usage: patchbay modules reload"));
    }
}
