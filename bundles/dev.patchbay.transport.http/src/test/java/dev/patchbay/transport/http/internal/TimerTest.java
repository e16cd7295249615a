package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class TimerTest {

    @Test
    public void aTaskKeepsItsScheduleWhateverItThrows() throws Exception {
        CountDownLatch failures = new CountDownLatch(3);
        CountDownLatch errors = new CountDownLatch(3);
        try (Timer timer = new Timer()) {
            timer.every(1, () -> {
                failures.countDown();
                throw new IllegalStateException("a fault");
            });
            timer.every(1, () -> {
                errors.countDown();
                throw new OutOfMemoryError("no direct memory");
            });
            assertTrue("after an exception", failures.await(10, TimeUnit.SECONDS));
            assertTrue("after an error", errors.await(10, TimeUnit.SECONDS));
        }
    }
}
