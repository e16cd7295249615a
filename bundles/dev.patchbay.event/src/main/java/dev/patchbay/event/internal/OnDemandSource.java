package dev.patchbay.event.internal;

import dev.patchbay.event.Demand;
import dev.patchbay.event.spi.EventSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event source that runs while somebody wants to hear it: each time on the same instance, on a thread of its own, and
 * never twice at once. One that takes long to end lets the next run wait, and holds up nobody else.
 */
final class OnDemandSource implements HostedSource, Demand {

    private static final Logger LOG = LoggerFactory.getLogger(OnDemandSource.class);

    private final String name;
    private final Collection<String> events;
    private final Supplier<@Nullable EventSource> source;
    private final Bus bus;
    private final long stopTimeoutInMs;

    /** Held by the run whose turn it is. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Only the one whose turn it is touches it. */
    private @Nullable EventSource made;

    /** The newest run; guarded by this, as the watch. */
    private @Nullable RunningSource run;

    private @Nullable DemandWatch watch;
    private volatile State state = State.ACTIVE;

    private enum State {
        /** Runs when it is wanted. */
        ACTIVE,
        /** Is not run again, and may still publish what it has. */
        ENDING,
        /** Is heard no more. */
        ENDED
    }

    /**
     * @param events what it emits
     * @param source makes the component; asked once, by the first run
     * @param stopTimeoutInMs how long {@link #stop} waits for its end
     */
    OnDemandSource(
            String name,
            Collection<String> events,
            Supplier<@Nullable EventSource> source,
            Bus bus,
            long stopTimeoutInMs) {
        this.name = name;
        this.events = events;
        this.source = source;
        this.bus = bus;
        this.stopTimeoutInMs = stopTimeoutInMs;
    }

    @Override
    public synchronized void start() {
        watch = bus.watch(events, this);
    }

    @Override
    public synchronized void onWanted() {
        if (state == State.ACTIVE) {
            run = new RunningSource(name, () -> this::runInTurn, this::publish, stopTimeoutInMs);
            run.start();
        }
    }

    @Override
    public synchronized void onUnwanted() {
        if (run != null) {
            run.interrupt();
        }
    }

    private void runInTurn(EventSource.Sink sink) throws Exception {
        turn.lockInterruptibly();
        try {
            instance().run(sink);
        } finally {
            turn.unlock();
        }
    }

    private EventSource instance() {
        if (made == null) {
            made = source.get();
        }
        if (made == null) {
            throw new IllegalStateException("It could not be activated");
        }
        return made;
    }

    private void publish(String event, Map<String, ? extends @Nullable Object> properties) {
        if (state != State.ENDED) {
            bus.publish(event, properties);
        }
    }

    @Override
    public void stop() {
        beginToEnd();
        try {
            if (turn.tryLock(stopTimeoutInMs, TimeUnit.MILLISECONDS)) {
                turn.unlock();
            } else {
                LOG.warn("The event source '{}' ignores its interruption; its thread is left behind", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = State.ENDED;
    }

    private synchronized void beginToEnd() {
        state = State.ENDING;
        if (watch != null) {
            watch.close();
        }
        onUnwanted();
    }
}
