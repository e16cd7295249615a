package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.After;
import org.junit.Test;

public class BacklogTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Integer> received = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @After
    public void endTheThreads() {
        threads.shutdownNow();
    }

    private void receiveSlowly(Integer element) {
        try {
            gate.await();
            received.add(element);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void whatIsAddedArrivesInOrder() {
        Backlog<Integer> backlog = new Backlog<>(1_000, threads, received::add);
        for (int i = 0; i < 500; i++) {
            backlog.add(i);
        }
        await().until(() -> received.size() == 500);
        assertEquals(List.copyOf(received).stream().sorted().toList(), List.copyOf(received));
    }

    @Test
    public void pastItsBoundTheOldestIsLostAndCounted() {
        Backlog<Integer> backlog = new Backlog<>(2, threads, this::receiveSlowly);
        backlog.add(0);
        await().until(() -> ((java.util.concurrent.ThreadPoolExecutor) threads).getActiveCount() == 1);
        await().untilAsserted(() -> assertEquals(0, backlog.lost()));
        for (int i = 1; i <= 5; i++) {
            backlog.add(i);
        }
        gate.countDown();
        await().until(() -> received.contains(5));
        assertEquals(6 - received.size(), backlog.lost());
        assertEquals(List.of(4, 5), List.copyOf(received).subList(received.size() - 2, received.size()));
    }

    @Test
    public void onceClosedItTakesNothing() {
        Backlog<Integer> backlog = new Backlog<>(10, threads, received::add);
        backlog.close();
        backlog.add(1);
        assertEquals(0, received.size());
    }
}
