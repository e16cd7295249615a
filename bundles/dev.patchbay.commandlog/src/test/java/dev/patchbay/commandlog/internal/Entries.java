package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.time.Instant;

/** Entries as the queue and the pool make them. */
final class Entries {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.987Z");

    private Entries() {}

    /** One of the queue's client. */
    static Entry number(int number) {
        return new Entry("queue", "client-queue", null, NOON, "{\"cmd\": \"rm\", \"args\": " + number + "}", "null");
    }

    /** One of a module in the pool. */
    static Entry ofModule(String uid, String input, String output) {
        return new Entry("pool", "queue-module", uid, NOON, input, output);
    }
}
