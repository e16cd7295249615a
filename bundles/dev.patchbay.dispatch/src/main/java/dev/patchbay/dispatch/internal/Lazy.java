package dev.patchbay.dispatch.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made by the first who needs it; when making it fails, the next who needs it tries again. Thread-safe. */
final class Lazy<T> {

    private final Supplier<T> maker;

    /** Not a monitor: whoever waits while a plugin is made must not hold on to the carrier of a virtual thread. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The value if it is there already. */
    @Nullable
    T peek() {
        return value;
    }

    T get() {
        T made = value;
        return made == null ? make() : made;
    }

    private T make() {
        lock.lock();
        try {
            T made = value;
            if (made == null) {
                made = maker.get();
                value = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }
}
