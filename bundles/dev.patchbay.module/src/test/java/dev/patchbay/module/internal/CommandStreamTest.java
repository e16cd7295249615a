package dev.patchbay.module.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineEnd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Commands and answers, line by line. */
public class CommandStreamTest {

    private static final long LONG_IN_MS = 60_000;
    private static final long SHORT_IN_MS = 50;
    private static final String OK = "{\"success\": true}";

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final Threads threads = new Threads();
    private final Clock clock = new Clock();
    private final FakeLog log = new FakeLog();
    private final FakeConnection connection = new FakeConnection();
    private StreamContext context;

    @After
    public void stop() {
        clock.stop();
        threads.stop(1_000);
    }

    private CommandStream stream(long writeInMs, long answerInMs) {
        Settings settings =
                new Settings(Map.of(), List.of(), "localhost", "127.0.0.1", 1, writeInMs, answerInMs, 1, 1, 1);
        Identity identity = new Identity("queue", "uid", "type", new Recorder("queue", () -> log));
        context = new StreamContext(new Equipment(threads, clock), settings, identity);
        return new CommandStream(connection, context);
    }

    private static String problemOf(CompletableFuture<Object> outcome) {
        return assertThrows(ExecutionException.class, () -> outcome.get(20, TimeUnit.SECONDS))
                .getCause()
                .getMessage();
    }

    @Test
    public void whenBothStreamsHaveEndedNothingMoreIsWaitedFor() {
        CommandStream commands = stream(1_000, 1_000);
        UpdateStream updates = new UpdateStream(new FakeConnection(), context, null);
        clock.stop();
        context.exited();
        commands.onEnd(LineEnd.BY_PEER);
        assertFalse(context.broken().isDone());
        updates.onEnd(LineEnd.BY_PEER);
        assertEquals(Texts.ENDED, context.broken().join());
    }

    @Test
    public void theNextCommandIsSentWhenTheOneBeforeWasAnswered() throws Exception {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        CompletableFuture<Object> first = stream.send(Command.init(Map.of("n", 1L)));
        CompletableFuture<Object> second = stream.send(Command.PLAY);
        CompletableFuture<Object> urgent = stream.sendNext(Command.RM);
        assertEquals(List.of("{\"cmd\":\"init\",\"args\":{\"n\":1}}"), connection.written);
        stream.onLine("{\"success\": true, \"result\": [1]}");
        assertEquals(List.of(1L), first.get());
        assertEquals("{\"cmd\":\"rm\"}", connection.written.get(1));
        assertFalse(urgent.isDone());
        stream.onLine(OK);
        assertNull(urgent.get());
        stream.onLine("{\"success\": false, \"error\": \"no\"}");
        assertEquals("no", problemOf(second));
        assertEquals(3, connection.asked.get());
        assertTrue(connection.isOpen);
        assertEquals(List.of("queue-module init", "queue-module rm", "queue-module play"), log.briefs());
    }

    @Test
    public void textIsSentInAscii() {
        CompletableFuture<Object> sent =
                stream(LONG_IN_MS, LONG_IN_MS).send(Command.tell("say", Map.of("text", "\u00e9")));
        assertFalse(sent.isDone());
        assertEquals("{\"cmd\":\"do_say\",\"args\":{\"text\":\"\\u00e9\"}}", connection.written.get(0));
    }

    @Test
    public void writingHasItsOwnTime() {
        CommandStream stream = stream(SHORT_IN_MS, LONG_IN_MS);
        connection.writing = new CompletableFuture<>();
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        CompletableFuture<Object> waiting = stream.send(Command.SUSPEND);
        assertEquals(Texts.TIMEOUT, problemOf(sent));
        assertEquals(Texts.PIPE_CLOSED, problemOf(waiting));
        assertFalse(connection.isOpen);
        assertEquals(Texts.TIMEOUT, context.broken().join());
        assertEquals(List.of("queue-module play"), log.briefs());
        assertEquals("null", log.entries().get(0).outputJson());
    }

