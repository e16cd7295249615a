package dev.patchbay.event.internal;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.spi.EventSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event source and its thread. */
final class RunningSource implements EventSource.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(RunningSource.class);
    private static final long STOP_TIMEOUT_IN_MS = 5_000;

    private final String name;
    private final Supplier<@Nullable EventSource> source;
    private final EventBus bus;
    private final Thread thread;
    private volatile boolean ended;

    /** @param source makes the component; asked on the source's own thread, since that may take long */
    RunningSource(String name, Supplier<@Nullable EventSource> source, EventBus bus) {
        this.name = name;
        this.source = source;
        this.bus = bus;
        this.thread = new Thread(this::run, "patchbay-source-" + name);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            EventSource made = source.get();
            if (made == null) {
                LOG.warn("The event source '{}' could not be activated", name);
            } else {
                LOG.info("The event source '{}' runs", name);
                made.run(this);
            }
        } catch (InterruptedException e) {
            LOG.debug("The event source '{}' was asked to end", name);
        } catch (Exception | LinkageError | AssertionError e) {
            LOG.error("The event source '{}' failed and has ended", name, e);
        } finally {
            ended = true;
        }
    }

    @Override
    public void publish(String event, Map<String, ? extends @Nullable Object> properties) {
        if (!ended) {
            bus.publish(event, properties);
        }
    }

    /** Interrupts it and waits a while for its end. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        if (thread.isAlive()) {
            LOG.warn("The event source '{}' ignores its interruption; its thread is left behind", name);
        }
    }
}
