package dev.patchbay.dvbcss.client.internal;

import java.time.Duration;

/** How long to wait before the next try: longer after each failure, up to a limit. For one thread. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    /** @param longest not shorter than the first */
    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** It worked: the next pause is the first again. */
    public void succeeded() {
        next = first;
    }

    /** The pause before the next try; the one after it is twice as long. */
    public Duration take() {
        Duration pause = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(longest) > 0 ? longest : twice;
        return pause;
    }
}
