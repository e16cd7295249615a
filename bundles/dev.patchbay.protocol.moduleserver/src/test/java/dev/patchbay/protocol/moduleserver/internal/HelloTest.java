package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** §4, and rows 1 to 3, 8, 12 of §12. */
public class HelloTest {

    @Rule
    public final ServerRule server = new ServerRule();

    @Before
    public void addModules() {
        server.workers.add("lamp").with("echo", args -> args.get(0));
        server.workers.add("stage");
        server.workers.add("laser").die();
    }

    private RawClient sendLine(String line) throws Exception {
        return server.client().sendLine(line);
    }

    private Object answerTo(String name) throws Exception {
        RawClient client = sendLine(RawClient.hello(name));
        Object response = client.response();
        client.assertEnd();
        return response;
    }

    private String errorOf(String line) throws Exception {
        return sendLine(line).lastError();
    }

    @Test
    public void pingTellsAddressAndPort() throws Exception {
        RawClient named = sendLine(RawClient.hello("_ping"));
        assertEquals(List.of("127.0.0.1", (long) named.port()), named.response());
        named.assertEnd();
        RawClient unnamed = sendLine("%7B%22name%22%3A+null%7D");
        assertEquals(List.of("127.0.0.1", (long) unnamed.port()), unnamed.response());
        unnamed.assertEnd();
    }

    @Test
    public void helpBeginsWithTheModules() throws Exception {
        String[] lines = ((String) answerTo("_help")).split("\n", -1);
        assertEquals("Available modules: lamp, stage, laser", lines[0]);
        assertEquals("", lines[1]);
        assertTrue(lines[2], lines[2].startsWith("Talk"));
    }

    @Test
    public void modulesAreListedInOrderAlsoThoseThatAreDead() throws Exception {
        assertEquals(List.of("lamp", "stage", "laser"), answerTo("_get_modules"));
        assertEquals(List.of("lamp", "stage", "laser"), answerTo("_get_modules."));
    }

    @Test
    public void modulesAreFilteredFromTheFourteenthCharacterOn() throws Exception {
        assertEquals(List.of("lamp", "laser"), answerTo("_get_modules.la"));
        assertEquals(List.of("lamp", "laser"), answerTo("_get_modules la"));
        assertEquals(List.of("stage"), answerTo("_get_modules.stage"));
        assertEquals(List.of(), answerTo("_get_modules.La"));
        assertEquals(List.of(), answerTo("_get_modules..la"));
    }

    @Test
    public void aModuleIsAcknowledgedByteForByte() throws Exception {
        RawClient client = sendLine("%7B%22name%22%3A+%22lamp%22%7D");
        assertEquals(
                "%7B%22response%22%3A%22ack%22%2C%22error%22%3Afalse%2C%22traceback%22%3A%22%22%7D", client.takeLine());
    }

    @Test
    public void whatIsNoModuleDoesNotExist() throws Exception {
        for (String name : List.of("Lamp", "lam", "lampe", "", "_Ping", "_pings", "_help_", "_reload", "get_modules")) {
            assertEquals(
                    "ModuleServerError: " + name + " does not exist (case matters)", errorOf(RawClient.hello(name)));
        }
    }

    @Test
    public void aTracebackEndsWithItsErrorEvenIfANameHasLineBreaks() throws Exception {
        String traceback = sendLine(RawClient.hello("a\nb\r\nc")).traceback();
        List<String> lines = List.of(traceback.split("\n", -1));
        assertEquals(3, lines.size());
        assertEquals("ModuleServerError: a b c does not exist (case matters)", lines.get(2));
    }

    @Test
    public void aDeadModuleSaysSo() throws Exception {
        assertEquals("ModuleServerError: laser worker is not alive!", errorOf(RawClient.hello("laser")));
    }

    @Test
    public void aHelloWithoutNameIsRefused() throws Exception {
        String expected = "ModuleServerError: \"name\" field missing from request.";
        assertEquals(expected, errorOf(RawClient.form(Map.of("Name", "lamp"))));
        assertEquals(expected, errorOf("{}"));
    }

