package dev.patchbay.worker.internal;

import java.util.Locale;

/** How much a record matters. Source: ModuleServer, §9. */
enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** @throws IllegalArgumentException when there is none of that name */
    static Level of(String name) {
        try {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Expected one of the levels DEBUG, INFO, WARNING, ERROR, CRITICAL, got " + name, e);
        }
    }

    /** What a record says of itself; a name a module made up counts as the lowest. */
    static Level ofRecord(String name) {
        for (Level level : values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        return DEBUG;
    }

    boolean isAtLeast(Level other) {
        return compareTo(other) >= 0;
    }
}
