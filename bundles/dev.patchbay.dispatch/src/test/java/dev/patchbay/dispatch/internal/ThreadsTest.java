package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.After;
import org.junit.Test;

public class ThreadsTest {

    private final Threads threads = new Threads(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @After
    public void stop() {
        mayEnd.countDown();
        threads.stop(5_000);
    }

    private static void assumePooled() {
        assumeTrue(Runtime.version().feature() < 21);
    }

    private void block(CountDownLatch begun) {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void workRunsOnAnotherThread() {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        threads.execute(() -> worker.complete(Thread.currentThread()));
        assertNotSame(Thread.currentThread(), worker.join());
    }

    @Test
    public void aPoolThatIsBusyRefuses() throws Exception {
        assumePooled();
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(() -> block(begun));
        begun.await();
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    }

    @Test
    public void stopInterruptsAndWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(() -> block(begun));
        begun.await();
        assertTrue(threads.stop(5_000));
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    }

    @Test
    public void stopIsBoundedWhenWorkIgnoresIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(() -> {
            while (mayEnd.getCount() > 0) {
                block(begun);
                Thread.interrupted();
            }
        });
        begun.await();
        assertFalse(threads.stop(10));
    }

    @Test
    public void aPooledThreadDoesNotKeepTheClassLoaderOfWhoeverStartedIt() throws Exception {
        assumePooled();
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        try (URLClassLoader plugin = new URLClassLoader(new URL[0])) {
            Thread caller = new Thread(() ->
                    threads.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader())));
            caller.setContextClassLoader(plugin);
            caller.start();
            assertEquals(Threads.class.getClassLoader(), seen.join());
        }
    }
}
