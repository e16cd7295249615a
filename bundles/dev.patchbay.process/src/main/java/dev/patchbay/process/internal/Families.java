package dev.patchbay.process.internal;

/** Tells which processes belong together, in the way this system allows. */
@FunctionalInterface
interface Families {

    /** The family of a process we have just started with that mark. */
    Family of(Process leader, String mark);
}
