package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.dispatch.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Test;

public class EndOfConnectionTest {

    private final Peer peer = new Peer();

    @Before
    public void offerMethods() {
        List.of("lab.first", "lab.second", "lab.third").forEach(peer.dispatcher::slowMethod);
        peer.dispatcher.method("lab.quick", request -> "done");
        peer.dispatcher.task("backup", (request, reply) -> {});
    }

    private static String call(String method) {
        return "{'jsonrpc':'2.0','id':1,'method':'" + method + "'}";
    }

    @Test
    public void whatStillRunsIsCancelledAndWhatIsAnsweredIsNot() {
        peer.say(call("lab.first"));
        peer.say(call("lab.second"));
        peer.say(call("lab.third"));
        peer.say(call("lab.quick"));
        peer.say("{'jsonrpc':'2.0','id':1,'method':'task.run','params':['backup']}");
        peer.dispatcher.answer("lab.second", "b");

        peer.hangUp();

        assertEquals(
                List.of("backup", "lab.first", "lab.third"),
                peer.dispatcher.cancelled().stream().sorted().toList());
    }

    @Test
    public void nothingIsCancelledWhenEverythingWasAnswered() {
        peer.say(call("lab.first"));
        peer.dispatcher.answer("lab.first", "a");
        peer.say(call("lab.missing"));

        peer.hangUp();

        assertEquals(List.of(), peer.dispatcher.cancelled());
    }

    @Test
    public void notificationsAndCallsOfABatchAreCancelledToo() {
        peer.say("[" + call("lab.first") + ",{'jsonrpc':'2.0','method':'lab.second'}]");

        peer.hangUp();

        assertEquals(2, peer.dispatcher.cancelled().size());
    }

    @Test
    public void aCallThatIsBeingStartedWhileTheConnectionEndsIsCancelled() {
        peer.dispatcher.slowMethod("lab.ends", peer::hangUp);

        peer.say(call("lab.ends"));

        assertEquals(List.of("lab.ends"), peer.dispatcher.cancelled());
    }

    @Test
    public void messagesThatWaitForAWorkerAreNotCarriedOut() {
        peer.workers.hold();
        peer.say(call("lab.quick").replace("}", ",'params':['" + "x".repeat(20_000) + "']}"));
        peer.say(call("lab.first"));

        peer.hangUp();
        peer.workers.release();

        assertEquals(
                List.of("lab.quick"),
                peer.dispatcher.requests().stream().map(Request::name).toList());
    }

    private static final class Call extends OpenCalls.Entry {}

    @Test
    public void startAndEndInAnyOrderCancelEachCallOnce() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 2_000; round++) {
                startWhileItEnds(threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void startWhileItEnds(ExecutorService threads) throws Exception {
        OpenCalls calls = new OpenCalls();
        AtomicInteger cancelled = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Future<?> end = threads.submit(() -> {
            go.countDown();
            calls.close();
        });
        go.await();
        for (int i = 0; i < 10; i++) {
            Call call = new Call();
            calls.open(call);
            calls.startedAs(call, new FakeCall(cancelled::incrementAndGet));
        }
        end.get(10, TimeUnit.SECONDS);
        assertEquals(10, cancelled.get());
    }

    @Test
    public void callsMayBeAnsweredInAnyOrder() {
        OpenCalls calls = new OpenCalls();
        List<String> cancelled = new ArrayList<>();
        List<Call> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String name = "call " + i;
            Call call = new Call();
            all.add(call);
            assertEquals(i + 1, calls.open(call));
            calls.startedAs(call, new FakeCall(() -> cancelled.add(name)));
        }
        for (int answered : List.of(2, 4, 0, 4)) {
            calls.settle(all.get(answered));
        }

        calls.close();

        assertEquals(List.of("call 3", "call 1"), cancelled);
        assertEquals(3, calls.open(new Call()));
    }
}
