package dev.patchbay.worker.internal;

/** Tells whether the code of a module has changed. For one thread at a time; may read files. */
@FunctionalInterface
interface CodeWatch {

    /** It never does. */
    CodeWatch NONE = () -> Look.SAME;

    /** Looks at it. */
    Look look();
}
