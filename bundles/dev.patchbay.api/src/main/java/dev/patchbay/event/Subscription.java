package dev.patchbay.event;

import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** What a subscriber hears; changes hold for every event published after they return. Thread-safe. */
@ProviderType
public interface Subscription extends AutoCloseable {

    /** The masks now. */
    Set<String> masks();

    /** Adds masks; those already there change nothing. */
    void add(Collection<String> masks);

    /** Removes exactly equal masks; others are ignored. */
    void remove(Collection<String> masks);

    /** How many events this subscriber lost because its queue was full. */
    long lost();

    /** Ends it; harmless when repeated. The listener may still be told about one event that is under way. */
    @Override
    void close();
}
