package dev.patchbay.threads;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Test;

public class NodeThreadsTest {

    private final ExecutorService threads = NodeThreads.perTask("test");
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    @After
    public void stop() {
        mayEnd.countDown();
        assertTrue(NodeThreads.stop(threads, 5_000));
    }

    private boolean isInterrupted() {
        begun.countDown();
        try {
            mayEnd.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private Thread threadOfNext() {
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        threads.execute(() -> seen.complete(Thread.currentThread()));
        return seen.join();
    }

    @Test
    public void aThreadHasItsNameAndKeepsNoJvmAlive() {
        Thread first = threadOfNext();
        assertEquals("test-1", first.getName());
        assertTrue(first.isDaemon());
        Thread single = NodeThreads.daemon(() -> {}, "single");
        assertEquals("single", single.getName());
        assertTrue(single.isDaemon());
        assertEquals("some-1", NodeThreads.daemons("some").newThread(() -> {}).getName());
    }

    @Test
    public void asManyPiecesOfWorkAsThereAreRunSideBySide() throws Exception {
        CountDownLatch all = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            threads.execute(() -> {
                all.countDown();
                assertFalse(isInterrupted());
            });
        }
        all.await();
    }

    @Test
    public void nothingIsTakenOverFromWhoeverStartsAThread() throws Exception {
        InheritableThreadLocal<String> heirloom = new InheritableThreadLocal<>();
        CompletableFuture<String> inherited = new CompletableFuture<>();
        CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
        try (URLClassLoader plugin = new URLClassLoader(new URL[0])) {
            Thread caller = new Thread(() -> {
                heirloom.set("kept");
                threads.execute(() -> {
                    inherited.complete(String.valueOf(heirloom.get()));
                    loader.complete(Thread.currentThread().getContextClassLoader());
                });
            });
            caller.setContextClassLoader(plugin);
            caller.start();
            assertEquals(NodeThreads.class.getClassLoader(), loader.join());
            assertEquals("null", inherited.join());
        }
    }

    @Test
    public void stoppingInterruptsWhatRunsAndRefusesWhatComes() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.execute(() -> interrupted.complete(isInterrupted()));
        begun.await();
        assertTrue(NodeThreads.stop(threads, 5_000));
        assertTrue(interrupted.join());
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    }

    @Test
    public void whatIgnoresItsInterruptionIsNotWaitedForLongerThanSaid() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        threads.execute(() -> {
            while (!isOver.get() && isInterrupted()) {
                continue;
            }
        });
        begun.await();
        assertFalse(NodeThreads.stop(threads, 10));
        isOver.set(true);
    }

    @Test
    public void whoeverWaitsCanBeInterrupted() throws Exception {
        threads.execute(this::isInterrupted);
        begun.await();
        threads.shutdown();
        Thread.currentThread().interrupt();
        assertFalse(NodeThreads.isDone(threads, 60_000));
        assertTrue(Thread.interrupted());
    }
}
