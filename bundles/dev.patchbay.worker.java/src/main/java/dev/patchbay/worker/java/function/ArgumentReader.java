package dev.patchbay.worker.java.function;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Makes of what came as JSON what a method wants. */
@FunctionalInterface
public interface ArgumentReader {

    /**
     * Reads one argument.
     *
     * @param plain plain Java types
     * @throws IllegalArgumentException when it does not fit
     */
    @Nullable
    Object read(@Nullable Object plain, Type type);
}
