package dev.patchbay.session.internal;

import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class SteadyClockTest {

    @Test
    public void runsLikeTheMonotonicClockAndNotLikeTheWall() {
        SteadyClock clock = new SteadyClock();
        long before = System.nanoTime();
        Instant instant = clock.instant();
        long after = System.nanoTime();
        long nanos = Duration.between(Instant.EPOCH, instant).toNanos();
        assertTrue(before <= nanos && nanos <= after);
    }
}
