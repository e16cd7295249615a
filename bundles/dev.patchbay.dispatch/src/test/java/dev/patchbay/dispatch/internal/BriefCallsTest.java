package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Range;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Methods that run on the thread that brought the call. */
public class BriefCallsTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private volatile @Nullable Thread last;
    private volatile @Nullable ClassLoader lastLoader;

    /** What some methods wait for, which they must not. */
    private final class Lab implements Provider {

        @RpcMethod(brief = true)
        public String brief(@Range(max = 10) int number) {
            last = Thread.currentThread();
            lastLoader = last.getContextClassLoader();
            return "brief " + number;
        }

        @RpcMethod
        public String usual() {
            last = Thread.currentThread();
            return "usual";
        }

        @RpcMethod(brief = true)
        public void fail(String with) {
            last = Thread.currentThread();
            last.setContextClassLoader(null);
            if (with.equals("error")) {
                throw new AssertionError("no luck");
            }
            throw new IllegalStateException("no disk");
        }

        @RpcMethod(brief = true)
        public String hang() throws InterruptedException {
            last = Thread.currentThread();
            begun.countDown();
            mayEnd.await();
            return "at last";
        }

        @RpcMethod(brief = true)
        public Stream<String> stream() {
            last = Thread.currentThread();
            return Stream.of("a", "b").peek(item -> last = Thread.currentThread());
        }

        @RpcMethod(brief = true)
        public String outer() throws InterruptedException {
            Thread mine = Thread.currentThread();
            String inner = (String) provider.ask("brief", 1);
            return inner + (mine == last ? " here" : " elsewhere");
        }
    }

    @Rule
    public final FakeProvider provider = new FakeProvider(new Lab());

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    private final RecordingReply reply = new RecordingReply();

    /** The first call makes the provider, which may take any time. */
    @Before
    public void makeTheProvider() throws InterruptedException {
        assertEquals("brief 0", provider.ask("brief", 0));
        assertNotSame(Thread.currentThread(), last);
    }

    @After
    public void end() {
        mayEnd.countDown();
        assertTrue(Thread.currentThread().getContextClassLoader() != null);
    }

    private void assertRunsElsewhere(String method, Object... params) throws InterruptedException {
        provider.ask(method, params);
        assertNotSame(Thread.currentThread(), last);
    }

    private void assertRunsHere() {
        RecordingReply next = new RecordingReply();
        last = null;
        provider.call("brief", next, 1);
        assertSame(Thread.currentThread(), last);
        assertEquals("brief 1", next.answer());
    }

    @Test
    public void aBriefMethodRunsOnTheCallersThreadAndHasAnsweredWhenTheCallReturns() {
        provider.fill();
        provider.call("brief", reply, 5);
        assertEquals(1, reply.count());
        assertEquals("brief 5", reply.answer());
        assertSame(Thread.currentThread(), last);
    }

    @Test
    public void otherMethodsOfTheProviderGetAThread() throws Exception {
        assertRunsElsewhere("usual");
    }

    @Test
    public void theFirstCallOfAReplacedProviderGetsAThreadToo() throws Exception {
        provider.leave();
        provider.comeBack();
        assertRunsElsewhere("brief", 1);
        assertRunsHere();
    }

    @Test
    public void aCallThatWaitedForASuccessorDoesNotRunOnTheThreadThatBringsIt() throws Exception {
        provider.leave();
        provider.call("brief", reply, 1);
        RecordingReply second = new RecordingReply();
        provider.call("brief", second, 2);
        assertEquals(0, reply.count());
        provider.comeBack();
        assertEquals("brief 1", reply.answer());
        assertEquals("brief 2", second.answer());
        assertNotSame(Thread.currentThread(), last);
    }

    @Test
    public void inputIsCheckedAndNamesAreLookedUpAsEver() {
        provider.fill();
        provider.call("brief", reply, 11);
        assertEquals(Failure.Kind.INVALID_INPUT, reply.kind());
        assertNotEquals(null, reply.failure().data());
    }

    @Test
    public void whateverItThrowsIsTheAnswerAndTheThreadKeepsNothingOfIt() {
        ClassLoader mine = new ClassLoader() {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(mine);
        try {
            provider.call("fail", reply, "exception");
            RecordingReply second = new RecordingReply();
            provider.call("fail", second, "error");
            assertEquals(Failure.thrown("lab.fail", "no disk"), reply.failure());
            assertEquals(Failure.thrown("lab.fail", "no luck"), second.failure());
            assertSame(mine, Thread.currentThread().getContextClassLoader());
            assertRunsHere();
            assertSame(Runner.class.getClassLoader(), lastLoader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    public void aReplyThatThrowsLeavesTheThreadFree() throws Exception {
        RunningCall running = provider.call(
                "brief",
                new RecordingReply() {
                    @Override
                    public void result(@Nullable Object result) {
                        throw new IllegalStateException("a protocol's fault");
                    }
                },
                1);
        assertTrue(running.awaitEnd(0));
        assertRunsHere();
    }

    @Test
    public void aCallWithinACallGetsAThreadSoThatNothingPilesUp() throws Exception {
        provider.call("outer", reply);
        assertEquals("brief 1 elsewhere", reply.answer());
        assertRunsHere();
    }

    @Test
    public void aCallWithinAnAnswerGetsAThreadWhicheverThreadAnswers() throws Exception {
        for (String method : List.of("brief", "usual")) {
            CompletableFuture<Thread> answering = new CompletableFuture<>();
            RecordingReply second = new RecordingReply();
            provider.call(
                    method,
                    new RecordingReply() {
                        @Override
                        public void result(@Nullable Object result) {
                            provider.call("brief", second, 2);
                            answering.complete(Thread.currentThread());
                        }
                    },
                    method.equals("brief") ? new Object[] {1} : new Object[0]);
            assertEquals("brief 2", second.answer());
            assertNotSame(answering.get(), last);
        }
    }

    @Test
    public void anInterruptOfTheCallersStaysHisOwn() throws Exception {
        Thread.currentThread().interrupt();
        provider.call("brief", reply, 1);
        assertTrue(Thread.interrupted());
        assertEquals("brief 1", reply.answer());
        assertNotSame(Thread.currentThread(), last);
    }

    @Test
    public void aStreamIsFetchedOnAnotherThread() throws Exception {
        assertEquals(List.of("a", "b"), provider.ask("stream"));
        assertNotSame(Thread.currentThread(), last);
    }

    @Test
    public void aStreamWithoutAThreadIsRefusedAndClosed() throws Exception {
        provider.fill();
        RunningCall running = provider.call("stream", reply);
        assertEquals(Failure.Kind.OVERLOADED, reply.kind());
        assertTrue(running.awaitEnd(0));
        assertEquals(1, reply.count());
    }

    @Test
    public void cancellingAndTheTimeLimitAnswerAtOnceAndInterruptNobody() throws Exception {
        CompletableFuture<RunningCall> running = new CompletableFuture<>();
        Thread caller = new Thread(() -> running.complete(provider.call("hang", 20, reply)));
        caller.start();
        begun.await();
        provider.timer.ring();
        assertEquals(Failure.of(Failure.Kind.TIMED_OUT, "'lab.hang' did not answer within 20 ms"), reply.failure());
        provider.runner.stop();
        assertTrue(caller.isAlive());
        assertFalse(caller.isInterrupted());
        mayEnd.countDown();
        assertTrue(running.get().awaitEnd(5_000));
        assertEquals(1, reply.count());
        assertSame(caller, last);
    }

    @Test
    public void aLeavingProviderWaitsForItAndThenAnswersInItsPlace() throws Exception {
        Thread caller = new Thread(() -> provider.call("hang", reply));
        caller.start();
        begun.await();
        provider.leave();
        assertEquals(
                Failure.of(Failure.Kind.INTERRUPTED, "The provider leaves and its drain time is over"),
                reply.failure());
        assertFalse(caller.isInterrupted());
    }

    @Test
    public void oneThatKeepsTheThreadTooLongGetsThreadsFromThenOnAndItsNeighboursDoNot() throws Exception {
        Thread caller = new Thread(() -> provider.call("hang", reply));
        caller.start();
        begun.await();
        await().atLeast(Briefness.HANG_IN_MS / 2, TimeUnit.MILLISECONDS).until(() -> {
            provider.timer.ring(); // the look that is due
            RecordingReply next = new RecordingReply();
            Thread another = new Thread(() -> provider.call("hang", next));
            another.start();
            another.join(50);
            return !another.isAlive();
        });
        assertRunsHere();
        mayEnd.countDown();
        assertEquals("at last", reply.answer());
        caller.join();
        assertRunsElsewhere("hang");
        assertRunsHere();
    }

    @Test
    public void nobodyLooksAtBriefCallsWhenThereAreNone() throws Exception {
        assertRunsHere();
        assertRunsHere();
        assertEquals(1, provider.timer.pending());
        provider.timer.ring();
        assertEquals(0, provider.timer.pending());
        assertRunsHere();
        assertEquals(1, provider.timer.pending());
    }

    @Test
    public void tooManyCallsAreRefusedToo() {
        Runner narrow = new Runner(provider.threads, provider.timer, 0, new Runs());
        narrow.start(
                dev.patchbay.dispatch.Request.of("lab.brief", List.of(1), dev.patchbay.session.User.ANONYMOUS),
                reply,
                provider.registry,
                new MethodStarter("lab.brief"));
        assertEquals(Failure.Kind.OVERLOADED, reply.kind());
    }

    @Test
    public void aReplyThatTakesItPieceByPieceGetsTheStreamOnAnotherThreadToo() throws Exception {
        CompletableFuture<Thread> told = new CompletableFuture<>();
        provider.call("stream", new RecordingReply() {
            @Override
            public void stream(ResultStream items) {
                told.complete(Thread.currentThread());
                items.close();
            }
        });
        assertNotSame(Thread.currentThread(), told.get());
    }
}
