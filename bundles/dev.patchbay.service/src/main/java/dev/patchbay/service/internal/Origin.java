package dev.patchbay.service.internal;

import dev.patchbay.service.spi.HostedService;
import org.jspecify.annotations.Nullable;

/**
 * Where a hosted service comes from.
 *
 * @param originalId null for none
 * @param bundle symbolic name and version; empty for one that was created by code
 * @param ranking the highest of those with one original id has it
 * @param loader of its bundle; null when there is none to be had
 */
record Origin(
        @Nullable String originalId,
        String bundle,
        int ranking,
        @Nullable ClassLoader loader) {

    static Origin code(HostedService service) {
        return new Origin(null, "", 0, service.getClass().getClassLoader());
    }

    /** Whether it was created by code and not published. */
    boolean isCode() {
        return bundle.isEmpty();
    }
}
