package dev.patchbay.module.internal;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a module does by itself; on threads that must not be blocked, one call at a time but {@link #onClosed}.
 */
interface ChannelListener {

    /**
     * Parameters were added or replaced.
     *
     * @param parameters plain Java types that nobody changes
     */
    void onSet(Map<String, @Nullable Object> parameters);

    /** Parameters were removed. */
    void onUnset(Collection<String> names);

    /** The module left, died, or had to be given up; at most once, and not when the channel was closed by its owner. */
    void onClosed(String reason);
}
