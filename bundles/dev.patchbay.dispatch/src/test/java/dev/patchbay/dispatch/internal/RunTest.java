package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.session.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class RunTest {

    private final RecordingReply reply = new RecordingReply();
    private final Run run = run(reply);

    private static Run run(Reply reply) {
        return new Run(Request.of("hello", null, User.ANONYMOUS), reply, Runnable::run);
    }

    @Test
    public void theFirstAnswerCountsAndLaterOnesAreDropped() {
        run.succeed("first");
        run.succeed("second");
        run.fail(Failure.Kind.FAILED, "third");
        run.cancel();
        assertEquals("first", reply.answer());
        assertEquals(1, reply.count());
    }

    @Test
    public void oneAnswerWhateverRaces() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 1_000; i++) {
            RecordingReply raced = new RecordingReply();
            Run racing = run(raced);
            CyclicBarrier start = new CyclicBarrier(3);
            List<Runnable> ways = List.of(
                    () -> racing.succeed("done"), racing::cancel, () -> racing.fail(Failure.Kind.FAILED, "failed"));
            List<Future<?>> ends = ways.stream()
                    .<Future<?>>map(way -> threads.submit(() -> {
                        start.await();
                        way.run();
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get(10, TimeUnit.SECONDS);
            }
            assertEquals(1, raced.count());
        }
        threads.shutdown();
    }

    @Test
    public void anAnsweredRunDoesNotBegin() {
        run.cancel();
        assertFalse(run.begin(() -> {}));
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
    }

    @Test
    public void cancelInterruptsTheThreadThatRunsItAndTheInterruptEndsWithTheRun() {
        assertTrue(run.begin(() -> {}));
        run.cancel();
        assertTrue(Thread.currentThread().isInterrupted());
        assertTrue(run.isEnding());
        run.end();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    public void cancelAfterItsEndDoesNotReachItsFormerThread() {
        assertTrue(run.begin(() -> {}));
        run.end();
        run.cancel();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    public void theAnswerCancelsTheAlarm() {
        Future<?> alarm = new CompletableFuture<>();
        run.setAlarm(alarm);
        run.succeed("done");
        assertTrue(alarm.isCancelled());
    }

    @Test
    public void anAlarmThatComesAfterTheAnswerIsCancelled() {
        Future<?> alarm = new CompletableFuture<>();
        run.succeed("done");
        run.setAlarm(alarm);
        assertTrue(alarm.isCancelled());
    }

    @Test
    public void aSecondAlarmReplacesTheFirst() {
        Future<?> first = new CompletableFuture<>();
        Future<?> second = new CompletableFuture<>();
        run.setAlarm(first);
        run.setAlarm(second);
        assertTrue(first.isCancelled());
        assertFalse(second.isCancelled());
    }

    @Test
    public void aReplyThatThrowsDoesNotKeepOtherRunsFromTheirAnswer() {
        Runs runs = new Runs();
        List<RecordingReply> replies = List.of(new RecordingReply(), new RecordingReply(), new RecordingReply());
        replies.forEach(each -> runs.add(run(each)));
        runs.add(run(new Reply() {
            @Override
            public void result(@Nullable Object result) {
                throw new IllegalStateException("the connection has gone");
            }

            @Override
            public void failure(Failure failure) {
                throw new IllegalStateException("the connection has gone");
            }
        }));
        runs.stop("the node stops");
        replies.forEach(each -> assertEquals(Failure.Kind.INTERRUPTED, each.kind()));
    }

    @Test
    public void hasEndedWhenItIsAnsweredAndItsThreadIsDone() throws Exception {
        run.begin(() -> {});
        run.succeed("done");
        assertFalse(run.awaitEnd(1));
        run.end();
        assertTrue(run.awaitEnd(0));
    }

    @Test
    public void whoWaitsForTheEndIsWokenByIt() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Boolean> end = threads.submit(() -> run.awaitEnd(10_000));
        run.begin(() -> {});
        run.succeed("done");
        run.end();
        assertTrue(end.get(10, TimeUnit.SECONDS));
        threads.shutdown();
    }

    @Test
    public void oneThatNeverBeganHasEndedWithItsAnswer() throws Exception {
        assertFalse(run.awaitEnd(0));
        run.cancel();
        assertTrue(run.awaitEnd(0));
    }
}