    @Test
    public void answeringBeginsWhenTheCommandWasWritten() {
        CommandStream stream = stream(LONG_IN_MS, SHORT_IN_MS);
        connection.writing = new CompletableFuture<>();
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        assertFalse(sent.isDone());
        connection.writing.complete(null);
        assertEquals(Texts.TIMEOUT, problemOf(sent));
    }

    @Test
    public void anAnswerInTimeEndsTheLimit() throws Exception {
        CommandStream stream = stream(LONG_IN_MS, 500);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<Object> sent = stream.send(Command.PLAY);
            stream.onLine(OK);
            assertNull(sent.get());
        }
        assertThrows(
                java.util.concurrent.TimeoutException.class,
                () -> context.broken().get(700, TimeUnit.MILLISECONDS));
        assertTrue(connection.isOpen);
    }

    @Test
    public void anAnswerToWhatWasNotYetReportedWrittenCounts() throws Exception {
        CommandStream stream = stream(LONG_IN_MS, 200);
        CompletableFuture<Void> writing = new CompletableFuture<>();
        connection.writing = writing;
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        stream.onLine(OK);
        assertNull(sent.get());
        writing.complete(null);
        assertThrows(
                java.util.concurrent.TimeoutException.class,
                () -> context.broken().get(400, TimeUnit.MILLISECONDS));
    }

    @Test
    public void aBrokenConnectionFailsWhatIsUnderWayAndWhatFollows() {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        stream.onEnd(LineEnd.BY_PEER);
        assertEquals(Texts.PIPE_CLOSED, problemOf(sent));
        assertEquals(Texts.PIPE_CLOSED, problemOf(stream.send(Command.SUSPEND)));
        assertEquals(1, connection.written.size());
        assertEquals(Texts.PIPE_CLOSED, context.broken().join());
    }

    @Test
    public void anIdleConnectionThatEndsEndsTheModuleSoon() {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        stream.onEnd(LineEnd.BY_PEER);
        Awaitility.await().until(() -> context.broken().isDone());
        assertEquals("ended", context.broken().join());
    }

    @Test
    public void aWriteThatFailsIsAnEnd() {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        connection.writing = CompletableFuture.failedFuture(new IOException("broken"));
        assertEquals(Texts.PIPE_CLOSED, problemOf(stream.send(Command.PLAY)));
        assertEquals(Texts.PIPE_CLOSED, context.broken().join());
    }

    @Test
    public void anAnswerThatIsNoTextIsMalformedEvenIfItLooksLikeOne() {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        assertTrue(stream.onNoText("{\"success\": true, \"result\": \"\uFFFD\"}"));
        assertEquals(Texts.MALFORMED, problemOf(sent));
        assertFalse(context.broken().isDone());
    }

    @Test
    public void whatIsNoTextAndWasNotAskedForIsAnEnd() {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        stream.onNoText("\uFFFD");
        assertEquals("answered without being asked", context.broken().join());
    }

    @Test
    public void closingFailsWhatWaitsAndIsNoReason() {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        CompletableFuture<Object> waiting = stream.send(Command.PLAY);
        stream.close();
        stream.close();
        assertEquals(Texts.PIPE_CLOSED, problemOf(sent));
        assertEquals(Texts.PIPE_CLOSED, problemOf(waiting));
        assertFalse(context.broken().isDone());
        assertEquals(1, log.entries().size());
    }

    @Test
    public void aLongAnswerIsReadElsewhere() throws Exception {
        CommandStream stream = stream(LONG_IN_MS, LONG_IN_MS);
        CompletableFuture<Object> sent = stream.send(Command.PLAY);
        stream.onLine("{\"success\": true, \"result\": \"" + "x".repeat(1 << 20) + "\"}");
        assertEquals(1 << 20, ((String) sent.get(20, TimeUnit.SECONDS)).length());
        Awaitility.await().until(() -> connection.asked.get() == 1);
    }
}
