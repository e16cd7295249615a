package dev.patchbay.worker.java.function;

import java.util.List;

/**
 * What can be called by one name.
 *
 * @param parameters names by position, of the longest of several methods of that name
 * @param required how many of them have to be given
 * @param hasRest whether any number may follow
 */
public record FunctionDescription(String name, List<String> parameters, int required, boolean hasRest) {

    public FunctionDescription {
        parameters = List.copyOf(parameters);
    }
}
