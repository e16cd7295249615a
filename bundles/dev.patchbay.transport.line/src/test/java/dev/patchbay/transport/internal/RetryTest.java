package dev.patchbay.transport.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class RetryTest {

    private static final long EVERY_MS = 10;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final Later timer = new Later("test-timer");
    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Retry retry = new Retry(timer, EVERY_MS, this::attempt);

    @After
    public void close() {
        timer.close();
    }

    private void attempt() {
        attempts.incrementAndGet();
        tried.countDown();
    }

    /** What was to be tried again by now has been. */
    private void awaitTime() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        var unused = timer.after(2 * EVERY_MS, passed::countDown);
        assertTrue(passed.await(20, TimeUnit.SECONDS));
    }

    @Test
    public void theSameReasonIsNewsOnceAndAnotherOneIsNewsAgain() {
        assertTrue(retry.failed("in use"));
        assertFalse(retry.failed("in use"));
        assertTrue(retry.failed("no such host"));
        assertEquals("no such host", retry.fault());
    }

    @Test
    public void theSameReasonIsNewsAfterItWasOver() {
        assertFalse("nothing was wrong", retry.recovered());
        assertTrue(retry.failed("in use"));
        assertTrue(retry.recovered());
        assertNull(retry.fault());
        assertFalse(retry.recovered());
        assertTrue(retry.failed("in use"));
    }

    @Test
    public void itIsTriedOnceUnlessThatIsSaidAgain() throws Exception {
        retry.later();
        assertTrue(tried.await(20, TimeUnit.SECONDS));
        awaitTime();
        assertEquals(1, attempts.get());
        retry.later();
        awaitTime();
        assertEquals(2, attempts.get());
    }

    @Test
    public void ofSeveralOnlyTheLastCounts() throws Exception {
        // Holds the timer, so that the first would be due as well.
        CountDownLatch go = new CountDownLatch(1);
        var unused = timer.after(0, () -> await(go));
        retry.later();
        retry.later();
        go.countDown();
        awaitTime();
        assertEquals(1, attempts.get());
    }

    @Test
    public void whatIsCancelledIsNotTried() throws Exception {
        retry.cancel();
        retry.later();
        retry.cancel();
        awaitTime();
        assertEquals(0, attempts.get());
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
