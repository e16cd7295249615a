package dev.patchbay.module.helper;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module can say of itself to the queue or pool that started it. Thread-safe. Each method returns as soon as the line is
 * on its way, and does nothing when the owner has closed, which a thread cannot know beforehand.
 *
 * <p>Source: shmooze, §5.3.
 */
public interface ModuleOwner {

    /**
     * Adds parameters, or replaces those of the same names.
     *
     * @param parameters made of strings, numbers, Booleans, lists, maps and null
     * @throws IllegalArgumentException when they cannot be written as JSON; nothing is sent then
     */
    void set(Map<String, ? extends @Nullable Object> parameters);

    /** Removes parameters; those that are not there are ignored. */
    void unset(Collection<String> names);

    /** Leaves the queue or pool, as if it had been removed; the owner closes then. */
    void leave();
}
