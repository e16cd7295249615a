package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** The requests that wait for their answers. Thread-safe. */
final class Exchanges {

    /** How long after a look the next should come: a time-out for each would cost more than most requests. */
    static final long LOOK_EVERY_MS = 100;

    private final LongSupplier nanoTime;
    private final Executor later;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLookDue = new AtomicBoolean();

    /** @param later does that after {@link #LOOK_EVERY_MS}; not asked to while nobody waits */
    Exchanges(LongSupplier nanoTime, Executor later) {
        this.nanoTime = nanoTime;
        this.later = later;
    }

    /** The request is answered later, by whatever thread. */
    Exchange begin(HttpServletRequest request, long withinMs) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0); // this looks after it
        Exchange exchange = new Exchange(context, this, nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(withinMs));
        open.add(exchange);
        wake();
        return exchange;
    }

    private void wake() {
        if (!isLookDue.get() && isLookDue.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        try {
            cancelOverdue();
        } finally {
            isLookDue.set(false); // before it looks whether there are any: one that comes now wakes it
            if (!open.isEmpty()) {
                wake();
            }
        }
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
    }

    /** How many there are. */
    int size() {
        return open.size();
    }

    /** Answers those that have waited for too long. */
    private void cancelOverdue() {
        long now = nanoTime.getAsLong();
        for (Exchange exchange : open) {
            if (exchange.isOverdue(now)) {
                exchange.cancel(HttpAnswer.failure("The service did not answer in time."));
            }
        }
    }

    /** Answers all. */
    void cancelAll() {
        open.forEach(exchange -> exchange.cancel(HttpAnswer.failure("The gateway stops; try again later.")));
    }
}
