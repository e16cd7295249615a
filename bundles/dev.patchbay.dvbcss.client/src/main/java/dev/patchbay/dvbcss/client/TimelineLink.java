package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.client.internal.Backoff;
import dev.patchbay.dvbcss.client.internal.Loop;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Keeps a connection to a CSS-TS server for one timeline. All of it happens in the loop. */
final class TimelineLink {

    private final RemoteTimeline timeline;
    private final TelevisionOptions options;
    private final Loop loop;
    private final TelevisionListener listener;
    private final Backoff backoff;
    private @Nullable Target target;
    private @Nullable TsClient client;

    TimelineLink(RemoteTimeline timeline, TelevisionOptions options, Loop loop, TelevisionListener listener) {
        this.timeline = timeline;
        this.options = options;
        this.loop = loop;
        this.listener = listener;
        this.backoff = new Backoff(options.firstPause(), options.longestPause());
    }

    RemoteTimeline timeline() {
        return timeline;
    }

    /** Follows it there; does nothing when it does already. @param next null for nowhere */
    void follow(@Nullable Target next) {
        if (next == null ? target == null : next.equals(target)) {
            return;
        }
        stop();
        target = next;
        backoff.succeeded();
        connect(next);
    }

    void stop() {
        target = null;
        if (client != null) {
            client.close();
            client = null;
        }
        timeline.setClient(null);
    }

    private void connect(@Nullable Target wanted) {
        // it may have been told to go elsewhere while it waited
        if (wanted == null || wanted != target) {
            return;
        }
        TsClient next = new TsClient(
                wanted.url,
                SetupData.of(wanted.contentIdStem, timeline.selector()),
                timeline.settableClock(),
                options.thresholdInSec(),
                new Ear(wanted),
                options.connection());
        client = next;
        timeline.setClient(next);
        next.connect();
    }

    private void lost(Target wanted, Problem problem) {
        if (wanted != target) {
            return;
        }
        client = null;
        timeline.setClient(null);
        timeline.setProblem(problem);
        listener.onProblem(problem);
        listener.onTimelineChanged(timeline);
        loop.later(backoff.take(), () -> connect(wanted));
    }

    private void heard(Target wanted, boolean isChanged) {
        if (wanted != target) {
            return;
        }
        backoff.succeeded();
        timeline.setProblem(null);
        if (isChanged) {
            listener.onTimelineChanged(timeline);
        }
    }

    /** Where a timeline is to be had, and of what. @throws IllegalArgumentException for what is no URL of a WebSocket */
    record Target(URI url, String contentIdStem) {}

    /** Hands on what the client hears. */
    private final class Ear implements TsListener {

        private final Target wanted;
        private final Endings endings;

        Ear(Target wanted) {
            this.wanted = wanted;
            this.endings = new Endings(Problem.Source.TS, wanted.url);
        }

        @Override
        public void onControlTimestamp(ControlTimestamp timestamp, boolean isClockChanged) {
            loop.run(() -> heard(wanted, isClockChanged));
        }

        @Override
        public void onClosed(int code, String reason) {
            loop.run(() -> lost(wanted, endings.closed(code, reason)));
        }

        @Override
        public void onRefused(int httpStatus) {
            loop.run(() -> lost(wanted, endings.refused(httpStatus)));
        }

        @Override
        public void onUnreachable(IOException fault) {
            loop.run(() -> lost(wanted, endings.unreachable(fault)));
        }

        @Override
        public void onMalformed(String message, String problem) {
            loop.run(() -> listener.onProblem(endings.malformed(problem)));
        }
    }
}
