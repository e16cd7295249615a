package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The requests that wait for their answers. Thread-safe. */
final class Exchanges {

    /** How often overdue ones should be looked for: a time-out for each would cost more than most requests. */
    static final long LOOK_EVERY_MS = 100;

    private final LongSupplier nanoTime;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

    Exchanges(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The request is answered later, by whatever thread. */
    Exchange begin(HttpServletRequest request, long withinMs) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0); // this looks after it
        Exchange exchange = new Exchange(context, this, nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(withinMs));
        open.add(exchange);
        return exchange;
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
    }

    /** How many there are. */
    int size() {
        return open.size();
    }

    /** Answers those that have waited for too long. */
    void cancelOverdue() {
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
