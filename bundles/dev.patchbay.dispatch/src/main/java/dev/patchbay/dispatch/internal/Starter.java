package dev.patchbay.dispatch.internal;

import org.jspecify.annotations.Nullable;

/**
 * What differs between running a task and calling a method.
 *
 * @param <T> the kind of target
 */
interface Starter<T> {

    /** The name under which the registry knows the target. */
    String registered();

    /** What to invoke on the target; may load classes of a plugin and block. */
    Binding binding(T target) throws Binding.RefusedException;

    /** Not null when what is invoked is brief, so that it may run on a thread of others, and loads nothing of a plugin. */
    @Nullable
    Briefness briefness(T target);

    /** The target's own limit in milliseconds; 0 for none. */
    long timeLimitInMs(T target);

    /** The runs on the target. */
    Runs.OnTarget runs(T target);

    /** The sentence for a name nobody answers to. */
    String missing();
}
