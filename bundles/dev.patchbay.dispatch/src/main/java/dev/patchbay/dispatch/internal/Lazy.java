package dev.patchbay.dispatch.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made by the first who needs it; when making it fails, everybody is told the same reason. Thread-safe. */
final class Lazy<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T value;
    private @Nullable RuntimeException fault;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T made = value;
        return made == null ? make() : made;
    }

    private synchronized T make() {
        if (fault != null) {
            throw fault;
        }
        T made = value;
        if (made == null) {
            try {
                made = maker.get();
                value = made;
            } catch (RuntimeException e) {
                fault = e;
                throw e;
            }
        }
        return made;
    }
}
