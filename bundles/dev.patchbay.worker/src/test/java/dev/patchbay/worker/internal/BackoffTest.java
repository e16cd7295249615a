package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class BackoffTest {

    private final Backoff backoff = new Backoff();
    private final Settings settings = settings();

    private static Settings settings() {
        TestConfig config = new TestConfig();
        config.firstPauseInMs = 1_000;
        config.longestPauseInMs = 30_000;
        return new SettingsReader(Path.of("/tmp")).read(config);
    }

    @Test
    public void theFirstRestartIsAtOnceAndTheOthersLaterAndLater() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(backoff.pauseInMs(10, settings));
        }
        assertEquals(List.of(0L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L), pauses);
        for (int i = 0; i < 100; i++) {
            backoff.pauseInMs(10, settings);
        }
        assertEquals(30_000, backoff.pauseInMs(10, settings));
    }

    @Test
    public void aSteadyRunBeginsTheCountAnew() {
        backoff.pauseInMs(10, settings);
        backoff.pauseInMs(9_999, settings);
        assertEquals(0, backoff.pauseInMs(10_000, settings));
        assertEquals(1_000, backoff.pauseInMs(10, settings));
    }

    @Test
    public void soDoesALoadThatWasAskedFor() {
        backoff.pauseInMs(10, settings);
        backoff.reset();
        assertEquals(0, backoff.pauseInMs(10, settings));
    }
}
