package dev.patchbay.deploy.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something done to a bundle, for which somebody waits a while; if it ends later its outcome goes to the log. */
final class Attempt extends FutureTask<@Nullable Void> {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** What is done. */
    @FunctionalInterface
    interface Step {
        void run() throws BundleException;
    }

    private final String what;
    /** Set by whichever comes first: the end, or the end of the wait. */
    private final AtomicBoolean settled = new AtomicBoolean();

    Attempt(String what, Step step) {
        super(() -> {
            step.run();
            return null;
        });
        this.what = what;
    }

    /** Waits for the end; after a time-out or an interruption nobody does any more. */
    void await(long limitInMs) throws TimeoutException, InterruptedException, ExecutionException {
        try {
            get(limitInMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            if (settled.compareAndSet(false, true)) {
                throw e;
            }
            get();
        }
    }

    @Override
    protected void done() {
        if (!settled.compareAndSet(false, true)) {
            logOutcome();
        }
    }

    private void logOutcome() {
        try {
            get();
            LOG.info("{} has ended at last", what);
        } catch (ExecutionException e) {
            LOG.warn("{} has failed at last", what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
