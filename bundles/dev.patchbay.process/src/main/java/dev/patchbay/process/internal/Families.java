package dev.patchbay.process.internal;

import java.util.List;

/** Tells which processes belong together, in the way this system allows. */
@FunctionalInterface
interface Families {

    /** The family of a process we have just started with that mark. */
    Family of(Process leader, String mark);

    /** Those with that mark, whose leader is not known; none where the system does not tell. */
    default List<ProcessHandle> marked(String mark) {
        return List.of();
    }
}
