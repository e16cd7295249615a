package dev.patchbay.job.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.worker.Frames;
import dev.patchbay.job.worker.Message;
import dev.patchbay.job.worker.Words;
import dev.patchbay.process.ProcessListener.Stream;
import dev.patchbay.process.SupervisedProcess;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What the node and a process say to each other, and when. */
public class ConversationTest {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Output output = new Output();
    private final Conversation conversation = new Conversation(new Requests.None(), output, Runnable::run);
    private final CompletableFuture<Message> answer = new CompletableFuture<>();
    private final Thread asking = new Thread(this::ask);
    private volatile boolean isStopped;

    private void ask() {
        try {
            answer.complete(conversation.ask(Message.of(Words.ROLL_BACK)));
        } catch (RemoteFailureException | InterruptedException e) {
            answer.completeExceptionally(e);
        }
    }

    @Before
    public void begin() {
        conversation.begin((SupervisedProcess) Proxy.newProxyInstance(
                ConversationTest.class.getClassLoader(),
                new Class<?>[] {SupervisedProcess.class},
                (proxy, method, args) -> {
                    isStopped |= method.getName().equals("stop");
                    return !method.getName().equals("send") ? null : sent.add((String) args[0]);
                }));
        asking.start();
        await().until(() -> asking.getState() == Thread.State.WAITING);
    }

    @After
    public void end() throws InterruptedException {
        asking.interrupt();
        asking.join();
    }

    private void hear(String type) {
        Frames.write(Message.of(type, "value", 5L), line -> conversation.onLine(Stream.OUT, line, Instant.now()));
    }

    @Test
    public void nothingIsSentBeforeTheProcessIsReady() {
        assertEquals(List.of(), sent);
        conversation.onReady();
        await().until(() -> sent.size() == 1);
        assertTrue(sent.get(0).contains(Words.ROLL_BACK));
        assertFalse(answer.isDone());
        hear(Words.RESULT);
        assertEquals(5L, answer.join().plain("value"));
    }

    @Test
    public void aProcessThatCannotBeStartedIsAFailure() {
        conversation.onGivenUp("There is no program java");
        Throwable failure = assertThrows(Exception.class, answer::join).getCause();
        assertEquals("Task executor died: There is no program java", failure.getMessage());
        assertFalse(conversation.isAlive());
    }

    @Test
    public void whoeverIsInterruptedEndsTheProcess() {
        conversation.onReady();
        await().until(() -> sent.size() == 1);
        asking.interrupt();
        assertTrue(assertThrows(Exception.class, answer::join).getCause() instanceof InterruptedException);
        assertTrue(isStopped);
    }

    @Test
    public void oneThatDiesAfterItWasAskedToEndWasKilled() {
        conversation.onReady();
        conversation.abort();
        conversation.onEnded(137, false);
        assertEquals(
                "Task killed",
                assertThrows(Exception.class, answer::join).getCause().getMessage());
    }

    @Test
    public void whatAsksBeforeItRunsIsRefused() {
        conversation.onReady();
        hear(Words.REQUEST);
        await().until(() -> sent.size() == 2);
        assertTrue(sent.toString().contains(Words.REFUSAL));
    }

    @Test
    public void everythingElseIsOutput() {
        conversation.onLine(Stream.ERR, "to the error", Instant.now());
        conversation.onLine(Stream.OUT, "to the output", Instant.now());
        assertEquals("to the error\nto the output\n", output.text());
    }
}
