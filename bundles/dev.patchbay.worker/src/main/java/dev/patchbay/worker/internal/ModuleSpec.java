package dev.patchbay.worker.internal;

import org.jspecify.annotations.Nullable;

/**
 * A configured module.
 *
 * @param module what is imported, with the prefix of its kind if it has one
 * @param entry the class or factory function
 * @param dispatch the method all calls go to; null for none
 */
record ModuleSpec(
        String name, String module, String entry, @Nullable String dispatch) {}
