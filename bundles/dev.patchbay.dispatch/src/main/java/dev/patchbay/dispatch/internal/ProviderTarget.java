package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A namespace that can be called, here or elsewhere. */
interface ProviderTarget {

    /** The runs on it, to interrupt those that outstay their welcome. */
    Runs.OnTarget runs();

    /** What a call of one of its methods invokes. */
    Binding binding(String namespace, String method) throws Binding.RefusedException;

    /** Not null when that method is brief and nothing has to be loaded or made for it; null for all that are elsewhere. */
    default @Nullable Briefness briefness(String method) {
        return null;
    }

    /** Its methods, by name. */
    List<MethodDescription> describe();
}
