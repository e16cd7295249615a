package dev.patchbay.session.internal;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what keeps failing: each cause once, and once that it is over, which it is after a quiet minute; so what fails
 * now and then does not fill the log. Thread-safe.
 */
final class Outages {

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    /** So that causes which carry what a caller sent fill neither the log nor the memory. */
    private static final int MOST_CAUSES = 8;

    private static final long QUIET_IN_MS = 60_000;

    /** What is known of one that failed; guarded by the map. */
    private static final class Outage {
        final Set<String> causes = new HashSet<>();
        long lastInMs;
    }

    private final InstantSource clock;

    /** By who failed; weak, since whoever failed may leave. Guarded by itself. */
    private final Map<Object, Outage> outages = new WeakHashMap<>();

    Outages(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes a failure. @return whether it was news */
    boolean failed(Object who, Throwable failure) {
        boolean isNews = note(who, failure.toString());
        if (isNews) {
            LOG.warn("{} failed; whom it was asked for counts as unknown to it", who, failure);
        } else {
            LOG.debug("{} failed again", who, failure);
        }
        return isNews;
    }

    private boolean note(Object who, String cause) {
        synchronized (outages) {
            Outage outage = outages.computeIfAbsent(who, key -> new Outage());
            outage.lastInMs = clock.millis();
            return outage.causes.size() < MOST_CAUSES && outage.causes.add(cause);
        }
    }

    /** Notes an answer. @return whether an outage is over by it */
    boolean answered(Object who) {
        boolean isOver = forgetQuiet(who);
        if (isOver) {
            LOG.info("{} answers again", who);
        }
        return isOver;
    }

    private boolean forgetQuiet(Object who) {
        synchronized (outages) {
            Outage outage = outages.get(who);
            return outage != null && clock.millis() - outage.lastInMs >= QUIET_IN_MS && outages.remove(who, outage);
        }
    }
}
