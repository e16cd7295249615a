package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class LogLimitTest {

    private long now = Long.MAX_VALUE - 5; // the system's clock may overflow

    @Test
    public void theFirstIsDueAndThenOneInEachPause() {
        LogLimit limit = new LogLimit(() -> now, 2);

        assertEquals(0, limit.due());
        assertEquals(LogLimit.NOT_NOW, limit.due());
        now += TimeUnit.SECONDS.toNanos(2) - 1;
        assertEquals(LogLimit.NOT_NOW, limit.due());
        now += 1;
        assertEquals(2, limit.due());
        assertEquals(LogLimit.NOT_NOW, limit.due());
        now += TimeUnit.SECONDS.toNanos(100);
        assertEquals(1, limit.due());
    }
}
