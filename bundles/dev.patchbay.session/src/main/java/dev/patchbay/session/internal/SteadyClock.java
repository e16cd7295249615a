package dev.patchbay.session.internal;

import java.time.Instant;
import java.time.InstantSource;

/** Tells how long something took, whatever is done to the machine's clock; its instants mean nothing by themselves. */
final class SteadyClock implements InstantSource {

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, System.nanoTime());
    }
}
