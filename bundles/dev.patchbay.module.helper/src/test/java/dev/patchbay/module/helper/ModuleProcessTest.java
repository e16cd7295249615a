package dev.patchbay.module.helper;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class ModuleProcessTest {

    private static final String MALFORMED = "{\"success\":false,\"error\":\"Malformed command\"}";
    private static final String UNKNOWN = "{\"success\":false,\"error\":\"Unrecognized command\"}";
    private static final String DONE = "{\"success\":true}";

    @Rule
    public final FakeOwner owner = new FakeOwner();

    private final CompletableFuture<RecordingModule> made = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private RecordingModule module;

    @Before
    public void connect() throws Exception {
        Thread thread = new Thread(this::run, "module-under-test");
        thread.start();
        owner.accept();
        module = made.get(20, TimeUnit.SECONDS);
    }

    /** Not by {@link ModuleProcess#run}, which would end the process of the tests. */
    private void run() {
        try (OwnerConnection connection = OwnerConnection.open(OwnerAddress.of(owner.args("hello")), () -> {})) {
            made.complete(new RecordingModule(connection));
            connection.answerWith(new CommandAnswerer(made.join())::answer);
            made.join().closed();
            ended.complete(null);
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    @After
    public void endsWithoutAnError() throws Exception {
        owner.close();
        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    public void doesWhatIsCommandedInOrder() throws IOException {
        for (String command : List.of("init", "play", "suspend", "rm")) {
            assertEquals(DONE, owner.tell("{\"cmd\": \"" + command + "\"}"));
        }
        assertEquals(List.of("init {}", "play", "suspend", "rm"), module.heard);
    }

    @Test
    public void givesArgumentsAndAnswersWithTheResult() throws IOException {
        assertEquals(
                Map.of("success", true, "result", List.of("a", true)),
                owner.tell("do_echo", Map.of("value", List.of("a", true))));
    }

    @Test
    public void answersWithoutAResultWhenThereIsNone() throws IOException {
        assertEquals(DONE, owner.tell("{\"cmd\": \"do_echo\", \"args\": {\"value\": null}}"));
    }

    @Test
    public void wholeNumbersAreLongsAndOthersDoubles() throws IOException {
        assertEquals("Long", owner.tell("do_type", Map.of("value", 3)).get("result"));
        assertEquals("Double", owner.tell("do_type", Map.of("value", 3.5)).get("result"));
    }

    @Test
    public void writesAsciiAndReadsUtf8() throws IOException {
        assertEquals(
                "{\"success\":true,\"result\":\"\\u00e4\\u266a<\"}",
                owner.tell("{\"cmd\": \"do_echo\", \"args\": {\"value\": \"\u00e4\\u266a<\"}}"));
    }

    @Test
    public void answersAnExceptionWithItsMessageAndGoesOn() throws IOException {
        assertEquals("Not now", owner.tell("do_refuse", Map.of()).get("error"));
        assertEquals("IllegalStateException", owner.tell("do_fail", Map.of()).get("error"));
        assertEquals(1.0, owner.tell("do_echo", Map.of("value", 1)).get("result"));
    }

    @Test
    public void saysThatAResultIsNotJson() throws IOException {
        Map<?, ?> answer = owner.tell("do_not_a_number", Map.of());
        assertEquals(false, answer.get("success"));
        assertTrue(answer.toString(), answer.get("error").toString().contains("NaN"));
    }

    @Test
    public void doesNotKnowOtherCommands() throws IOException {
        for (String command : List.of("do_unknown", "closed", "tell", "echo", "doecho", "")) {
            assertEquals(command, UNKNOWN, owner.tell("{\"cmd\": \"" + command + "\"}"));
        }
        assertEquals(List.of(), module.heard);
    }

    @Test
    public void answersWhatIsMalformed() throws IOException {
        List<String> lines = List.of(
                "{}",
                "[]",
                "[[\"cmd\", \"play\"]]",
                "1",
                "null",
                "{",
                "",
                "{'cmd': 'play'}",
                "{\"cmd\": 1}",
                "{\"cmd\": \"play\", \"args\": []}");
        for (String line : lines) {
            assertEquals(line, MALFORMED, owner.tell(line));
        }
        assertEquals(List.of(), module.heard);
    }

    @Test
    public void answersInOrderWhatCameInPiecesAndAtOnce() throws IOException {
        owner.write("{\"cmd\": \"do_echo\", \"args\": {\"val");
        owner.write("ue\": 1}}\n{\"cmd\": \"do_echo\", \"args\": {\"value\": 2}}\n");
        assertEquals("{\"success\":true,\"result\":1}", owner.answer());
        assertEquals("{\"success\":true,\"result\":2}", owner.answer());
    }

    @Test
    public void doesNotDoACommandWhoseLineNeverEnded() throws Exception {
        owner.write("{\"cmd\": \"play\"}");
        owner.close();
        ended.get(20, TimeUnit.SECONDS);
        assertEquals(List.of(), module.heard);
    }

    @Test
    public void setsAndUnsetsParametersAndLeaves() throws IOException {
        owner.tell("init", Map.of("text", "l\u00e4uft"));
        assertEquals(
                Map.of("cmd", "set_parameters", "args", Map.of("parameters", Map.of("text", "l\u00e4uft"))),
                WireJson.readObject(owner.update()));
        owner.tell("do_unset", Map.of());
        assertEquals(
                Map.of("cmd", "unset_parameters", "args", Map.of("parameters", List.of("a", "b"))),
                WireJson.readObject(owner.update()));
        owner.tell("do_leave", Map.of());
        assertEquals("{\"cmd\":\"rm\"}", owner.update());
    }

    @Test
    public void linesOfSeveralThreadsDoNotMix() throws IOException {
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> new Thread(() -> setOften(number)))
                .toList();
        threads.forEach(Thread::start);
        long[] next = new long[4];
        for (int i = 0; i < 4 * 20; i++) {
            Map<?, ?> args = (Map<?, ?>) WireJson.readObject(owner.update()).get("args");
            List<?> seen = (List<?>) ((Map<?, ?>) args.get("parameters")).get("step");
            int number = ((Long) seen.get(0)).intValue();
            assertEquals(next[number]++, seen.get(1));
        }
        assertEquals("[20, 20, 20, 20]", Arrays.toString(next));
    }

    private void setOften(int number) {
        for (int step = 0; step < 20; step++) {
            module.owner.set(Map.of("step", List.of(number, step), "padding", "x".repeat(400_000)));
        }
    }

    @Test
    public void refusesWhatIsNotJsonBeforeTheOwnerSeesIt() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> module.owner.set(Map.of("time", Double.POSITIVE_INFINITY)));
        module.owner.set(Map.of("time", 1));
        assertEquals("{\"parameters\":{\"time\":1}}", argsOf(owner.update()));
    }

    private static String argsOf(String update) {
        return WireJson.write(WireJson.readObject(update).get("args"));
    }

    @Test
    public void readsTheAnswersSoThatAnOwnerThatWaitsForItIsNeverStuck() throws IOException {
        byte[] answers = "{\"success\": true}\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 1000; i++) { // 18 MB, more than two sockets hold
            owner.answerUpdates(answers);
        }
        assertEquals(DONE, owner.tell("{\"cmd\": \"play\"}"));
    }

    @Test
    public void hearsThatTheOwnerClosedAndUpdatesAreNoErrorThen() throws Exception {
        assertFalse(ended.isDone());
        owner.close();
        assertTrue(module.closed.await(20, TimeUnit.SECONDS));
        ended.get(20, TimeUnit.SECONDS);
        module.owner.set(Map.of("step", 1));
        module.owner.leave();
    }

    @Test
    public void tellsOnceThatTheOwnerClosedAndNotWhenTheModuleDid() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (ServerSocket port = new ServerSocket(0)) {
            OwnerAddress address = new OwnerAddress("localhost", port.getLocalPort(), port.getLocalPort());
            OwnerConnection leaving = OwnerConnection.open(address, () -> told.add("leaving"));
            OwnerConnection left = OwnerConnection.open(address, () -> told.add("left"));
            leaving.close();
            leaving.answerWith(line -> line);
            for (int i = 0; i < 4; i++) {
                port.accept().close();
            }
            left.answerWith(line -> line);
            left.close();
        }
        await().untilAsserted(() -> assertEquals(List.of("left"), told));
    }

    @Test
    public void failsWhenNobodyListens() throws IOException {
        String[] args = owner.args();
        owner.close();
        IOException refusal = assertThrows(IOException.class, () -> ModuleProcess.run(args, RecordingModule::new));
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("127.0.0.1:" + args[1]));
    }

    @Test
    public void saysWhatItExpectsWhenStartedByHand() {
        for (String args : List.of("", "host 1", "host one 2", "host 1 two")) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class, () -> ModuleProcess.run(args.split(" "), RecordingModule::new));
            assertTrue(refusal.getMessage().contains("host, command port and update port"));
        }
    }
}
