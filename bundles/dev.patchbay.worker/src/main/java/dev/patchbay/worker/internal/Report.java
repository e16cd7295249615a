package dev.patchbay.worker.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of making an instance.
 *
 * @param hasInstance whether there is one now
 * @param traceback why there is none, or not the one that was to be made; null when all went well
 * @param functions what can be called of it
 */
record Report(boolean hasInstance, @Nullable String traceback, List<Function> functions) {

    Report {
        functions = List.copyOf(functions);
    }
}
