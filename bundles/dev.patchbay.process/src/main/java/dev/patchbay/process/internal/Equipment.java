package dev.patchbay.process.internal;

import java.util.concurrent.ScheduledExecutorService;

/** What all supervised processes share. @param clock for time limits; must not be blocked */
record Equipment(
        Marks marks,
        Launcher launcher,
        Families families,
        Guard guard,
        ProcessLogs logs,
        Announcer announcer,
        Threads threads,
        ScheduledExecutorService clock) {}
