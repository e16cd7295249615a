package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queue and pool, and their end. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** §5.4: to be told, to leave and to be told by a signal take 1, 3 and 5 s at most, all at the same time. */
    private static final long STOP_IN_MS = 9_000;

    private static final long THREADS_END_IN_MS = 500;

    private final Kit kit;
    private final QueueBroker queue;
    private final PoolBroker pool;

    Engine(Kit kit) {
        this.kit = kit;
        this.queue = new QueueBroker(kit);
        this.pool = new PoolBroker(kit);
    }

    QueueBroker queue() {
        return queue;
    }

    PoolBroker pool() {
        return pool;
    }

    /** Has the modules of a factory leave, and waits for that for as long as a module has to end by itself. */
    void withdraw(ModuleSource source) {
        try {
            CompletableFuture.allOf(queue.withdraw(source), pool.withdraw(source))
                    .get(kit.settings().get().leaveInMs(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Some modules of a factory that leaves have not ended yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has all modules leave at the same time, and waits until nothing is left of them, for some seconds. */
    void close() {
        kit.departures().expect(queue.close());
        kit.departures().expect(pool.close());
        try {
            int left = kit.departures().await(STOP_IN_MS);
            if (left > 0) {
                LOG.warn("Expected all modules to end within {} ms, {} have not; they are killed", STOP_IN_MS, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads, after {@link #close}. */
    void stop() {
        kit.equipment().clock().stop();
        if (!kit.equipment().threads().stop(THREADS_END_IN_MS)) {
            LOG.warn("Some modules ignore their interruption; their threads are left behind");
        }
    }
}
