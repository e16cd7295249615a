package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a server's handler; nothing that it throws gets out. Thread-safe. */
final class HandlerCalls {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerCalls.class);

    private final UdpRequestHandler handler;
    private final Tally tally;
    private final OnceASecond failures = new OnceASecond(System::nanoTime);
    private final @Nullable Semaphore turns;

    /** @param turns how many calls may run at once; null when no more threads call than may */
    HandlerCalls(UdpRequestHandler handler, Tally tally, @Nullable Semaphore turns) {
        this.handler = handler;
        this.tally = tally;
        this.turns = turns;
    }

    void handle(ReceivedRequest request) {
        if (turns == null) {
            call(request);
            return;
        }
        turns.acquireUninterruptibly();
        try {
            // The wait may have lasted beyond the stop.
            if (request.isOpen()) {
                call(request);
            }
        } finally {
            turns.release();
        }
    }

    private void call(ReceivedRequest request) {
        tally.received.increment();
        if (request.isCut()) {
            tally.cut.increment();
        }
        try {
            handler.handle(request);
        } catch (Throwable e) {
            // Errors, too: a deep recursion or a missing class in the handling of one datagram concerns that one only.
            tally.failed.increment();
            tell(request, e);
        } finally {
            request.release();
        }
    }

    private void tell(ReceivedRequest request, Throwable failure) {
        long suppressed = failures.due();
        if (suppressed == OnceASecond.NOT_NOW) {
            return;
        }
        String name = handler.getClass().getName();
        try {
            LOG.warn(
                    "UDP handler {} failed with a datagram from {} to {} and goes on with the next one ({} failures"
                            + " before were not logged); correct the handler",
                    name,
                    request.source(),
                    request.destination(),
                    suppressed,
                    failure);
        } catch (Throwable e) {
            // The exception is the handler's code as well, and asked for its text, it may throw again.
            LOG.warn(
                    "UDP handler {} failed with {}, which cannot be shown",
                    name,
                    failure.getClass().getName());
        }
    }
}
