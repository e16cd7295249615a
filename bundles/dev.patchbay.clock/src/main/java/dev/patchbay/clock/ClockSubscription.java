package dev.patchbay.clock;

/**
 * What {@link Clock#listen} and {@link ClockTimer#schedule} began, until it is closed.
 *
 * <p>It keeps its clock in memory: as long as someone holds the subscription, the listener is told, even if nobody else
 * holds the clock.
 */
public interface ClockSubscription extends AutoCloseable {

    /**
     * Ends it; harmless if it has ended. Any thread; does not block. A call already under way on another thread is not
     * waited for.
     */
    @Override
    void close();
}
