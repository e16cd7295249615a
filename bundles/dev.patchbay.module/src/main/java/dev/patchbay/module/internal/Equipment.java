package dev.patchbay.module.internal;

/** What everything in the engine shares. */
record Equipment(Threads threads, Clock clock) {}
