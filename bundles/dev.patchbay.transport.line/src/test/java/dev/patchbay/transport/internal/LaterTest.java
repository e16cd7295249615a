package dev.patchbay.transport.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class LaterTest {

    private static final String NAME = "test-later";

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final Later timer = new Later(NAME);

    @After
    public void close() {
        timer.close();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .count();
    }

    private Thread thread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        var unused = timer.after(0, () -> thread.complete(Thread.currentThread()));
        return thread.get(20, TimeUnit.SECONDS);
    }

    @Test
    public void theThreadStartsWithTheFirstTaskAndEndsWithIt() throws Exception {
        assertEquals(0, threads());
        Thread thread = thread();
        assertSame(thread, thread());
        assertEquals(1, threads());
        timer.close();
        thread.join();
        timer.close();
    }

    @Test
    public void whoeverStartsItLeavesNoClassLoaderBehind() throws Exception {
        Thread starter = Thread.currentThread();
        ClassLoader own = starter.getContextClassLoader();
        try (URLClassLoader ofAPlugin = new URLClassLoader(new URL[0])) {
            starter.setContextClassLoader(ofAPlugin);
            assertSame(Later.class.getClassLoader(), thread().getContextClassLoader());
        } finally {
            starter.setContextClassLoader(own);
        }
    }

    @Test
    public void whatThrowsKeepsNothingElseFromBeingDone() throws Exception {
        var unused = timer.after(0, () -> {
            throw new IllegalStateException("thrown by the test");
        });
        Thread before = thread();
        var unusedToo = timer.after(0, () -> {
            throw new AssertionError("thrown by the test");
        });
        assertSame(before, thread());
    }

    @Test
    public void nothingIsDoneOnceItIsClosed() throws Exception {
        AtomicBoolean isDone = new AtomicBoolean();
        CountDownLatch isBusy = new CountDownLatch(1);
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        var unused = timer.after(0, () -> {
            isBusy.countDown();
            isInterrupted.complete(isInterruptedWithin(20));
        });
        var unusedToo = timer.after(0, () -> isDone.set(true));
        assertTrue(isBusy.await(20, TimeUnit.SECONDS));
        timer.close();
        assertTrue(isInterrupted.get(20, TimeUnit.SECONDS));
        assertTrue(timer.after(0, () -> isDone.set(true)).isDone());
        assertEquals(0, threads());
        assertFalse(isDone.get());
    }

    private static boolean isInterruptedWithin(long timeoutInSec) {
        try {
            return new CountDownLatch(1).await(timeoutInSec, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    public void oneThatWasNeverAskedForAnythingEndsAtOnce() {
        timer.close();
        assertEquals(0, threads());
    }
}
