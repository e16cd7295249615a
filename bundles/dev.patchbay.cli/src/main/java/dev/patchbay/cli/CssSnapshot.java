package dev.patchbay.cli;

import dev.patchbay.clock.Clock;
import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentIdStatus;
import dev.patchbay.dvbcss.client.Problem;
import dev.patchbay.dvbcss.client.RemoteTelevision;
import dev.patchbay.dvbcss.client.RemoteTimeline;
import dev.patchbay.dvbcss.client.WallClockStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A television at a moment.
 *
 * @param dispersionInSec null while the wall clock is not known
 * @param rttInSec the middle one; null without any
 */
record CssSnapshot(
        CiiMessage state,
        @Nullable Long wallClockTicks,
        @Nullable Double dispersionInSec,
        @Nullable Double rttInSec,
        List<Timeline> timelines) {

    /**
     * A timeline at that moment.
     *
     * @param ticks null while it is not available, as the next two
     */
    record Timeline(
            String selector,
            @Nullable Long ticks,
            @Nullable Double positionInSec,
            @Nullable Double speed,
            String state) {

        boolean isAvailable() {
            return ticks != null;
        }
    }

    /** As it is now. @param wanted selectors; those that are not offered are told, too */
    static CssSnapshot of(RemoteTelevision television, List<String> wanted) {
        Clock wallClock = television.wallClock();
        boolean isKnown = wallClock.isAvailable();
        long rtt = television
                .wallClockStatistics()
                .map(WallClockStatistics::rttMedianInNs)
                .orElse(-1L);
        List<Timeline> timelines = new ArrayList<>();
        television.timelines().forEach(timeline -> timelines.add(timeline(timeline)));
        wanted.stream()
                .filter(selector -> television.timeline(selector).isEmpty())
                .forEach(selector -> timelines.add(new Timeline(selector, null, null, null, "not offered")));
        return new CssSnapshot(
                television.state(),
                isKnown ? (Long) wallClock.ticks() : null,
                isKnown ? (Double) television.dispersionInSec() : null,
                rtt < 0 ? null : (Double) (rtt / 1e9),
                timelines);
    }

    String contentId() {
        return state.get(CiiProperty.CONTENT_ID).orElse("-");
    }

    /** The word of the protocol, or a dash. */
    String contentIdStatus() {
        return state.get(CiiProperty.CONTENT_ID_STATUS)
                .toOptional()
                .map(ContentIdStatus::wireName)
                .orElse("-");
    }

    String presentationStatus() {
        return String.join(" ", state.get(CiiProperty.PRESENTATION_STATUS).orElse(List.of("-")));
    }

    private static Timeline timeline(RemoteTimeline timeline) {
        Clock clock = timeline.clock();
        if (!clock.isAvailable()) {
            return new Timeline(timeline.selector(), null, null, null, whyNot(timeline));
        }
        long ticks = clock.ticks();
        return new Timeline(timeline.selector(), ticks, ticks / clock.tickRate(), clock.speed(), "available");
    }

    private static String whyNot(RemoteTimeline timeline) {
        if (timeline.problem().isPresent()) {
            Problem problem = timeline.problem().get();
            return problem.kind().name().toLowerCase(Locale.ROOT);
        }
        return timeline.last()
                .map(last -> last.isAvailable() ? "no wall clock" : "unavailable")
                .orElse("waiting");
    }
}
