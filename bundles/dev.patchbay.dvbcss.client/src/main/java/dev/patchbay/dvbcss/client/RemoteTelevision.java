package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.Clock;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.TimelineOption;
import dev.patchbay.dvbcss.client.internal.Loop;
import dev.patchbay.dvbcss.client.internal.MessageSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A television, followed: what it shows, its wall clock and its timelines, from the URL of its CSS-CII server alone.
 *
 * <p>Life: made; {@link #start}; it connects, learns where the other servers are, and keeps the clocks in step; ends with {@link
 * #close}. What the television changes is followed: other addresses, other timelines, another content id (timelines are asked for
 * with the whole content id as stem, with an empty one while it has none). Connections that are refused or lost are tried again
 * for as long as it lives, with growing pauses; the wall clock and the timelines go on while only the connection to CSS-CII is
 * lost.
 *
 * <p>Thread-safe; nothing here waits for the network but {@link #close}, shortly. It has one daemon thread for itself and one for
 * the wall clock.
 */
public final class RemoteTelevision implements AutoCloseable {

    private final TelevisionOptions options;
    private final TelevisionListener listener;
    private final Loop loop;
    private final WallClockLink wallClock;
    private final @Nullable CiiLink cii;
    private final CiiMessage given;
    /** By selector, in the order of the television; for the loop alone. */
    private final Map<String, TimelineLink> links = new LinkedHashMap<>();

    private volatile List<RemoteTimeline> timelines = List.of();
    private volatile CiiMessage state = CiiMessage.EMPTY;

    private RemoteTelevision(
            String name, @Nullable URI url, CiiMessage given, TelevisionOptions options, TelevisionListener listener) {
        this.options = options;
        this.listener = listener;
        this.given = given;
        this.loop = new Loop("television " + name);
        this.wallClock = new WallClockLink(options.wallClock(), loop, listener);
        this.cii = url == null ? null : new CiiLink(url, options, loop, new Ear());
    }

    /**
     * One that tells everything itself. Does nothing yet.
     *
     * @param url of its CSS-CII server, such as {@code ws://192.168.1.7:7681/cii}
     * @throws IllegalArgumentException for what is no {@code ws:} or {@code wss:} URL with a host
     */
    public static RemoteTelevision at(URI url, TelevisionOptions options, TelevisionListener listener) {
        return new RemoteTelevision(url.toString(), url, CiiMessage.EMPTY, options, listener);
    }

    /** One whose servers are known, without CSS-CII. Does nothing yet. @param state what its CSS-CII server would tell */
    public static RemoteTelevision of(CiiMessage state, TelevisionOptions options, TelevisionListener listener) {
        String name = state.get(CiiProperty.TS_URL).orElse("");
        return new RemoteTelevision(name, null, state, options, listener);
    }

    /** Begins; once. The listener is told how it goes. */
    public void start() {
        loop.run(() -> {
            if (cii == null) {
                update(given);
            } else {
                cii.start();
            }
        });
    }

    /** What it said about itself so far; kept while the connection is lost. */
    public CiiMessage state() {
        return state;
    }

    /** Its wall clock in ticks of a nanosecond, the same object for ever; available once its server has answered. */
    public Clock wallClock() {
        return wallClock.wallClock();
    }

    /** How far off the wall clock may be now, in seconds; infinite while it is not available. */
    public double dispersionInSec() {
        return wallClock.dispersionInSec();
    }

    /** How measuring the wall clock goes; empty while its address is not known. */
    public Optional<WallClockStatistics> wallClockStatistics() {
        return wallClock.statistics();
    }

    /** The timelines that it offers and that are followed, in its order; as of now. */
    public List<RemoteTimeline> timelines() {
        return timelines;
    }

    /** One of them. */
    public Optional<RemoteTimeline> timeline(String selector) {
        return timelines.stream()
                .filter(timeline -> timeline.selector().equals(selector))
                .findFirst();
    }

    /** Ends all connections and threads, within some 2 s; the clocks are unavailable from then on. Harmless when repeated. */
    @Override
    public void close() {
        loop.end(this::stop);
    }

    private void stop() {
        if (cii != null) {
            cii.stop();
        }
        links.values().forEach(TimelineLink::stop);
        wallClock.stop();
    }

    private void update(CiiMessage now) {
        CiiMessage before = state;
        Set<CiiProperty<?>> changed = changed(before, now);
        if (changed.isEmpty()) {
            return;
        }
        state = now;
        listener.onChange(before, now, changed);
        wallClock.follow(now.get(CiiProperty.WC_URL).toOptional().orElse(null));
        followTimelines(now);
    }

    /** After a new connection what is omitted is not known any more, so it is not enough to look at what is there. */
    private static Set<CiiProperty<?>> changed(CiiMessage before, CiiMessage now) {
        Set<CiiProperty<?>> changed = new LinkedHashSet<>(CiiProperty.all());
        changed.removeIf(property -> before.get(property).equals(now.get(property)));
        return changed;
    }

    private void followTimelines(CiiMessage now) {
        Map<String, TimelineOption> offered = new LinkedHashMap<>();
        for (TimelineOption option : now.get(CiiProperty.TIMELINES).orElse(List.of())) {
            if (options.timelines().test(option.selector())) {
                offered.put(option.selector(), option);
            }
        }
        forgetAllBut(offered);
        TimelineLink.Target target = target(now);
        offered.values().forEach(option -> link(option).follow(target));
    }

    private void forgetAllBut(Map<String, TimelineOption> offered) {
        List<TimelineLink> gone = links.values().stream()
                .filter(link -> !link.timeline()
                        .option()
                        .equals(offered.get(link.timeline().selector())))
                .toList();
        for (TimelineLink link : gone) {
            links.remove(link.timeline().selector());
            link.stop();
            publish();
            listener.onTimelineRemoved(link.timeline());
        }
    }

    private TimelineLink link(TimelineOption option) {
        TimelineLink present = links.get(option.selector());
        if (present != null) {
            return present;
        }
        RemoteTimeline timeline = new RemoteTimeline(option, wallClock.wallClock());
        TimelineLink made = new TimelineLink(timeline, options, loop, listener);
        links.put(option.selector(), made);
        publish();
        listener.onTimelineAdded(timeline);
        return made;
    }

    private void publish() {
        timelines = links.values().stream().map(TimelineLink::timeline).toList();
    }

    private TimelineLink.@Nullable Target target(CiiMessage now) {
        String url = now.get(CiiProperty.TS_URL).toOptional().orElse(null);
        if (url == null) {
            return null;
        }
        try {
            URI checked = MessageSocket.checked(URI.create(url));
            return new TimelineLink.Target(
                    checked, now.get(CiiProperty.CONTENT_ID).orElse(""));
        } catch (IllegalArgumentException e) {
            listener.onProblem(
                    new Problem(Problem.Source.TS, Problem.Kind.MALFORMED, Objects.toString(e.getMessage())));
            return null;
        }
    }

    /** Hears of the connection to CSS-CII, in the loop. */
    private final class Ear implements CiiLink.Observer {

        @Override
        public void onOpen() {
            listener.onConnected();
        }

        @Override
        public void onState(CiiMessage now) {
            update(now);
        }

        @Override
        public void onProblem(Problem problem) {
            listener.onProblem(problem);
        }
    }
}
