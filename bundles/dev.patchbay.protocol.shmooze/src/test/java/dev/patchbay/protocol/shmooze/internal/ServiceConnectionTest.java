package dev.patchbay.protocol.shmooze.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.line.LineEnd;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ServiceConnectionTest {

    private static final long PATIENCE_IN_SEC = 10;
    private static final String BACKGROUND = "{\"cmd\": \"bg\"}";
    private static final String DONE = "{\"success\":true}";

    private final FakeTransport transport = new FakeTransport();
    private final FakeDispatcher dispatcher = new FakeDispatcher().with("queue.bg", args -> null);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final LineServices services =
            new LineServices(transport, new Commands(dispatcher, dispatcher::hasNamespace), workers);
    private FakeLine client;

    @Before
    public void connect() throws Exception {
        services.apply(Configs.settings(Map.of()));
        client = transport.client(5580);
    }

    @After
    public void close() {
        services.close();
        transport.close();
        dispatcher.close();
        workers.shutdownNow();
    }

    private static String echo(int value) {
        return "{\"cmd\": \"echo\", \"args\": {\"value\": " + value + "}}";
    }

    @Test
    public void commandsThatComeTogetherAreAnsweredInOrder() throws Exception {
        dispatcher.with("queue.echo", args -> args.get("value"));
        client.receive(echo(1), echo(2), BACKGROUND);
        assertEquals("{\"success\":true,\"result\":1}", client.takeSent());
        assertEquals("{\"success\":true,\"result\":2}", client.takeSent());
        assertEquals(DONE, client.takeSent());
    }

    @Test
    public void theNextCommandWaitsForTheAnswerOfTheOneBefore() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        CountDownLatch isRunning = new CountDownLatch(1);
        dispatcher.with("queue.wait", args -> {
            isRunning.countDown();
            return isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS);
        });
        client.receive("{\"cmd\": \"wait\"}", BACKGROUND, BACKGROUND);
        assertTrue(isRunning.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        FakeLine other = transport.client(5580);
        other.receive(BACKGROUND);
        assertEquals("another connection does not wait", DONE, other.takeSent());
        assertEquals("no line is read ahead", 2, client.waiting());
        assertFalse(client.hasSent());
        assertEquals("and not begun", 2, dispatcher.requests().size());
        isFree.countDown();
        assertEquals("{\"success\":true,\"result\":true}", client.takeSent());
        assertEquals(DONE, client.takeSent());
        assertEquals(DONE, client.takeSent());
    }

    @Test
    public void whoTakesNoAnswersIsNotReadFrom() throws Exception {
        client.holdWrites();
        client.receive(BACKGROUND, BACKGROUND, BACKGROUND);
        assertEquals(DONE, client.takeSent());
        FakeLine other = transport.client(5580);
        other.receive(BACKGROUND);
        assertEquals(DONE, other.takeSent());
        assertEquals("none was read ahead", 2, client.waiting());
        assertEquals("and not begun", 2, dispatcher.requests().size());
        client.takeWrites();
        assertEquals(DONE, client.takeSent());
        assertEquals(DONE, client.takeSent());
    }

    @Test
    public void manyLinesThatAreAnsweredAtOnceNeedNoDeepStack() throws Exception {
        int count = 50_000;
        String[] lines = new String[count];
        Arrays.fill(lines, "{\"cmd\": \"nothing\"}");
        client.receive(lines);
        for (int i = 0; i < count; i++) {
            assertEquals("{\"success\":false,\"error\":\"Bad command.\"}", client.takeSent());
        }
        assertNull(client.ended());
    }

    @Test
    public void aLineThatIsNoJsonEndsItsConnectionWithoutAnAnswer() throws Exception {
        FakeLine other = transport.client(5580);
        client.receive("hello", BACKGROUND);
        await().until(() -> client.ended() == LineEnd.BY_US);
        other.receive(BACKGROUND);
        assertEquals(DONE, other.takeSent());
        assertFalse(client.hasSent());
        assertTrue("nothing behind it is done", dispatcher.requests().size() == 1);
    }

    @Test
    public void anEmptyLineIsNoJson() {
        client.receive("");
        await().until(() -> client.ended() == LineEnd.BY_US);
        assertFalse(client.hasSent());
    }

    @Test
    public void aLongBatchKeepsTheIoThreadFromNobody() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        dispatcher.with("queue.wait", args -> {
            isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS);
            return Thread.currentThread().getName();
        });
        dispatcher.answerOnTheCallersThread();
        FakeLine other = transport.client(5580);
        client.receive("[" + "{\"cmd\": \"wait\"},".repeat(8) + "{\"cmd\": \"bg\"}]");
        other.receive(BACKGROUND);
        assertEquals("the worker has not the I/O thread", DONE, other.takeSent());
        assertFalse(client.hasSent());
        isFree.countDown();
        assertEquals(9, ((List<?>) Json.parse(client.takeSent())).size());
    }

    @Test
    public void whatIsAnsweredOnTheCallersThreadIsAnsweredInOrder() throws Exception {
        dispatcher.with("queue.echo", args -> args.get("value"));
        dispatcher.answerOnTheCallersThread();
        client.receive(echo(1), "[" + echo(2) + "," + BACKGROUND + "]", echo(3));
        assertEquals("{\"success\":true,\"result\":1}", client.takeSent());
        assertEquals("[{\"success\":true,\"result\":2}," + DONE + "]", client.takeSent());
        assertEquals("{\"success\":true,\"result\":3}", client.takeSent());
    }

    @Test
    public void aCarriageReturnDoesNotMatter() throws Exception {
        client.receive(BACKGROUND + "\r");
        assertEquals(DONE, client.takeSent());
    }

    @Test
    public void aLongLineIsAnsweredInOrderToo() throws Exception {
        dispatcher.with("queue.length", args -> ((String) args.get("text")).length());
        client.receive("{\"cmd\": \"length\", \"args\": {\"text\": \"" + "ä".repeat(100_000) + "\"}}", BACKGROUND);
        assertEquals("{\"success\":true,\"result\":100000}", client.takeSent());
        assertEquals(DONE, client.takeSent());
    }

    @Test
    public void aCommandGoesOnWhenItsClientLeaves() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        CountDownLatch isRunning = new CountDownLatch(1);
        CountDownLatch isDone = new CountDownLatch(1);
        dispatcher.with("queue.wait", args -> {
            isRunning.countDown();
            boolean free = isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS);
            isDone.countDown();
            return free;
        });
        client.receive("{\"cmd\": \"wait\"}");
        assertTrue(isRunning.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        client.end(LineEnd.BY_PEER);
        isFree.countDown();
        assertTrue(isDone.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        FakeLine other = transport.client(5580);
        other.receive(BACKGROUND);
        assertEquals(DONE, other.takeSent());
        assertFalse(client.hasSent());
    }

    @Test
    public void eachPortHasItsOwnProvider() throws Exception {
        dispatcher.with("pool.pool", args -> 1);
        FakeLine pool = transport.client(5581);
        pool.receive("{\"cmd\": \"pool\"}", BACKGROUND);
        assertEquals("{\"success\":true,\"result\":1}", pool.takeSent());
        assertEquals("{\"success\":false,\"error\":\"Bad command.\"}", pool.takeSent());
    }
}
