package dev.patchbay.process.internal;

/**
 * One process of the system.
 *
 * @param session the id of the session's leader
 * @param startInTicks when it was started, in the kernel's clock ticks since the system's start
 * @param marks the value of {@link Marks#VARIABLE} in its environment; empty for none, or when it was not looked at
 */
record ProcEntry(long pid, long parent, long session, long startInTicks, String marks) {}