    @Test
    public void aNameThatIsNoTextIsRefused() throws Exception {
        assertTrue(errorOf("{\"name\": 5}").contains("name should be a text or null, got 5"));
        assertTrue(errorOf("{\"name\": false}").contains("got false"));
        assertTrue(errorOf("{\"name\": [\"lamp\"]}").contains("got [\"lamp\"]"));
    }

    @Test
    public void whatCannotBeDecodedIsRefusedAndNamed() throws Exception {
        for (String line : List.of(
                "GET / HTTP/1.1",
                "",
                "lamp",
                "[\"name\"]",
                "null",
                "{\"name\": \"lamp\"",
                "{\"name\": \"lamp\"} x",
                "{'name': 'lamp'}",
                "%7B%22name%22%3A%22lamp%22%7",
                "%7B%22name%22%3A%22la%mp%22%7D",
                "%7B%22name%22%3A%22%FF%22%7D",
                "%7B%22name%22%3A%22%C3%22%7D")) {
            String error = errorOf(line);
            assertTrue(error, error.startsWith("ModuleServerError: cannot decode the message \"" + line + "\""));
        }
    }

    @Test
    public void bytesThatAreNoUtf8AreRefusedAndNamed() throws Exception {
        String error = errorOf("{\"name\":\"\u00ff\"}");
        assertTrue(error, error.startsWith("ModuleServerError: cannot decode the message \"{\"name\":\"\uFFFD\"}\""));
        assertTrue(error, error.contains("not UTF-8"));
    }

    @Test
    public void aLongLineThatCannotBeDecodedIsNamedInPart() throws Exception {
        String error = errorOf("x".repeat(100_000));
        assertTrue(error, error.contains("x".repeat(1_000) + "..."));
        assertTrue(error.length() < 2_000);
    }

    @Test
    public void furtherKeysAndEncodingsDoNotMatter() throws Exception {
        sendLine("{\"version\":[1,2],\"name\":\"lamp\",\"x\":null}").assertAcknowledged();
        sendLine("{\"name\":+\"%6c%61%6Dp\"}").assertAcknowledged();
        sendLine("  {\"name\":\"\\u006camp\"}\r").assertAcknowledged();
    }

    @Test
    public void namesMayHaveAnyCharacter() throws Exception {
        server.workers.add("grün+50% 🎉");
        sendLine(RawClient.hello("grün+50% 🎉")).assertAcknowledged();
        sendLine("{\"name\":\"gr\u00c3\u00bcn%2b50%25 \\ud83c\\udf89\"}").assertAcknowledged(); // UTF-8, byte by byte
    }

    @Test
    public void aHelloMayComeByteByByte() throws Exception {
        RawClient client = server.client();
        for (char c : RawClient.hello("lamp").toCharArray()) {
            client.send(String.valueOf(c));
        }
        client.send("\n").assertAcknowledged();
    }

    @Test
    public void helloAndRequestMayComeInOneSegment() throws Exception {
        RawClient client = server.client();
        client.send(RawClient.hello("lamp") + "\n" + RawClient.request("echo", false, "a") + "\n");
        client.assertAcknowledged();
        assertEquals("a", client.response());
        client.assertEnd();
    }

    @Test
    public void whoClosesItsSideAfterItsMessagesIsAnsweredAllTheSame() throws Exception {
        RawClient client = server.client();
        client.send(RawClient.hello("lamp") + "\n" + RawClient.request("echo", false, "a") + "\n");
        client.shutdownOutput();
        client.assertAcknowledged();
        assertEquals("a", client.response());
        RawClient ping = server.client().sendLine(RawClient.hello("_ping"));
        ping.shutdownOutput();
        assertEquals(2, ((List<?>) ping.response()).size());
    }

    @Test
    public void everyClientIsForgottenAtItsEnd() throws Exception {
        answerTo("_ping");
        errorOf("x");
        server.client().greet("lamp").close();
        await().until(() -> server.clients.size() == 0);
        assertFalse("its place, too", server.workers.find("lamp").isEmpty());
    }
}
