package dev.patchbay.process.internal;

import java.util.List;

/** Everything a process started, directly or not; not that process itself. */
@FunctionalInterface
interface Family {

    /** Those that run now; may block for as long as it takes to look at all processes of the system. */
    List<ProcessHandle> members();
}
