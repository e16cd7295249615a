package dev.patchbay.module;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module as it was at a moment.
 *
 * @param uid unique and never reused
 * @param type what it is
 * @param state what it does
 * @param parameters what it said of itself, plain Java types; not to be changed
 */
public record ModuleEntry(String uid, String type, State state, Map<String, @Nullable Object> parameters) {

    /** What a module does. */
    public enum State {
        /** It was initialised and has not played yet. */
        WAITING,
        /** It plays. */
        PLAYING,
        /** It played and was suspended, or is a background that has to wait. */
        SUSPENDED
    }
}
