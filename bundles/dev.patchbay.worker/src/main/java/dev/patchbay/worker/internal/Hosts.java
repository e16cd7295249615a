package dev.patchbay.worker.internal;

/** Makes what a module lives in. */
@FunctionalInterface
interface Hosts {

    /** Makes it, and begins nothing. Neither blocks nor reads files. */
    Host make(ModuleSpec spec, HostListener listener, Equipment equipment);
}
