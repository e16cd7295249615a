package dev.patchbay.dvbcss.spi;

import java.util.ArrayList;
import java.util.List;

/** What sources of one timeline have in common: its selector, and whom to tell of changes. Thread-safe. */
public abstract class SingleTimelineSource implements TimelineSource {

    private final String selector;

    /** Whom to tell; guarded by itself. */
    private final List<TimelineSink> sinks = new ArrayList<>();

    /** Of a timeline. @param selector only what equals it is recognised */
    protected SingleTimelineSource(String selector) {
        this.selector = selector;
    }

    /** The timeline's. */
    public final String selector() {
        return selector;
    }

    @Override
    public final boolean recognises(String selector) {
        return this.selector.equals(selector);
    }

    @Override
    public final void attach(TimelineSink sink) {
        synchronized (sinks) {
            if (sinks.contains(sink)) {
                return;
            }
            sinks.add(sink);
            if (sinks.size() == 1) {
                used();
            }
        }
    }

    @Override
    public final void detach(TimelineSink sink) {
        synchronized (sinks) {
            if (sinks.remove(sink) && sinks.isEmpty()) {
                unused();
            }
        }
    }

    /** The first server has begun to use it. Must not call a server. */
    protected void used() {}

    /** The last server has ceased to use it. Must not call a server. */
    protected void unused() {}

    /** Has every server that uses it tell its clients. Not to be called with a lock held. */
    protected final void updateClients() {
        List<TimelineSink> told;
        synchronized (sinks) {
            told = List.copyOf(sinks);
        }
        told.forEach(TimelineSink::updateAllClients);
    }
}
