package dev.patchbay.dvbcss;

import org.jspecify.annotations.Nullable;

/**
 * One that follows a timeline, as it was when it was asked for. Immutable.
 *
 * @param id of its connection, as {@code ts-7}
 * @param setup what it follows
 * @param controlTimestamp what it was told last; null when it waits to be told
 * @param presentationTimestamps what it told last; null when it told nothing
 */
public record TimelineClient(
        String id,
        SetupData setup,
        @Nullable ControlTimestamp controlTimestamp,
        @Nullable AptEptLpt presentationTimestamps) {}
