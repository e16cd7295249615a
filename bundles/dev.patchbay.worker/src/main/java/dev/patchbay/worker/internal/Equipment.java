package dev.patchbay.worker.internal;

import java.util.function.Supplier;

/** What all workers share. */
record Equipment(
        Hosts hosts, Threads threads, Clock clock, ModuleLog log, Announcer announcer, Supplier<Settings> settings) {

    /** How long somebody who writes a file has to finish, in milliseconds (ModuleServer, §2.1). */
    static final long SETTLE_IN_MS = 100;
}
