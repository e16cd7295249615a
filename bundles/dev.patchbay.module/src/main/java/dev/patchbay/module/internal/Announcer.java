package dev.patchbay.module.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes what becomes of the modules; may block for a while. */
interface Announcer {

    /** A module came: {@code in, uid, type}. */
    String ADDED = "module.added";

    /** It plays: {@code in, uid, type}. */
    String PLAYING = "module.playing";

    /** It was suspended: {@code in, uid, type}. */
    String SUSPENDED = "module.suspended";

    /** It is gone: {@code in, uid, type, reason}. */
    String REMOVED = "module.removed";

    /** The order changed: {@code in, uids}. */
    String MOVED = "module.moved";

    /** It said of itself: {@code in, uid, type, set, unset}. */
    String PARAMETERS = "module.parameters";

    /** Publishes an event. */
    void announce(String event, Map<String, ? extends @Nullable Object> properties);

    /** Whether anybody is subscribed to {@link #PARAMETERS}; never blocks. */
    boolean areParametersWanted();
}
