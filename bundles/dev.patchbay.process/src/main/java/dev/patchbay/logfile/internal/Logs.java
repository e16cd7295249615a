package dev.patchbay.logfile.internal;

import java.io.IOException;
import java.util.Set;

/** Logs that can be shown and followed by name. Thread-safe. */
public interface Logs {

    /** Whether there is such a log, if only from before. May look at the disk. */
    boolean has(String name);

    /** The names of those that there are. May look at the disk. */
    Set<String> names();

    /**
     * Takes what is in the log so far, which is nothing when there is none of that name yet, and lets the follower have
     * everything after that.
     */
    LogTail follow(String name, Follower follower) throws IOException;

    /** Harmless when it does not follow. */
    void unfollow(String name, Follower follower);
}
