package dev.patchbay.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hosted service as the watchdog sees it; a snapshot.
 *
 * @param name its name
 * @param originalId its {@link dev.patchbay.naming.OriginalId}; null for none
 * @param state what it is now
 * @param runs how often main was begun
 * @param since when it became what it is
 * @param uptimeInMs how long main has been running, in milliseconds; 0 when it does not
 * @param lastFailure what main threw last, as one sentence; null when it never did
 * @param lastFailureAt when; null when it never did
 * @param bundle symbolic name and version of the bundle it comes from, joined by {@code /}; empty for one that was
 *     created by code
 */
public record ServiceStatus(
        String name,
        @Nullable String originalId,
        State state,
        long runs,
        Instant since,
        long uptimeInMs,
        @Nullable String lastFailure,
        @Nullable Instant lastFailureAt,
        String bundle) {

    /** What a hosted service can be. */
    public enum State {
        /** It is there and its main does not run. */
        AVAILABLE,
        /** Its thread runs main. */
        ENABLED
    }
}
