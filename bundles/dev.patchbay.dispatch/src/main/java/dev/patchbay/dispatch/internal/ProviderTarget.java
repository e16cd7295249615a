package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import java.util.List;

/** A namespace that can be called, here or elsewhere. */
interface ProviderTarget {

    /** The runs on it, to interrupt those that outstay their welcome. */
    Runs runs();

    /** What a call of one of its methods invokes. */
    Binding binding(String namespace, String method) throws Binding.RefusedException;

    /** Its methods, by name. */
    List<MethodDescription> describe();
}
