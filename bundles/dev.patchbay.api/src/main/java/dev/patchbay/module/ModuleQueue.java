package dev.patchbay.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Modules in order: the first one plays, the others wait, and a background plays while there is none. Source: shmooze, §6.
 */
@ProviderType
public interface ModuleQueue extends Modules {

    /**
     * Puts modules first, in this order; the others follow in the order they have. Blocks until who plays has changed.
     *
     * @param uids those that are not there, and repetitions, are ignored
     */
    void move(List<String> uids) throws InterruptedException;

    /**
     * Starts a background; the one of before is removed. Blocks as {@link #add}.
     *
     * @param type one of {@link #backgroundTypes}
     * @return its uid
     * @throws ModuleException as for {@link #add}
     */
    String setBackground(String type, Map<String, @Nullable Object> args) throws ModuleException, InterruptedException;

    /** The background; empty when there is none. */
    Optional<ModuleEntry> background();

    /** The types a background can be of, sorted. */
    List<String> backgroundTypes();

    /**
     * Has the background do something. Blocks until it answered.
     *
     * @param uid has to be the background's
     * @throws ModuleException as for {@link #tell}, and when there is no background or it is another one
     */
    @Nullable
    Object tellBackground(String uid, String command, Map<String, @Nullable Object> args)
            throws ModuleException, InterruptedException;
}
