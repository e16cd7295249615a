package dev.patchbay.job;

import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What jobs lock while they run: a directed acyclic graph of names below {@code root}, in which {@code system} is always
 * there. Who has locked a resource has locked everything below it; a job gets all it names or none. Thread-safe, never
 * blocks.
 */
@ProviderType
public interface Resources {

    /**
     * Adds a resource.
     *
     * @param parents names of existing resources; empty for {@code root}
     * @throws IllegalArgumentException when the name is taken or a parent does not exist
     */
    void register(String name, Collection<String> parents);

    /** Moves a resource below other parents. @throws IllegalArgumentException when one does not exist, or for a cycle */
    void update(String name, Collection<String> parents);

    /** Gives a resource another name. @throws IllegalArgumentException when it does not exist or the name is taken */
    void rename(String from, String to);

    /** Removes a resource and everything that is below it alone; locks on it are kept to their end. Harmless when absent. */
    void unregister(String name);

    /** A snapshot, sorted by name. */
    List<Status> list();

    /** A resource. @param busy whether a job has locked it, or something above or below it */
    record Status(String name, boolean busy) {}
}
