package dev.patchbay.module.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Records what is commanded. Publish it as a service; without one nothing is recorded. Source: shmooze, §9.
 */
@ConsumerType
public interface CommandLog {

    /** Takes an entry to be written soon. Must return at once, on any thread, and must not throw; keeps the order. */
    void record(Entry entry);

    /**
     * A command and its answer.
     *
     * @param owner {@code queue} or {@code pool}
     * @param namespace {@code client-queue}, {@code client-pool}, {@code queue-module} or {@code module-instance}
     * @param uid of the module; null for a client's command
     * @param time when it was answered
     * @param inputJson the command, as JSON
     * @param outputJson the answer, as JSON; {@code null} as text when there was none
     */
    record Entry(
            String owner, String namespace, @Nullable String uid, Instant time, String inputJson, String outputJson) {}
}
