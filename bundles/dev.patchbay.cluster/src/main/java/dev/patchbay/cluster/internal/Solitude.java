package dev.patchbay.cluster.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While this node is alone though it should not be, says so and why, a sentence every few minutes. */
final class Solitude implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Solitude.class);

    private final BooleanSupplier alone;
    private final Supplier<@Nullable String> failure;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread watch = new Thread(work, "patchbay-cluster-watch");
        watch.setDaemon(true);
        return watch;
    });

    /**
     * Looks now and then.
     *
     * @param failure why joining failed; null when it did not
     */
    Solitude(BooleanSupplier alone, Supplier<@Nullable String> failure, long firstInSec, long pauseInSec) {
        this.alone = alone;
        this.failure = failure;
        thread.scheduleWithFixedDelay(this::look, firstInSec, pauseInSec, TimeUnit.SECONDS);
    }

    private void look() {
        String sentence = sentence();
        if (sentence != null) {
            LOG.warn("{}", sentence);
        }
    }

    /** Why this node is alone, and what to do; null when it is not. */
    @Nullable
    String sentence() {
        if (!alone.getAsBoolean()) {
            return null;
        }
        String why = failure.get();
        return why != null
                ? "This node is alone: " + why
                : "This node is alone: none of the others has been met; are they running, can their addresses"
                        + " (cluster.members) be reached from here, and do all have the same secret?";
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
