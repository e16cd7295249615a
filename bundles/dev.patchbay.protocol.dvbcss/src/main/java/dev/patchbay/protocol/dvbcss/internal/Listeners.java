package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.TimelineClient;
import dev.patchbay.dvbcss.spi.TimelineClientListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told about clients; nothing that one of them throws gets out, or keeps others from being told. Thread-safe.
 */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final long COMPLAINT_PAUSE_IN_SEC = 10;

    private final List<TimelineClientListener> listeners = new CopyOnWriteArrayList<>();
    private final LogLimit complaints = LogLimit.onceIn(COMPLAINT_PAUSE_IN_SEC);

    void add(TimelineClientListener listener) {
        listeners.add(listener);
    }

    void remove(TimelineClientListener listener) {
        listeners.remove(listener);
    }

    void arrived(TimelineClient client) {
        tell(listener -> listener.onSetup(client));
    }

    void said(TimelineClient client, AptEptLpt timestamps) {
        tell(listener -> listener.onPresentationTimestamps(client, timestamps));
    }

    void left(TimelineClient client) {
        tell(listener -> listener.onLeave(client));
    }

    private void tell(Consumer<TimelineClientListener> call) {
        for (TimelineClientListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable e) { // bundles of another build throw errors, other languages anything
                complain(listener, e);
            }
        }
    }

    private void complain(TimelineClientListener listener, Throwable failure) {
        long suppressed = complaints.due();
        if (suppressed != LogLimit.NOT_NOW) {
            LOG.warn(
                    "Listener {} failed to hear about a client ({} failures before were not logged); correct the"
                            + " listener",
                    listener.getClass().getName(),
                    suppressed,
                    failure);
        }
    }
}
