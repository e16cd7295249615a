package dev.patchbay.service.spi;

import java.util.concurrent.Semaphore;

/**
 * A hosted service that has nothing to do but be there: its main waits until it is disabled, and can be enabled again.
 * Thread-safe.
 */
public abstract class StandingService implements HostedService {

    private final Semaphore disabled = new Semaphore(0);

    /** For subclasses. */
    protected StandingService() {}

    /** What is to be there while it is enabled; called at the beginning of {@link #main}. By default nothing. */
    protected void open() throws Exception {}

    /** Takes away what {@link #open} made; called when main ends, also when open failed. By default nothing. */
    protected void close() throws Exception {}

    @Override
    public final void main() throws Exception {
        try {
            open();
            disabled.acquire();
        } finally {
            disabled.drainPermits(); // asked twice is asked once
            close();
        }
    }

    @Override
    public final void disable() {
        disabled.release();
    }
}
