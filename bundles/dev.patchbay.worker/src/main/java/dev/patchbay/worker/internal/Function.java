package dev.patchbay.worker.internal;

import java.util.List;

/**
 * A function of a module.
 *
 * @param hasRest whether any number of arguments may follow its parameters
 * @param description one sentence or empty
 */
record Function(String name, List<Parameter> parameters, boolean hasRest, String description) {

    Function {
        parameters = List.copyOf(parameters);
    }

    /** What it is given by position. */
    record Parameter(String name, boolean isRequired) {}
}
