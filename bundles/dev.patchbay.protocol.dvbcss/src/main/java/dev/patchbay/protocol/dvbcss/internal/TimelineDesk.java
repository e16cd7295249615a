package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentInformation;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.TimelineSink;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who follows which timeline, and where those are. For the timeline thread. */
final class TimelineDesk {

    private final WallClock wallClock;
    private final ContentInformation content;
    private final TimelineSink sink;
    private final Listeners listeners;
    private final Sources sources = new Sources();

    /** Clients by selector, in the order in which they came; no selector without clients. */
    private final Map<String, Set<TsClient>> followers = new LinkedHashMap<>();

    /** @param sink what sources tell that something changed */
    TimelineDesk(WallClock wallClock, ContentInformation content, TimelineSink sink, Listeners listeners) {
        this.wallClock = wallClock;
        this.content = content;
        this.sink = sink;
        this.listeners = listeners;
    }

    /** A client has said what it wants; one that has gone since was never here. */
    void arrive(TsClient client, SetupData setup) {
        if (client.isGone()) {
            return;
        }
        String selector = setup.timelineSelector();
        Set<TsClient> others = followers.computeIfAbsent(selector, any -> new LinkedHashSet<>());
        others.add(client);
        if (others.size() == 1) {
            sources.needed(selector);
        }
        client.snapshot().ifPresent(listeners::arrived);
        newRound().tell(client, setup);
    }

    /** A client has gone, whether it had said what it wants or not. */
    void leave(TsClient client) {
        SetupData setup = client.setup();
        Set<TsClient> others = setup == null ? null : followers.get(setup.timelineSelector());
        if (setup == null || others == null || !others.remove(client)) {
            return;
        }
        client.snapshot().ifPresent(listeners::left);
        if (others.isEmpty()) {
            followers.remove(setup.timelineSelector());
            sources.notNeeded(setup.timelineSelector());
        }
    }

    /** A client has said when it shows what; when it said more in the meantime, the newest counts. */
    void hear(TsClient client) {
        AptEptLpt timestamps = client.hear();
        if (timestamps != null && !client.isGone()) {
            client.snapshot().ifPresent(snapshot -> listeners.said(snapshot, timestamps));
        }
    }

    /** Asks every source, and tells each client whose timeline changed. */
    void updateAll() {
        Round round = newRound();
        followers.values().forEach(clients -> clients.forEach(client -> tell(round, client)));
    }

    private static void tell(Round round, TsClient client) {
        SetupData setup = client.setup();
        if (setup != null && !client.isGone()) {
            round.tell(client, setup);
        }
    }

    private Round newRound() {
        String contentId =
                content.state().get(CiiProperty.CONTENT_ID).toOptional().orElse(null);
        return new Round(sources, contentId, wallClock.clock().ticks());
    }

    void attach(Source source) {
        sources.add(source, sink, selectors());
        updateAll();
    }

    /** Also while sources are being asked; those who follow its timelines are told in the next round. */
    void detach(Source source) {
        sources.remove(source, sink, selectors());
    }

    void rankAgain() {
        sources.rankAgain();
        updateAll();
    }

    /** Gives all sources back. */
    void close() {
        sources.removeAll(sink, selectors());
    }

    private List<String> selectors() {
        return List.copyOf(followers.keySet());
    }
}
