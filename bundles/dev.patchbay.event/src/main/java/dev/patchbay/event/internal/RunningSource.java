package dev.patchbay.event.internal;

import dev.patchbay.event.spi.EventSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of an event source, on a thread of its own. */
final class RunningSource implements HostedSource, EventSource.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(RunningSource.class);

    private final String name;
    private final Supplier<@Nullable EventSource> source;
    private final EventSource.Sink target;
    private final long stopTimeoutInMs;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * @param source makes the component; asked on the source's own thread, since that may take long
     * @param target takes what is published before its end
     * @param stopTimeoutInMs how long {@link #stop} waits for its end
     */
    RunningSource(String name, Supplier<@Nullable EventSource> source, EventSource.Sink target, long stopTimeoutInMs) {
        this.name = name;
        this.source = source;
        this.target = target;
        this.stopTimeoutInMs = stopTimeoutInMs;
        this.thread = new Thread(this::run, "patchbay-source-" + name);
    }

    @Override
    public void start() {
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
        } catch (Throwable e) { // whatever it throws belongs into the log
            LOG.error("The event source '{}' failed and has ended", name, e);
        } finally {
            ended = true;
        }
    }

    @Override
    public void publish(String event, Map<String, ? extends @Nullable Object> properties) {
        if (!ended) {
            target.publish(event, properties);
        }
    }

    /** Asks it to end. */
    void interrupt() {
        thread.interrupt();
    }

    @Override
    public void stop() {
        interrupt();
        try {
            thread.join(stopTimeoutInMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        if (thread.isAlive()) {
            LOG.warn("The event source '{}' ignores its interruption; its thread is left behind", name);
        }
    }
}
