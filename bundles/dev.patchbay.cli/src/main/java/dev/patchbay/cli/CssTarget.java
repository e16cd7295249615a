package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.TimelineOption;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.client.RemoteTelevision;
import dev.patchbay.dvbcss.client.TelevisionListener;
import dev.patchbay.dvbcss.client.TelevisionOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which television to watch.
 *
 * @param url of its CSS-CII server; of its CSS-TS server when the rest is known
 * @param selectors of the timelines to show; empty for all
 * @param known what its CSS-CII server would tell; null when that is asked
 */
record CssTarget(URI url, List<String> selectors, @Nullable CiiMessage known) {

    private static final Pattern WITH_RATE = Pattern.compile("(.+)@(\\d{1,12})");
    private static final Pattern RATE_IN_SELECTOR =
            Pattern.compile("urn:dvb:css:timeline:mpd:period:rel:([1-9]\\d{0,11})(:.*)?");

    /**
     * From what was typed.
     *
     * @param wallClock null when CSS-CII tells
     * @param timelines each with or without a rate
     */
    static CssTarget of(String url, @Nullable String wallClock, List<String> timelines, String contentIdStem)
            throws UsageException {
        URI place = webSocket(url);
        if (wallClock == null) {
            if (!contentIdStem.isEmpty()) {
                throw new UsageException("Expected --content with --wc only, got it without");
            }
            return new CssTarget(
                    place, timelines.stream().map(CssTarget::selector).toList(), null);
        }
        if (!wallClock.matches("(?i)udp://.+:\\d{1,5}/?")) {
            throw new UsageException("Expected --wc udp://HOST:PORT, got " + wallClock);
        }
        List<TimelineOption> options = new ArrayList<>();
        for (String timeline : timelines.isEmpty() ? List.of(Timelines.PTS) : timelines) {
            options.add(option(timeline));
        }
        return new CssTarget(place, List.of(), known(place, wallClock, options, contentIdStem));
    }

    /** Not started yet. */
    RemoteTelevision television(TelevisionListener listener) {
        TelevisionOptions options = TelevisionOptions.DEFAULTS.withTimelines(
                selector -> selectors.isEmpty() || selectors.contains(selector));
        return known == null
                ? RemoteTelevision.at(url, options, listener)
                : RemoteTelevision.of(known, options, listener);
    }

    boolean asksCii() {
        return known == null;
    }

    private static CiiMessage known(URI url, String wallClock, List<TimelineOption> options, String contentIdStem)
            throws UsageException {
        try {
            CiiMessage servers = CiiMessage.EMPTY
                    .with(CiiProperty.WC_URL, wallClock)
                    .with(CiiProperty.TS_URL, url.toString())
                    .with(CiiProperty.TIMELINES, options);
            return contentIdStem.isEmpty() ? servers : servers.with(CiiProperty.CONTENT_ID, contentIdStem);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Objects.toString(e.getMessage()));
        }
    }

    private static URI webSocket(String text) throws UsageException {
        try {
            URI url = new URI(text);
            String scheme = Objects.toString(url.getScheme(), "").toLowerCase(Locale.ROOT);
            if (url.getHost() != null && List.of("ws", "wss").contains(scheme) && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new UsageException("Expected ws://HOST:PORT/cii, got '" + text + "': " + e.getReason());
        }
        throw new UsageException("Expected ws://HOST:PORT/cii or wss://HOST:PORT/cii, got '" + text + "'");
    }

    private static String selector(String timeline) {
        Matcher parts = WITH_RATE.matcher(timeline);
        return parts.matches() ? parts.group(1) : timeline;
    }

    private static TimelineOption option(String timeline) throws UsageException {
        Matcher parts = WITH_RATE.matcher(timeline);
        if (parts.matches() && Long.parseLong(parts.group(2)) > 0) {
            return TimelineOption.of(parts.group(1), 1, Long.parseLong(parts.group(2)));
        }
        Matcher telling = RATE_IN_SELECTOR.matcher(timeline);
        if (telling.matches()) {
            return TimelineOption.of(timeline, 1, Long.parseLong(telling.group(1)));
        }
        if (timeline.equals(Timelines.PTS)) {
            return TimelineOption.of(timeline, 1, (long) Timelines.PTS_TICK_RATE);
        }
        throw new UsageException(
                "Expected --timeline SELECTOR@RATE with ticks a second, for without CSS-CII nobody else"
                        + " tells them, got " + timeline);
    }
}
