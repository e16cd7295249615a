package dev.patchbay.launcher;

import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public final class ProcessStartTest {

    @Test
    public void liesInThePastAndCloseToWhatTheSystemSays() {
        Instant start = ProcessStart.instant();
        Instant said = ProcessHandle.current().info().startInstant().orElseThrow();
        assertTrue(start.isBefore(Instant.now()));
        assertTrue(Duration.between(said, start).abs().toSeconds() < 2);
    }
}
