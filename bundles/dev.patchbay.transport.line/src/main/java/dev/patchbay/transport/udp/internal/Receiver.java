package dev.patchbay.transport.udp.internal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a thread of a socket does: receive, call the handler, again, until the socket is closed. */
final class Receiver implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private static final int LONGEST_PAUSE_IN_MS = 100;

    private final BoundSocket socket;
    private final ReceivedRequest request;
    private final HandlerCalls calls;
    private final Tally tally;
    private final OnceASecond faults;

    /** How many receives have failed since the last that did not. */
    private int failedInARow;

    Receiver(BoundSocket socket, HandlerCalls calls, Tally tally, OnceASecond faults) {
        this.socket = socket;
        this.request = socket.newRequest();
        this.calls = calls;
        this.tally = tally;
        this.faults = faults;
    }

    @Override
    public void run() {
        try {
            while (socket.isOpen()) {
                guardedTurn();
            }
        } finally {
            // Reached with an open socket when not even logging works any more; another one is opened then.
            socket.close();
            socket.ended();
        }
    }

    private void guardedTurn() {
        try {
            turn();
        } catch (ClosedChannelException e) {
            LOG.debug("{} is closed", socket.address(), e);
        } catch (Throwable e) {
            // Of an Error, too: without this thread nobody receives.
            broke(e);
        }
    }

    private void turn() throws IOException {
        // A handler may have left its thread interrupted; the next receive would close the socket.
        Thread.interrupted();
        if (request.receive()) {
            failedInARow = 0;
            calls.handle(request);
        }
    }

    private void broke(Throwable fault) {
        tally.broken.increment();
        long suppressed = faults.due();
        if (suppressed != OnceASecond.NOT_NOW) {
            LOG.warn(
                    "Receiving at {} failed and is tried again ({} failures before were not logged)",
                    socket.address(),
                    suppressed,
                    fault);
        }
        pause();
    }

    /** The first time at once, since a single fault is that of a single peer; then longer and longer. */
    private void pause() {
        failedInARow = Math.min(failedInARow + 1, 31);
        if (failedInARow > 1) {
            long pauseInMs = Math.min(LONGEST_PAUSE_IN_MS, 1L << (failedInARow - 2));
            socket.awaitClose(TimeUnit.MILLISECONDS.toNanos(pauseInMs));
        }
    }
}
