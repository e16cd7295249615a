package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Dispatcher;

/** What the execution of a job needs. */
record JobKeeper(
        Dispatcher dispatcher,
        TaskBodies bodies,
        Records records,
        JobEvents events,
        Endings endings,
        Hooks hooks,
        SubtaskStarter subtasks,
        Verifier verifier) {}
