package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the listener of one process, one call at a time. */
final class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final String name;
    private final ProcessListener listener;
    private final ReentrantLock turn = new ReentrantLock(true);

    Telling(String name, ProcessListener listener) {
        this.name = name;
        this.listener = listener;
    }

    void tell(Consumer<ProcessListener> call) {
        tellIf(() -> true, call);
    }

    /** Calls it if that holds when its turn has come. */
    void tellIf(BooleanSupplier condition, Consumer<ProcessListener> call) {
        turn.lock();
        try {
            if (condition.getAsBoolean()) {
                call.accept(listener);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The listener of process {} failed", name, e);
        } finally {
            turn.unlock();
        }
    }
}
