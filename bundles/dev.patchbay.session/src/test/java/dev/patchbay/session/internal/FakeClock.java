package dev.patchbay.session.internal;

import java.time.Instant;
import java.time.InstantSource;

/** Stands still until the test moves it. */
final class FakeClock implements InstantSource {

    private long nowInMs = 1_000_000;

    void advance(long byInMs) {
        nowInMs += byInMs;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowInMs);
    }
}
