package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

public class CallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HELLO =
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"task.run\",\"params\":{\"name\":\"hello\",\"data\":{\"name\":\"Ada\"}}}";

    private static NodeProcess node;

    @BeforeClass
    public static void startANodeWithTheExamples() throws Exception {
        node = NodeProcess.started();
        node.deploy("hello-task");
        node.deploy("clock");
        await().atMost(PATIENCE)
                .until(() -> node.command("task", "hello", "{\"name\":\"x\"}").exit() == 0);
        await().atMost(PATIENCE).until(() -> node.command("call", "clock.now").exit() == 0);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        node.close();
    }

    @Test
    public void theCommandLineRunsATask() throws Exception {
        NodeProcess.Outcome outcome = node.command("task", "hello", "{\"name\":\"Ada\"}");
        assertEquals(outcome.err(), 0, outcome.exit());
        assertTrue(outcome.out(), outcome.out().contains("Hello, Ada!"));
    }

    @Test
    public void theCommandLineSaysInOneSentenceWhatIsWrong() throws Exception {
        NodeProcess.Outcome outcome = node.command("task", "hello", "{}");
        assertEquals(1, outcome.exit());
        assertTrue(outcome.err(), outcome.err().contains("name"));
        assertEquals(outcome.err(), 1, outcome.err().lines().count());
        NodeProcess.Outcome twice = node.command("task", "hello", "{\"nome\":\"Ada\"}");
        assertEquals(
                "and a line for each fault: " + twice.err(),
                3,
                twice.err().lines().count());
        assertEquals(1, node.command("task", "helo", "{}").exit());
        assertEquals(2, node.command("task").exit());
    }

    @Test
    public void theCommandLineListensToEvents() throws Exception {
        NodeProcess.Outcome outcome = node.command("listen", "clock.*", "--count", "1");
        assertEquals(outcome.err(), 0, outcome.exit());
        assertEquals(
                "clock.tick",
                JsonParser.parseString(outcome.out())
                        .getAsJsonObject()
                        .get("name")
                        .getAsString());
    }

    @Test
    public void theShellRunsACommandForAScript() throws Exception {
        NodeProcess.Outcome outcome = node.command("exec", "tasks");
        assertEquals(outcome.err(), 0, outcome.exit());
        assertTrue(outcome.out(), outcome.out().contains("hello"));
    }

    @Test
    public void theJdksWebSocketClientRunsATask() throws Exception {
        try (TextSocket socket = new TextSocket(node.rpc())) {
            assertEquals("Hello, Ada!", text(socket.ask(HELLO)));
        }
    }

    private static String text(JsonObject answer) {
        return answer.getAsJsonObject("result").get("text").getAsString();
    }

    @Test
    public void aClientFromNpmRunsATask() throws Exception {
        Path folder = Programs.npm(Map.of("ws", "8.18.0"));
        NodeProcess.Outcome outcome = NodeProcess.outcome(List.of(
                "node",
                Programs.script("websocket-client.js", folder),
                node.rpc().toString(),
                HELLO));
        assertEquals(outcome.err(), 0, outcome.exit());
        assertEquals("Hello, Ada!", text(JsonParser.parseString(outcome.out()).getAsJsonObject()));
    }

    @Test
    public void theDiscoveryDocumentValidatesAgainstTheMetaSchemaOfOpenRpc() throws Exception {
        Path folder = Programs.npm(
                Map.of("ajv", "8.20.0", "@open-rpc/meta-schema", "1.14.9", "@json-schema-tools/meta-schema", "1.8.0"));
        Path document = folder.resolve("openrpc.json");
        try (TextSocket socket = new TextSocket(node.rpc())) {
            JsonObject answer = socket.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}");
            Files.writeString(document, answer.get("result").toString());
        }
        NodeProcess.Outcome outcome = NodeProcess.outcome(
                List.of("node", Programs.script("openrpc-validator.js", folder), document.toString()));
        assertEquals(outcome.err(), 0, outcome.exit());
    }

    @Test
    public void theShellAttachesToATerminal() throws Exception {
        Programs.assume("python3");
        Path folder = Temporary.directory();
        List<String> command = new ArrayList<>(List.of("python3", Programs.script("terminal.py", folder)));
        command.addAll(List.of("> ", "tasks\r", "hello", "\u0004", "--"));
        command.addAll(node.commandLine("shell"));
        NodeProcess.Outcome outcome = NodeProcess.outcome(command);
        assertEquals(outcome.out() + outcome.err(), 0, outcome.exit());
    }

    @Test
    public void aReconnectedClientMissesNoEvent() throws Exception {
        long last;
        String epoch;
        try (TextSocket socket = new TextSocket(node.rpc())) {
            JsonObject state = socket.ask(subscribe("")).getAsJsonObject("result");
            epoch = state.get("epoch").getAsString();
            last = seq(socket.next());
        }
        await().atMost(PATIENCE).until(() -> newest() > last + 1);
        try (TextSocket socket = new TextSocket(node.rpc())) {
            JsonObject state = socket.ask(subscribe(",\"since\":" + last + ",\"epoch\":\"" + epoch + "\""))
                    .getAsJsonObject("result");
            assertTrue(state.get("complete").getAsBoolean());
            assertEquals(last + 1, seq(socket.next()));
            assertEquals(last + 2, seq(socket.next()));
        }
    }

    private static String subscribe(String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"event.subscribe\",\"params\":{\"masks\":[\"*\"]" + more
                + "}}";
    }

    private static long newest() throws Exception {
        try (TextSocket socket = new TextSocket(node.rpc())) {
            return socket.ask(subscribe(""))
                    .getAsJsonObject("result")
                    .get("seq")
                    .getAsLong();
        }
    }

    private static long seq(JsonObject notification) {
        return notification.getAsJsonObject("params").get("seq").getAsLong();
    }

    @Test
    public void anAdministratorsTokenOpensWhatTakesTheRole() throws Exception {
        String findings = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"why.findings\"}";
        try (TextSocket anonymous = new TextSocket(node.rpc());
                TextSocket admin = TextSocket.bearing(node.adminToken(), node.rpc())) {
            assertEquals(-32004, code(anonymous.ask(findings)));
            assertTrue(admin.ask(findings).has("result"));
        }
    }

    private static int code(JsonObject answer) {
        return answer.getAsJsonObject("error").get("code").getAsInt();
    }

    @Test
    public void badTextIsAnsweredAndTheConnectionLives() throws Exception {
        try (TextSocket socket = new TextSocket(node.rpc())) {
            assertEquals(-32700, code(socket.ask("{nope")));
            assertEquals(-32700, code(socket.ask("[".repeat(1_000) + "]".repeat(1_000))));
            assertEquals(-32600, code(socket.ask("1")));
            assertEquals(-32600, code(socket.ask("[]")));
            assertEquals(-32601, code(socket.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no.where\"}")));
            assertEquals(
                    -32602, code(socket.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"task.run\",\"params\":[7]}")));
            assertEquals("Hello, Ada!", text(socket.ask(HELLO)));
        }
    }

    @Test
    public void badFramesCloseTheirConnectionOnly() throws Exception {
        try (TextSocket healthy = new TextSocket(node.rpc())) {
            try (TextSocket binary = new TextSocket(node.rpc())) {
                binary.raw()
                        .sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true)
                        .join();
                assertEquals(1003, binary.closeCode());
            }
            try (TextSocket large = new TextSocket(node.rpc())) {
                var unused = large.raw().sendText("x".repeat(2 << 20), true);
                assertEquals(1009, large.closeCode());
            }
            assertEquals(1007, closeCodeAfter(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xC3, 0x28}));
            assertEquals(1002, closeCodeAfter(new byte[] {(byte) 0x81, 2, 'h', 'i'}));
            assertEquals("Hello, Ada!", text(healthy.ask(HELLO)));
        }
    }

    private static int closeCodeAfter(byte[] frame) throws IOException {
        try (RawSocket socket = new RawSocket(node.port()).upgraded()) {
            socket.write(frame);
            return socket.closeCode();
        }
    }

    @Test
    public void aJarCopiedSlowlyOverAnotherLeavesTheOldOneAnswering() throws Exception {
        byte[] jar = Files.readAllBytes(Path.of(System.getProperty("examples"), "hello-task.jar"));
        Path file = node.home().resolve("deploy/hello-task.jar");
        Files.write(file, Arrays.copyOf(jar, jar.length / 2));
        await().atMost(PATIENCE).until(() -> why().contains("hello-task.jar"));
        try (TextSocket socket = new TextSocket(node.rpc())) {
            assertEquals("Hello, Ada!", text(socket.ask(HELLO)));
            Files.write(file, Arrays.copyOfRange(jar, jar.length / 2, jar.length), StandardOpenOption.APPEND);
            await().atMost(PATIENCE).until(() -> !why().contains("hello-task.jar"));
            assertEquals("Hello, Ada!", text(socket.ask(HELLO)));
        }
    }

    private static String why() throws Exception {
        return node.command("exec", "why").out();
    }

    @Test
    public void aFileThatIsNoJarIsExplained() throws Exception {
        Path file = Files.writeString(node.home().resolve("deploy/not-a.jar"), "this is no jar");
        await().atMost(PATIENCE).until(() -> why().contains("not-a.jar"));
        Files.delete(file);
        await().atMost(PATIENCE).until(() -> !why().contains("not-a.jar"));
    }

    @Test
    public void aBundleThatDoesNotResolveIsExplained() throws Exception {
        Path jar = Temporary.directory().resolve("unresolved.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.unresolved");
        manifest.getMainAttributes().putValue("Import-Package", "org.nowhere.to.be.found");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        node.deploy(jar, "unresolved.jar");
        await().atMost(PATIENCE).until(() -> why().contains("org.nowhere.to.be.found"));
        Files.delete(node.home().resolve("deploy/unresolved.jar"));
        await().atMost(PATIENCE).until(() -> !why().contains("unresolved.jar"));
    }
}
