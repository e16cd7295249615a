package dev.patchbay.module;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the module queue and the module pool have in common: modules come and go, are told and are asked.
 *
 * <p>Thread-safe. Methods that say that they block do so for some hundred milliseconds as a rule and at most for the time-outs
 * of section {@code module}; one change is made after the other. The others answer from memory, whatever is being changed.
 *
 * <p>Source: shmooze, §5 to §7.
 */
@ProviderType
public interface Modules {

    /** {@code queue} or {@code pool}: the namespace of its provider and the name in its events. */
    String name();

    /**
     * Starts a module, initialises it and takes it in; a queue appends it. Blocks until it was told to play, if it was.
     *
     * @param type one of {@link #types}
     * @param args plain Java types, given to its {@code init}
     * @return its uid. It may be gone already: a module that fails to play is dropped
     * @throws ModuleException when there is no such type, it cannot be started, does not connect in time, or refuses its
     *     {@code init}; nothing is left of it then
     */
    String add(String type, Map<String, @Nullable Object> args) throws ModuleException, InterruptedException;

    /**
     * Tells modules to leave, and does not wait for their processes to end. Blocks until they were told and what follows is
     * done.
     *
     * @param uids those that are not there are ignored
     */
    void remove(Collection<String> uids) throws InterruptedException;

    /** Those that are in, a queue's in order. */
    List<ModuleEntry> list();

    /** The types that can be added, sorted. */
    List<String> types();

    /**
     * Has a module do something. Blocks until it answered.
     *
     * @param command without the {@code do_} it has on the wire
     * @return plain Java types
     * @throws ModuleException when there is no such module, it answers with an error, or it had to be dropped because it did not
     *     answer in time
     */
    @Nullable
    Object tell(String uid, String command, Map<String, @Nullable Object> args)
            throws ModuleException, InterruptedException;
}
