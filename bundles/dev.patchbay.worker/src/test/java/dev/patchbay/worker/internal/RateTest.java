package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerTurn;
import dev.patchbay.worker.WorkerTurnListener;
import dev.patchbay.worker.Workers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** How fast calls of a Python module are; prints what it measures, and fails only when something is very wrong. */
public class RateTest {

    private static final int CALLS = 3_000;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    @Before
    public void start() throws Exception {
        node.python("lamp", "class Lamp:\n    def echo(self, value):\n        return value\n");
        node.module("lamp", "lamp", "Lamp", null).start();
        node.pid("lamp");
    }

    @Test
    public void callsOfOneTurnFollowOneAnother() throws Exception {
        Client client = Client.queue(node.workers(), "lamp").awaitTurn();
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            assertEquals((long) i, client.call("echo", i).result());
        }
        print("one client that keeps its turn", CALLS, begin);
        client.end();
        String megabyte = "x".repeat(1 << 20);
        begin = System.nanoTime();
        assertEquals(megabyte, Client.result(node.workers(), "lamp", "echo", megabyte));
        System.out.println(
                "1 MB there and back in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
    }

    @Test
    public void eightClientsThatQueueForEachCallLoseNone() throws Exception {
        long begin = System.nanoTime();
        Looping.run(node.workers(), 8, CALLS);
        print("eight clients with a turn for each call", CALLS, begin);
    }

    private static void print(String what, int calls, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %.0f calls/s%n", what, calls / seconds);
        assertTrue(what + " took " + seconds + " s", calls / seconds > 100);
    }

    /** A client that queues, calls, ends, and begins anew, on whatever thread tells it. */
    private static final class Looping implements WorkerTurnListener {

        private final Workers workers;
        private final AtomicInteger left;
        private final CountDownLatch done;
        private final CompletableFuture<Void> failure;
        private volatile CompletableFuture<WorkerTurn> turn;

        private Looping(Workers workers, AtomicInteger left, CountDownLatch done, CompletableFuture<Void> failure) {
            this.workers = workers;
            this.left = left;
            this.done = done;
            this.failure = failure;
        }

        static void run(Workers workers, int clients, int calls) throws Exception {
            AtomicInteger left = new AtomicInteger(calls);
            CountDownLatch done = new CountDownLatch(clients);
            CompletableFuture<Void> failure = new CompletableFuture<>();
            for (int i = 0; i < clients; i++) {
                new Looping(workers, left, done, failure).queue();
            }
            assertTrue(done.await(Client.LIMIT_IN_S, TimeUnit.SECONDS));
            assertTrue(failure.toString(), !failure.isDone());
        }

        private void queue() {
            CompletableFuture<WorkerTurn> next = new CompletableFuture<>();
            turn = next;
            try {
                next.complete(workers.queue("lamp", "192.0.2.9", this));
            } catch (WorkerException e) {
                failure.completeExceptionally(e);
                done.countDown();
            }
        }

        @Override
        public void onTurn() {
            turn.thenAccept(
                    mine -> mine.call("echo", List.of(1)).whenComplete((answer, broken) -> answered(mine, answer)));
        }

        private void answered(WorkerTurn mine, WorkerAnswer answer) {
            mine.end();
            if (answer.isError()) {
                failure.completeExceptionally(new IllegalStateException(answer.traceback()));
            }
            if (left.decrementAndGet() > 0) {
                queue();
            } else {
                done.countDown();
            }
        }

        @Override
        public void onUnloaded(String problem) {
            failure.completeExceptionally(new IllegalStateException(problem));
        }
    }
}
