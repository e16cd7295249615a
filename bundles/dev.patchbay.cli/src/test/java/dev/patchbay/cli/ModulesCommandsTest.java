package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ModulesCommandsTest {

    private FakeModules node;

    @Before
    public void start() throws IOException {
        node = new FakeModules();
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

    private static void assertFailed(int code, String sentence, CliRun run) {
        assertEquals("patchbay: " + sentence + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(code, run.exitCode());
    }

    @Test
    public void addSendsTypeAndNamedWordsAndPrintsTheUid() {
        node.set("queue.add", "{\"uid\":\"new\"}");

        assertDone("new\n", node.run("queue", "add", "text", "text=Good evening", "duration=10", "loud=true"));

        assertEquals(
                Map.of("type", "text", "args", Map.of("text", "Good evening", "duration", 10L, "loud", true)),
                node.params("queue.add"));
    }

    @Test
    public void addTakesOneJsonObjectToo() {
        node.set("pool.add", "{\"uid\":\"new\"}");

        assertDone("new\n", node.run("pool", "add", "lamp", "{\"level\": -5, \"deep\": {\"a\": [1]}}"));

        assertEquals(
                Map.of("type", "lamp", "args", Map.of("level", -5L, "deep", Map.of("a", List.of(1L)))),
                node.params("pool.add"));
    }

    @Test
    public void addWithoutArgumentsSendsNone() {
        node.set("queue.add", "{\"uid\":\"new\"}");

        assertDone("{\n  \"uid\": \"new\"\n}\n", node.run("queue", "add", "text", "--json"));

        assertEquals(Map.of("type", "text", "args", Map.of()), node.params("queue.add"));
    }

    @Test
    public void argumentsThatAreNoObjectAreWrongUsageAndChangeNothing() {
        for (String words : List.of("5", "[1]", "plain")) {
            assertFailed(
                    ExitCode.USAGE,
                    "Expected arguments as name=value words or as one JSON object, got " + words,
                    node.run("queue", "add", "text", words));
        }
        assertEquals(List.of(), node.called());
        assertEquals(ExitCode.USAGE, node.run("queue", "add").exitCode());
    }

    @Test
    public void whatTheNodeSaysAgainstItIsAFailure() {
        node.fail("queue.add", "Unrecognized module name");

        assertFailed(ExitCode.FAILED, "Unrecognized module name", node.run("queue", "add", "nope"));
        assertFailed(ExitCode.FAILED, "There is no pool.add", node.run("pool", "add", "nope"));
    }

    @Test
    public void listIsATableInTheOrderOfTheQueue() {
        String table = "UID   TYPE\n3f-a  text\n3c-b  video\n";

        assertDone(table, node.run("queue", "list"));
        assertDone(table, node.run("queue"));
        assertDone("UID   TYPE\n3f-a  lamp\n", node.run("pool"));
        assertEquals(Map.of(), node.params("queue.queue"));
    }

    @Test
    public void listShowsParametersThatAreAskedFor() {
        node.set(
                "queue.queue",
                "[{\"uid\":\"3f-a\",\"type\":\"text\",\"parameters\":{\"text\":\"one\\ntwo\\u001b[2J\",\"n\":[1]}},"
                        + "{\"uid\":\"3c-b\",\"type\":\"video\"}]");

        assertDone(
                "UID   TYPE   text         n\n3f-a  text   one two [2J  [1]\n3c-b  video  -            -\n",
                node.run("queue", "list", "text", "n"));

        List<String> names = List.of("text", "n");
        assertEquals(Map.of("parameters", Map.of("text", names, "video", names)), node.params("queue.queue"));
    }

    @Test
    public void anEmptyListIsASentenceAndAsJsonAList() {
        node.set("queue.queue", "[]");
        node.set("pool.pool", "[]");

        assertDone("The queue is empty.\n", node.run("queue", "list"));
        assertDone("The pool is empty.\n", node.run("pool", "list"));
        assertDone("[]\n", node.run("pool", "list", "--json"));
        assertDone("[]\n", node.run("queue", "--json"));
        assertDone("[]\n", node.run("queue", "--json", "list"));
    }

    @Test
    public void rmTakesTheBeginningsOfUids() {
        node.set("queue.rm", "null");

        assertDone("", node.run("queue", "rm", "3f", "3c-b", "3f-a", "9"));

        assertEquals(Map.of("uids", List.of("3f-a", "3c-b", "9-bg")), node.params("queue.rm"));
    }

    @Test
    public void aBeginningOfSeveralRemovesNothing() {
        assertFailed(
                ExitCode.FAILED,
                "Expected how one module's uid begins, got '3', as those of 3f-a, 3c-b do; type more of it",
                node.run("queue", "rm", "9", "3"));
        assertFalse(node.called().contains("queue.rm"));
    }

    @Test
    public void aBeginningOfNoneRemovesNothing() {
        for (String beginning : List.of("x", "", "3f-aa", "-a")) {
            assertFailed(
                    ExitCode.FAILED,
                    "Expected the uid of a module in the queue, or how one begins, got '" + beginning
                            + "'; 'patchbay queue list' shows them",
                    node.run("queue", "rm", "--", beginning));
        }
        assertFalse(node.called().contains("queue.rm"));
    }

    @Test
    public void aWholeUidIsMeantThoughAnotherBeginsWithIt() {
        node.set("queue.queue", "[{\"uid\":\"12\",\"type\":\"text\"},{\"uid\":\"1\",\"type\":\"text\"}]");
        node.set("queue.rm", "null");

        assertDone("", node.run("queue", "rm", "1"));

        assertEquals(Map.of("uids", List.of("1")), node.params("queue.rm"));
    }

    @Test
    public void theBackgroundIsNoneOfThePool() {
        node.set("pool.rm", "null");

        assertDone("", node.run("pool", "rm", "3"));

        assertEquals(List.of("pool.pool", "pool.rm"), node.called());
        assertEquals(Map.of("uids", List.of("3f-a")), node.params("pool.rm"));
    }

    @Test
    public void mvKeepsTheOrderThatWasTyped() {
        node.set("queue.mv", "null");

        assertDone("", node.run("queue", "mv", "3c", "3f"));

        assertEquals(Map.of("uids", List.of("3c-b", "3f-a")), node.params("queue.mv"));
        assertEquals(
                "the pool has no order",
                ExitCode.USAGE,
                node.run("pool", "mv", "3f").exitCode());
    }

    @Test
    public void tellPassesCommandAndArgumentsAndPrintsTheResult() {
        node.set("queue.tell_module", "\"done\"");

        assertDone("done\n", node.run("queue", "tell", "3f", "seek", "to=-5"));
        assertEquals(Map.of("uid", "3f-a", "cmd", "seek", "args", Map.of("to", -5L)), node.params("queue.tell_module"));
        assertDone("\"done\"\n", node.run("queue", "tell", "3f", "seek", "--json"));
        assertEquals(Map.of("uid", "3f-a", "cmd", "seek", "args", Map.of()), node.params("queue.tell_module"));

        node.set("pool.tell_module", "null");
        assertDone("", node.run("pool", "tell", "3", "dim"));
        assertDone("null\n", node.run("pool", "tell", "3", "dim", "--json"));
    }

    @Test
    public void tellReachesTheBackgroundAsWell() {
        node.set("queue.tell_background", "{\"a\":1}");

        assertDone("{\n  \"a\": 1\n}\n", node.run("queue", "tell", "9", "blink"));

        assertEquals(Map.of("uid", "9-bg", "cmd", "blink", "args", Map.of()), node.params("queue.tell_background"));
        assertNull(node.params("queue.tell_module"));
    }

    @Test
    public void tellWithoutACommandIsWrongUsage() {
        assertEquals(ExitCode.USAGE, node.run("queue", "tell", "3f").exitCode());
        assertEquals(List.of(), node.called());
    }

    @Test
    public void askPrintsWhatIsThere() {
        node.set("queue.ask_module", "{\"text\":\"hi\",\"duration\":2.5}");
        node.set("queue.ask_background", "{}");

        assertDone(
                "NAME      VALUE\ntext      hi\nduration  2.5\n", node.run("queue", "ask", "3f", "text", "duration"));
        assertEquals(Map.of("uid", "3f-a", "parameters", List.of("text", "duration")), node.params("queue.ask_module"));
        assertDone("It has none of these.\n", node.run("queue", "ask", "9", "text"));
        assertDone("{}\n", node.run("queue", "ask", "9", "text", "--json"));
        assertEquals(ExitCode.USAGE, node.run("queue", "ask", "9").exitCode());
    }

    @Test
    public void bgShowsTheBackground() {
        assertDone("UID   TYPE\n9-bg  image\n", node.run("queue", "bg"));

        node.set("queue.bg", "{\"uid\":\"9-bg\",\"type\":\"image\",\"parameters\":{\"name\":\"sky\"}}");
        assertDone("UID   TYPE   name\n9-bg  image  sky\n", node.run("queue", "bg", "name"));
        assertEquals(Map.of("parameters", Map.of("image", List.of("name"))), node.params("queue.bg"));

        node.set("queue.bg", "null");
        assertDone("There is no background.\n", node.run("queue", "bg"));
        assertDone("null\n", node.run("queue", "bg", "--json"));
        assertEquals(ExitCode.USAGE, node.run("pool", "bg").exitCode());
    }

    @Test
    public void setBgStartsABackground() {
        node.set("queue.set_bg", "{\"uid\":\"b2\"}");

        assertDone("b2\n", node.run("queue", "set-bg", "image", "name=sky"));

        assertEquals(Map.of("type", "image", "args", Map.of("name", "sky")), node.params("queue.set_bg"));
    }

    @Test
    public void typesTellsModulesFromBackgrounds() {
        node.set("queue.modules_available", "[\"text\",\"video\"]");
        node.set("queue.backgrounds_available", "[\"text\"]");
        node.set("pool.modules_available", "[\"lamp\"]");

        assertDone("TYPE   FOR\ntext   queue\nvideo  queue\ntext   background\n", node.run("queue", "types"));
        assertDone("TYPE  FOR\nlamp  pool\n", node.run("pool", "types"));
        assertDone("{\n  \"modules\": [\n    \"lamp\"\n  ]\n}\n", node.run("pool", "types", "--json"));
    }

    @Test
    public void helpShowsTheCommandsBelow() {
        String queue = CliRun.of("help", "queue").out();
        String pool = CliRun.of("pool", "--help").out();

        for (String name : List.of("list", "add", "rm", "mv", "tell", "ask", "bg", "set-bg", "types")) {
            assertTrue(name, queue.contains("\n  " + name + " "));
        }
        assertTrue(pool, pool.contains("\n  tell ") && !pool.contains("\n  mv "));
        String tell = CliRun.of("queue", "tell", "--help").out();
        assertTrue(tell, tell.startsWith("Usage: patchbay queue tell"));
    }
}
