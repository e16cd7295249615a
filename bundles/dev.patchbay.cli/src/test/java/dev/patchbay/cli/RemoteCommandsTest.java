package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class RemoteCommandsTest {

    @Test
    public void resultIsPrintedAsJson() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":{\"a\":[1,\"ü\"]}")) {
            CliRun run = CliRun.of(
                    "call", "lab.read", "5", "Berlin", "--url", rpc.url().toString());

            assertEquals("{\n  \"a\": [\n    1,\n    \"ü\"\n  ]\n}\n", run.out());
            assertEquals(0, run.exitCode());
            assertEquals("", run.err());
            Map<?, ?> request = rpc.requests.take();
            assertEquals("2.0", request.get("jsonrpc"));
            assertEquals("lab.read", request.get("method"));
            assertEquals(List.of(5L, "Berlin"), request.get("params"));
        }
    }

    @Test
    public void tokenIsShownAtTheDoorAndItsOwnerCalls() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":{\"id\":\"7\",\"username\":\"ada\",\"roles\":[]}")) {
            CliRun run = CliRun.of("call", "lab.read", "--url", rpc.url().toString(), "--token", "t0");

            assertEquals(run.err(), 0, run.exitCode());
            assertTrue(rpc.handshakes.take().contains("Authorization: Bearer t0\r\n"));
            assertEquals("session.whoami", rpc.requests.take().get("method"));
            assertEquals("lab.read", rpc.requests.take().get("method"));
        }
    }

    @Test
    public void tokenThatIsNobodysCallsNothing() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":{\"id\":null,\"username\":\"\",\"roles\":[]}")) {
            CliRun run = CliRun.of("call", "lab.read", "--url", rpc.url().toString(), "--token", "t0");

            assertEquals(ExitCode.USAGE, run.exitCode());
            assertTrue(run.err(), run.err().contains("Expected a --token that the node at " + rpc.url() + " knows"));
            assertFalse("a secret is not repeated", run.err().contains("t0"));
            assertEquals("session.whoami", rpc.requests.take().get("method"));
            assertTrue(rpc.requests.isEmpty());
        }
    }

    @Test
    public void tokenWithoutAddressIsRefused() throws Exception {
        CliRun run = CliRun.of("call", "lab.read", "--token", "t0");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("Expected --token together with --url"));
    }

    @Test
    public void callWithoutParametersSendsNone() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":null")) {
            assertEquals(
                    "null\n",
                    CliRun.of("--url", rpc.url().toString(), "call", "a.b").out());
            assertFalse(rpc.requests.take().containsKey("params"));
            assertFalse(rpc.handshakes.take().contains("Authorization"));
        }
    }

    @Test
    public void parameterMayLookLikeAnOptionOrAFile() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":0")) {
            CliRun run = CliRun.of(
                    "call", "a.b", "-5", "@home", "-x", "--url", rpc.url().toString());

            assertEquals(run.err(), 0, run.exitCode());
            assertEquals(Arrays.asList(-5L, "@home", "-x"), rpc.requests.take().get("params"));
        }
    }

    @Test
    public void rawStringHasNoQuotes() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":\"say \\\"hi\\\"\"")) {
            String url = rpc.url().toString();

            assertEquals(
                    "say \"hi\"\n",
                    CliRun.of("call", "a.b", "--raw", "--url", url).out());
            assertEquals(
                    "\"say \\\"hi\\\"\"\n",
                    CliRun.of("call", "a.b", "--url", url).out());
        }
    }

    @Test
    public void taskIsRunByName() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":1")) {
            CliRun.of(
                    "task", "hello", "{\"name\":\"World\"}", "--url", rpc.url().toString());

            Map<?, ?> request = rpc.requests.take();
            assertEquals("task.run", request.get("method"));
            assertEquals(Map.of("name", "hello", "data", Map.of("name", "World")), request.get("params"));
        }
    }

    @Test
    public void taskTakesItsInputAsNamedWords() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":1")) {
            CliRun.of("task", "hello", "name=Ada", "times=2", "--url", rpc.url().toString());

            assertEquals(
                    Map.of("name", "hello", "data", Map.of("name", "Ada", "times", 2L)),
                    rpc.requests.take().get("params"));
        }
    }

    @Test
    public void taskTakesItsInputFromStandardInput() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":1")) {
            CliRun run = new CliRun("{\"name\":\n\"World\"}", Map.of());
            run.execute("task", "hello", "-", "--url", rpc.url().toString());

            assertEquals(
                    Map.of("name", "hello", "data", Map.of("name", "World")),
                    rpc.requests.take().get("params"));
        }
    }

    @Test
    public void brokenInputIsWrongUsageAndCallsNothing() throws Exception {
        try (FakeRpc rpc = FakeRpc.answering("\"result\":1")) {
            CliRun run = new CliRun("{\"name\":", Map.of());

            assertEquals(
                    ExitCode.USAGE,
                    run.execute("task", "hello", "-", "--url", rpc.url().toString()));
            assertTrue(run.err(), run.err().startsWith("patchbay: Expected JSON on standard input: "));
            assertTrue(rpc.requests.isEmpty());
        }
    }

    @Test
    public void failureIsASentenceAndALineForEachViolation() throws Exception {
        String error = "\"error\":{\"code\":-32602,\"message\":\"The input does not match\",\"data\":["
                + "{\"path\":\"/a\",\"message\":\"must be a number\"},{\"path\":\"/b\",\"message\":\"is missing\"}]}";
        try (FakeRpc rpc = FakeRpc.answering(error)) {
            CliRun run = CliRun.of("task", "hello", "{}", "--url", rpc.url().toString());

            assertEquals("patchbay: The input does not match\n  /a: must be a number\n  /b: is missing\n", run.err());
            assertEquals("", run.out());
            assertEquals(ExitCode.FAILED, run.exitCode());
        }
    }

    @Test
    public void aSingleViolationIsSaidOnce() throws Exception {
        String error = "\"error\":{\"code\":-32602,\"message\":\"The input does not match: name is missing\",\"data\":["
                + "{\"path\":\"\",\"message\":\"name is missing\"}]}";
        try (FakeRpc rpc = FakeRpc.answering(error)) {
            CliRun run = CliRun.of("task", "hello", "{}", "--url", rpc.url().toString());

            assertEquals("patchbay: The input does not match: name is missing\n", run.err());
            assertEquals("", run.out());
            assertEquals(ExitCode.FAILED, run.exitCode());
        }
    }

    @Test
    public void connectionThatEndsBeforeTheAnswerIsAFailure() throws Exception {
        try (FakeRpc rpc = new FakeRpc((request, client) -> client.drop())) {
            CliRun run = CliRun.of("call", "a.b", "--url", rpc.url().toString());

            assertEquals(ExitCode.FAILED, run.exitCode());
            assertTrue(run.err(), run.err().startsWith("patchbay: The connection ended before the answer came: "));
        }
    }

    @Test
    public void largeAnswersArrive() throws Exception {
        String text = "x".repeat(300_000);
        try (FakeRpc rpc = FakeRpc.answering("\"result\":\"" + text + "\"")) {
            assertEquals(
                    text + "\n",
                    CliRun.of("call", "a.b", "--raw", "--url", rpc.url().toString())
                            .out());
        }
    }

    @Test
    public void nobodyAtTheUrlIsASentence() throws Exception {
        int port = freePort();

        CliRun run = CliRun.of("call", "a.b", "--url", "ws://127.0.0.1:" + port + "/rpc");

        assertEquals("patchbay: No node answers at ws://127.0.0.1:" + port + "/rpc: connection refused\n", run.err());
        assertEquals(ExitCode.FAILED, run.exitCode());
    }

    @Test
    public void urlThatIsNoWebSocketIsWrongUsage() {
        CliRun run = CliRun.of("call", "a.b", "--url", "http://localhost:5000/rpc");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("got http://localhost:5000/rpc"));
    }

    @Test
    public void localCommandsRefuseAUrl() {
        CliRun run = CliRun.of("status", "--url", "ws://localhost/rpc");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("works on this machine only"));
    }

    @Test
    public void unknownCommandIsWrongUsageWithASuggestion() {
        CliRun run = CliRun.of("cal", "x");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("patchbay call"));
    }

    @Test
    public void helpListsEveryCommandAndShowsOne() {
        CliRun all = CliRun.of("help");
        CliRun one = CliRun.of("help", "listen");

        for (String name : List.of(
                "run",
                "call",
                "task",
                "listen",
                "queue",
                "pool",
                "modules",
                "shmz",
                "status",
                "processes",
                "logs",
                "stop",
                "shell",
                "exec",
                "version")) {
            assertTrue(name, all.out().contains("\n  " + name + " "));
        }
        assertTrue(one.out(), one.out().startsWith("Usage: patchbay listen"));
        assertEquals(ExitCode.OK, one.exitCode());
        assertEquals(ExitCode.USAGE, CliRun.of("help", "nope").exitCode());
    }

    @Test
    public void runIsLeftToTheScript() {
        CliRun run = CliRun.of("run", "--verbose");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("use the script"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
