package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class RunnerTest {

    private static final long NO_LIMIT = 0;

    private final ManualTimer timer = new ManualTimer();
    private final Threads threads = new Threads(2);
    private final Registry<Target> registry = new Registry<>(timer, 5_000, 100);
    private final Runs runs = new Runs();
    private final Runner runner = new Runner(threads, timer, 2, runs);
    private final RecordingReply reply = new RecordingReply();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private record Target(Binding code, long limitInMs, Runs.OnTarget runs) {}

    private record TargetStarter(String registered) implements Starter<Target> {

        @Override
        public Binding binding(Target target) {
            return target.code();
        }

        @Override
        public Briefness briefness(Target target) {
            return null;
        }

        @Override
        public long timeLimitInMs(Target target) {
            return target.limitInMs();
        }

        @Override
        public Runs.OnTarget runs(Target target) {
            return target.runs();
        }

        @Override
        public String missing() {
            return "There is no '" + registered + "'";
        }
    }

    @After
    public void stop() {
        mayEnd.countDown();
        assertTrue(threads.stop(5_000));
        timer.shutdownNow();
    }

    /** What a plugin would do, and answer with. */
    private interface Code {
        Object run(Run run) throws Exception;
    }

    private Target target(Code code, long limitInMs) {
        return new Target(run -> run.succeed(code.run(run)), limitInMs, runs.onTarget());
    }

    private Candidate<Target> offer(Code code) {
        return offer(code, NO_LIMIT);
    }

    private Candidate<Target> offer(Code code, long limitInMs) {
        Candidate<Target> candidate = new Candidate<>(1, target(code, limitInMs));
        registry.add("hello", candidate);
        return candidate;
    }

    private RunningCall call(RecordingReply to, long limitInMs) {
        return runner.start(
                new Request("hello", null, User.ANONYMOUS, null, limitInMs), to, registry, new TargetStarter("hello"));
    }

    private Failure failureOf(Code code) {
        offer(code);
        call(reply, NO_LIMIT);
        return reply.failure();
    }

    /** Code that goes on until the test lets it end, whatever interrupts it. */
    private Object ignoreInterruption(Run run) {
        begun.countDown();
        boolean ended = false;
        while (!ended) {
            try {
                ended = mayEnd.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                ended = false;
            }
        }
        return "too late";
    }

    private Object blockUntilInterrupted(Run run) throws InterruptedException {
        begun.countDown();
        mayEnd.await();
        return "not interrupted";
    }

    private void awaitFree(Candidate<Target> candidate) {
        await().until(() -> candidate.calls() == 0);
        assertEquals(1, reply.count());
    }

    @Test
    public void theResultIsTheAnswer() {
        Candidate<Target> candidate = offer(run -> "hi " + run.name());
        call(reply, NO_LIMIT);
        assertEquals("hi hello", reply.answer());
        awaitFree(candidate);
    }

    @Test
    public void anUnknownNameIsAnsweredAtOnceAndMakesRoomForTheNext() {
        for (int i = 0; i < 10; i++) {
            RecordingReply next = new RecordingReply();
            call(next, NO_LIMIT);
            assertEquals(Failure.of(Failure.Kind.UNKNOWN_NAME, "There is no 'hello'"), next.failure());
        }
    }

    @Test
    public void aConsideredRefusalKeepsCodeMessageAndData() {
        Failure failure = failureOf(run -> {
            throw new CallException(42, "no", Map.of("left", 3L));
        });
        assertEquals(new Failure(Failure.Kind.REFUSED, 42, "no", Map.of("left", 3L)), failure);
        assertEquals("no", failure.reason());
    }

    @Test
    public void aRefusalWhoseDataJsonCannotExpressIsAnsweredToo() {
        Failure failure = failureOf(run -> {
            throw new CallException(42, "no", Double.NaN);
        });
        assertEquals(Failure.Kind.FAILED, failure.kind());
    }

    @Test
    public void anExceptionIsAnsweredWithItsMessage() {
        Failure failure = failureOf(run -> {
            throw new IllegalStateException("the disk is full");
        });
        assertEquals(Failure.Kind.FAILED, failure.kind());
        assertEquals("'hello' failed: the disk is full", failure.message());
        assertEquals("the disk is full", failure.reason());
    }

    @Test
    public void anExceptionWithoutMessageIsAnsweredWithItsName() {
        Failure failure = failureOf(run -> {
            throw new UnsupportedOperationException();
        });
        assertEquals("'hello' failed: UnsupportedOperationException", failure.message());
    }

    @Test
    public void missingClassesAreAnswered() {
        assertEquals(
                Failure.Kind.FAILED,
                failureOf(run -> {
                            throw new NoClassDefFoundError("gone");
                        })
                        .kind());
    }

    @Test
    public void anErrorOfThePluginsOwnIsAnswered() {
        Candidate<Target> candidate = offer(run -> {
            throw new Error("not implemented");
        });
        call(reply, NO_LIMIT);
        assertEquals(Failure.thrown("hello", "not implemented"), reply.failure());
        awaitFree(candidate);
    }

    @Test
    public void interruptionByItselfIsAnswered() {
        assertEquals(
                Failure.Kind.INTERRUPTED,
                failureOf(run -> {
                            throw new InterruptedException();
                        })
                        .kind());
    }

    @Test
    public void aComponentThatCannotBeMadeIsNamed() {
        Failure failure = failureOf(run -> {
            throw new NotActivatedException("hello");
        });
        assertEquals(Failure.Kind.FAILED, failure.kind());
        assertTrue(failure.message(), failure.message().contains("could not be activated"));
    }

    @Test
    public void theCallersTimeLimitIsAnsweredAtOnceThoughTheCodeIgnoresInterruption() throws Exception {
        Candidate<Target> candidate = offer(this::ignoreInterruption);
        call(reply, 20);
        begun.await();
        timer.ring();
        assertEquals(Failure.of(Failure.Kind.TIMED_OUT, "'hello' did not answer within 20 ms"), reply.failure());
        assertEquals(1, candidate.calls());
        mayEnd.countDown();
        awaitFree(candidate);
    }

    @Test
    public void theCodesOwnLimitHoldsWhenTheCallerHasNone() throws Exception {
        offer(this::blockUntilInterrupted, 30);
        call(reply, NO_LIMIT);
        begun.await();
        timer.ring();
        assertEquals("'hello' did not answer within 30 ms", reply.failure().message());
    }

    @Test
    public void theShorterLimitWins() throws Exception {
        offer(this::blockUntilInterrupted, 30);
        call(reply, 40);
        begun.await();
        assertEquals(1, timer.pending());
        timer.ring();
        assertEquals("'hello' did not answer within 30 ms", reply.failure().message());
    }

    @Test
    public void theCallersLimitStaysWhenItIsShorter() throws Exception {
        offer(this::blockUntilInterrupted, 30);
        call(reply, 20);
        begun.await();
        timer.ring();
        assertEquals("'hello' did not answer within 20 ms", reply.failure().message());
    }

    @Test
    public void anAnswerTakesItsAlarmAway() {
        Candidate<Target> candidate = offer(run -> "hi");
        call(reply, 20);
        awaitFree(candidate);
        assertEquals(0, timer.pending());
    }

    @Test
    public void theTimeLimitIncludesWaitingForASuccessor() {
        offer(run -> "old");
        registry.remove("hello", 1);
        call(reply, 20);
        assertEquals(0, reply.count());
        timer.ring();
        assertEquals(Failure.Kind.TIMED_OUT, reply.kind());
        assertEquals(1, reply.count());
    }

    @Test
    public void aCallThatWaitsIsAnsweredByTheSuccessor() {
        offer(run -> "old");
        registry.remove("hello", 1);
        call(reply, NO_LIMIT);
        Candidate<Target> successor = offer(run -> "new");
        assertEquals("new", reply.answer());
        awaitFree(successor);
    }

    @Test
    public void cancelAnswersAndInterrupts() throws Exception {
        Candidate<Target> candidate = offer(this::blockUntilInterrupted);
        RunningCall running = call(reply, NO_LIMIT);
        begun.await();
        running.cancel();
        running.cancel();
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
        awaitFree(candidate);
    }

    @Test
    public void aCallCancelledWhileItWaitsDoesNotRunOnTheSuccessor() {
        offer(run -> "old");
        registry.remove("hello", 1);
        RunningCall waiting = call(reply, NO_LIMIT);
        waiting.cancel();
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        Candidate<Target> successor = offer(run -> ran.complete(true));
        awaitFree(successor);
        assertFalse(ran.isDone());
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
    }

    @Test
    public void anInterruptDoesNotReachTheNextRunOnTheSameThread() throws Exception {
        Threads one = new Threads(1);
        Runner onOne = new Runner(one, timer, 2, runs);
        Candidate<Target> candidate = offer(this::ignoreInterruption);
        RunningCall first = onOne.start(request(), reply, registry, new TargetStarter("hello"));
        begun.await();
        first.cancel();
        mayEnd.countDown();
        awaitFree(candidate);
        registry.remove("hello", 1);
        offer(run -> Thread.currentThread().isInterrupted());
        Object interrupted = await().until(() -> answerOf(onOne), answer -> answer instanceof Boolean);
        assertEquals(false, interrupted);
        assertTrue(one.stop(5_000));
    }

    /** On a pool the thread may be busy a moment longer, which is answered by a refusal. */
    private Object answerOf(Runner other) {
        RecordingReply next = new RecordingReply();
        other.start(request(), next, registry, new TargetStarter("hello"));
        return next.answer();
    }

    private static Request request() {
        return Request.of("hello", null, User.ANONYMOUS);
    }

    @Test
    public void moreCallsThanTheLimitAreRefusedUntilOneEnds() throws Exception {
        Candidate<Target> candidate = offer(this::ignoreInterruption);
        call(reply, NO_LIMIT);
        call(new RecordingReply(), NO_LIMIT);
        RecordingReply refused = new RecordingReply();
        call(refused, NO_LIMIT);
        assertEquals(Failure.Kind.OVERLOADED, refused.kind());
        mayEnd.countDown();
        awaitFree(candidate);
        await().untilAsserted(() -> {
            RecordingReply next = new RecordingReply();
            call(next, NO_LIMIT);
            assertEquals("too late", next.answer());
        });
    }

    @Test
    public void noFreeThreadIsAnswered() {
        Runner busy = new Runner(
                work -> {
                    throw new java.util.concurrent.RejectedExecutionException("full");
                },
                timer,
                1,
                runs);
        Candidate<Target> candidate = offer(run -> "hi");
        for (int i = 0; i < 3; i++) {
            RecordingReply next = new RecordingReply();
            busy.start(request(), next, registry, new TargetStarter("hello"));
            assertEquals(
                    "Every thread for calls is busy; try again later",
                    next.failure().message());
        }
        assertEquals(0, candidate.calls());
    }

    @Test
    public void tooManyThatWaitAreRefused() {
        Registry<Target> narrow = new Registry<>(timer, 5_000, 0);
        narrow.add("hello", new Candidate<>(1, target(run -> "old", NO_LIMIT)));
        narrow.remove("hello", 1);
        runner.start(request(), reply, narrow, new TargetStarter("hello"));
        assertEquals(Failure.Kind.OVERLOADED, reply.kind());
    }

    @Test
    public void stopAnswersWhatRunsAndWhatWaitsAndRefusesWhatComes() throws Exception {
        offer(this::blockUntilInterrupted);
        RecordingReply waits = new RecordingReply();
        RecordingReply late = new RecordingReply();
        call(reply, NO_LIMIT);
        begun.await();
        registry.remove("hello", 1);
        call(waits, NO_LIMIT);
        runner.stop();
        call(late, NO_LIMIT);
        for (RecordingReply each : List.of(reply, waits, late)) {
            assertEquals(Failure.of(Failure.Kind.INTERRUPTED, "The node stops"), each.failure());
            assertEquals(1, each.count());
        }
    }

    @Test
    public void everyCallIsAnsweredThoughTheNodeStopsMeanwhile() {
        for (int i = 0; i < 300; i++) {
            ManualTimer clock = new ManualTimer();
            Runner stopping = new Runner(Runnable::run, clock, 10_000, new Runs());
            Registry<Target> empty = new Registry<>(clock, 5_000, 10_000);
            empty.add("hello", new Candidate<>(1, target(run -> "old", NO_LIMIT)));
            empty.remove("hello", 1);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(stopping::stop);
            List<RecordingReply> replies = java.util.stream.Stream.generate(RecordingReply::new)
                    .limit(200)
                    .peek(each -> stopping.start(request(), each, empty, new TargetStarter("hello")))
                    .toList();
            stop.join();
            assertTrue(replies.stream().allMatch(each -> each.count() == 1));
            clock.shutdownNow();
        }
    }

    @Test
    public void departureLeavesTheRunsOnOthersAlone() throws Exception {
        offer(run -> {
            begun.countDown();
            mayEnd.await();
            return "done";
        });
        call(reply, NO_LIMIT);
        begun.await();
        runs.onTarget().stop("another leaves");
        assertEquals(0, reply.count());
        mayEnd.countDown();
        assertEquals("done", reply.answer());
    }

    @Test
    public void departureEndsTheRunsThatOutstayTheirWelcome() throws Exception {
        Candidate<Target> candidate = offer(this::blockUntilInterrupted);
        call(reply, NO_LIMIT);
        begun.await();
        candidate.target().runs().stop("it leaves");
        assertEquals(Failure.of(Failure.Kind.INTERRUPTED, "it leaves"), reply.failure());
        awaitFree(candidate);
    }
}
