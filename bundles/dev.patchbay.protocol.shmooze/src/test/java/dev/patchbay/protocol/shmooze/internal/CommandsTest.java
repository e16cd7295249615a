package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Json;
import dev.patchbay.protocol.shmooze.internal.FakeDispatcher.Refusal;
import dev.patchbay.session.User;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class CommandsTest {

    private static final long PATIENCE_IN_SEC = 10;

    private final FakeDispatcher dispatcher =
            new FakeDispatcher().with("queue.bg", args -> null).with("queue.echo", args -> args.get("value"));
    private final Commands commands = new Commands(dispatcher, dispatcher::hasNamespace);

    @After
    public void close() {
        dispatcher.close();
    }

    private String answer(String command) throws Exception {
        return answer("queue", command);
    }

    private String answer(String namespace, String command) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        commands.execute(namespace, Json.parse(command), text -> assertTrue("answered twice", answer.complete(text)));
        return answer.get(PATIENCE_IN_SEC, TimeUnit.SECONDS);
    }

    private static String failure(String text) {
        return "{\"success\":false,\"error\":\"" + text + "\"}";
    }

    @Test
    public void aValueIsTheResult() throws Exception {
        assertEquals(
                "{\"success\":true,\"result\":[1,{\"a\":null}]}",
                answer("{\"cmd\": \"echo\", \"args\": {\"value\": [1, {\"a\": null}]}}"));
    }

    @Test
    public void withoutAValueThereIsNoResult() throws Exception {
        assertEquals("{\"success\":true}", answer("{\"cmd\": \"bg\"}"));
    }

    @Test
    public void whatIsFalseOrZeroIsAValue() throws Exception {
        assertEquals("{\"success\":true,\"result\":false}", answer("{\"cmd\":\"echo\",\"args\":{\"value\":false}}"));
        assertEquals("{\"success\":true,\"result\":0}", answer("{\"cmd\":\"echo\",\"args\":{\"value\":0}}"));
        assertEquals("{\"success\":true,\"result\":\"\"}", answer("{\"cmd\":\"echo\",\"args\":{\"value\":\"\"}}"));
    }

    @Test
    public void answersAreAscii() throws Exception {
        assertEquals(
                "{\"success\":true,\"result\":\"\\u00e4 \\ud83d\\ude00\"}",
                answer("{\"cmd\": \"echo\", \"args\": {\"value\": \"ä 😀\"}}"));
    }

    @Test
    public void argumentsMayBeLeftOutAndOtherKeysAreIgnored() throws Exception {
        assertEquals("{\"success\":true}", answer("{\"id\": 7, \"cmd\": \"echo\"}"));
        Request request = dispatcher.requests().get(0);
        assertEquals("queue.echo", request.name());
        assertEquals(Map.of(), request.params());
        assertEquals(User.ANONYMOUS, request.user());
        assertEquals("a client that waits long is the client's affair", 0, request.timeLimitInMs());
    }

    @Test
    public void whatIsNoCommandIsToldSo() throws Exception {
        String neither = failure("Command must be either dict (single command) or list (multiple commands)");
        assertEquals(neither, answer("5"));
        assertEquals(neither, answer("\"bg\""));
        assertEquals(neither, answer("null"));
        assertEquals(failure("No command given."), answer("{}"));
        assertEquals(failure("No command given."), answer("{\"args\": {}}"));
        assertEquals(failure("Argument list not a dict."), answer("{\"cmd\": \"bg\", \"args\": []}"));
        assertEquals(failure("Argument list not a dict."), answer("{\"cmd\": \"bg\", \"args\": null}"));
        assertTrue(dispatcher.requests().isEmpty());
    }

    @Test
    public void anUnknownCommandIsABadOne() throws Exception {
        String bad = failure("Bad command.");
        assertEquals(bad, answer("{\"cmd\": \"nothing\"}"));
        assertEquals(bad, answer("{\"cmd\": \"\"}"));
        assertEquals(bad, answer("{\"cmd\": 5}"));
        assertEquals(bad, answer("{\"cmd\": null}"));
    }

    @Test
    public void aCommandCannotNameAnotherProvider() throws Exception {
        dispatcher.with("queue.other.secret", args -> "told");
        assertEquals(failure("Bad command."), answer("{\"cmd\": \"other.secret\"}"));
        assertEquals("{\"success\":true,\"result\":\"told\"}", answer("queue.other", "{\"cmd\": \"secret\"}"));
    }

    @Test
    public void aServiceWithoutAProviderIsNotABadCommand() throws Exception {
        assertEquals(
                failure("Nothing answers to 'pool' on this node; ask it why"), answer("pool", "{\"cmd\": \"pool\"}"));
    }

    @Test
    public void whatIsThrownIsToldInItsOwnWords() throws Exception {
        dispatcher.with("queue.add", args -> {
            throw new Refusal(Kind.REFUSED, "Unrecognized module name");
        });
        dispatcher.with("queue.rm", args -> {
            throw new IllegalStateException("out of \"film\" ä");
        });
        dispatcher.with("queue.set_bg", args -> {
            throw new IllegalStateException("'queue.set_bg' failed: as before");
        });
        dispatcher.with("queue.mv", args -> {
            throw new Refusal(Kind.INVALID_INPUT, "at /kind: 'queue.mv' has no such parameter");
        });
        assertEquals(failure("Unrecognized module name"), answer("{\"cmd\": \"add\"}"));
        assertEquals(failure("out of \\\"film\\\" \\u00e4"), answer("{\"cmd\": \"rm\"}"));
        assertEquals(failure("'queue.set_bg' failed: as before"), answer("{\"cmd\": \"set_bg\"}"));
        assertEquals(
                failure("at /kind: 'queue.mv' has no such parameter"),
                answer("{\"cmd\": \"mv\", \"args\": {\"kind\": 1}}"));
    }

    @Test
    public void aResultThatJsonDoesNotHaveIsAFailure() throws Exception {
        dispatcher.with("queue.nan", args -> Double.NaN);
        assertTrue(answer("{\"cmd\": \"nan\"}").startsWith("{\"success\":false,\"error\":\"The result cannot be said"));
    }

    @Test
    public void halfACharacterComesAndGoesAsAnEscape() throws Exception {
        dispatcher.with("queue.half", args -> {
            throw new Refusal(Kind.REFUSED, "half \ud83d");
        });
        assertEquals(failure("half \\ud83d"), answer("{\"cmd\": \"half\"}"));
        assertEquals(
                "{\"success\":true,\"result\":\"\\udcff\"}",
                answer("{\"cmd\":\"echo\",\"args\":{\"value\":\"\\udcff\"}}"));
    }

    @Test
    public void aBatchIsAnsweredInItsOrderAndLength() throws Exception {
        assertEquals(
                "[{\"success\":true,\"result\":1}," + failure("Bad command.") + "," + failure("Command not a dict.")
                        + "," + failure("Command not a dict.") + ",{\"success\":true}," + failure("No command given.")
                        + "]",
                answer(
                        "[{\"cmd\": \"echo\", \"args\": {\"value\": 1}}, {\"cmd\": \"x\"}, 5, [], {\"cmd\": \"bg\"}, {}]"));
    }

    @Test
    public void anEmptyBatchHasAnEmptyAnswer() throws Exception {
        assertEquals("[]", answer("[]"));
    }

    @Test
    public void theCommandsOfABatchRunOneAfterTheOther() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        CountDownLatch isRunning = new CountDownLatch(1);
        dispatcher.with("queue.wait", args -> {
            isRunning.countDown();
            return isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS);
        });
        CompletableFuture<String> answer = new CompletableFuture<>();
        commands.execute("queue", Json.parse("[{\"cmd\": \"wait\"}, {\"cmd\": \"bg\"}]"), answer::complete);
        assertTrue(isRunning.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        assertEquals(1, dispatcher.requests().size());
        isFree.countDown();
        assertEquals(
                "[{\"success\":true,\"result\":true},{\"success\":true}]",
                answer.get(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        assertEquals(2, dispatcher.requests().size());
    }

    @Test
    public void aLongBatchOfBadCommandsNeedsNoDeepStack() throws Exception {
        int count = 100_000;
        CompletableFuture<String> answer = new CompletableFuture<>();
        commands.execute("queue", Collections.nCopies(count, Map.of("cmd", "nothing")), answer::complete);
        Object answers = Json.parse(answer.get(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        assertEquals(count, ((List<?>) answers).size());
    }
}
