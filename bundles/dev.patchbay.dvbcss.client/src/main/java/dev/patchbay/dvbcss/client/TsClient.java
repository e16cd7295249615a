package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.Correlation;
import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.client.internal.MessageSocket;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a clock in step with one timeline of a television, over one connection to its CSS-TS server. Source: dvb-css, TS-40.
 *
 * <p>Life: made, which makes the clock unavailable; {@link #connect}, and the server is told at once what is wanted; each control
 * timestamp sets the clock if it moves it by more than the threshold, and says whether it is available; when the connection ends
 * the clock is not available any more. It does not connect again: {@link RemoteTelevision} does. Thread-safe; nothing here waits
 * for the network.
 */
public final class TsClient implements AutoCloseable {

    /** What is not worth moving a clock for. */
    public static final double DEFAULT_THRESHOLD_IN_SEC = 0.0001;

    private final CorrelatedClock timeline;
    private final double thresholdInSec;
    private final TsListener listener;
    private final MessageSocket socket;
    private volatile @Nullable ControlTimestamp last;
    private volatile boolean isOver;
    /** For the thread of the messages, as {@link #isAvailable}: whether the clock was set to any position of this connection. */
    private boolean hasPosition;

    private boolean isAvailable;

    /**
     * Does nothing but make the clock unavailable.
     *
     * @param timeline child of the wall clock, with the tick rate that the television tells for the timeline
     * @param thresholdInSec how much a control timestamp has to move the clock to set it, in seconds of the timeline; 0 or more
     * @throws IllegalArgumentException for what is no {@code ws:} or {@code wss:} URL with a host
     */
    public TsClient(URI url, SetupData setup, CorrelatedClock timeline, double thresholdInSec, TsListener listener) {
        this(url, setup, timeline, thresholdInSec, listener, ConnectionOptions.DEFAULTS);
    }

    /** As the other one. */
    public TsClient(
            URI url,
            SetupData setup,
            CorrelatedClock timeline,
            double thresholdInSec,
            TsListener listener,
            ConnectionOptions options) {
        if (!(thresholdInSec >= 0)) {
            throw new IllegalArgumentException("Expected a threshold of 0 s or more, got " + thresholdInSec);
        }
        this.timeline = timeline;
        this.thresholdInSec = thresholdInSec;
        this.listener = listener;
        String first = CssMessages.encode(setup);
        this.socket = new MessageSocket(url, options, new Ending(), () -> say(first), this::onText);
        timeline.setAvailable(false);
    }

    /** Begins; once. The listener is told how it goes. */
    public void connect() {
        socket.connect();
    }

    /** What the server said last; null before it said anything. */
    public @Nullable ControlTimestamp last() {
        return last;
    }

    /**
     * Tells the server when this client shows, and could show, a moment of the timeline. Told faster than the network takes it,
     * of those that wait only the newest is sent.
     *
     * @return false when there is no connection
     */
    public boolean send(AptEptLpt timestamps) {
        return say(CssMessages.encode(timestamps));
    }

    /** Says goodbye and ends, within 2 s if the server does not answer; the clock is unavailable. Harmless when repeated. */
    @Override
    public void close() {
        socket.close();
        loseTimeline();
    }

    private boolean say(String text) {
        return socket.send(text);
    }

    private void onText(String text) {
        ControlTimestamp timestamp;
        try {
            timestamp = CssMessages.decodeControlTimestamp(text);
        } catch (MalformedMessageException e) {
            listener.onMalformed(text, Objects.toString(e.getMessage()));
            return;
        }
        last = timestamp;
        listener.onControlTimestamp(timestamp, apply(timestamp));
    }

    /** Sets the clock. @return whether that changed it */
    private boolean apply(ControlTimestamp timestamp) {
        boolean wasAvailable = isAvailable;
        boolean isMoved = move(timestamp);
        isAvailable = timestamp.isAvailable();
        // after the position, so that nobody sees the clock available where it was before
        timeline.setAvailable(isAvailable && !isOver);
        if (isOver) {
            // closed meanwhile, and no lock is held, for those who listen to the clock are called
            timeline.setAvailable(false);
        }
        return isMoved || wasAvailable != isAvailable;
    }

    private boolean move(ControlTimestamp timestamp) {
        Long position = timestamp.contentTime();
        Double speed = timestamp.speed();
        if (position == null || speed == null) {
            return false;
        }
        Correlation correlation = Correlation.of(timestamp.wallClockTime(), position);
        if (hasPosition && !timeline.isSignificant(correlation, speed, thresholdInSec)) {
            return false;
        }
        hasPosition = true;
        timeline.set(correlation, speed);
        return true;
    }

    private void loseTimeline() {
        isOver = true;
        timeline.setAvailable(false);
    }

    /** Makes the clock unavailable before the listener hears of an end. */
    private final class Ending implements ConnectionListener {

        @Override
        public void onOpen() {
            listener.onOpen();
        }

        @Override
        public void onClosed(int code, String reason) {
            loseTimeline();
            listener.onClosed(code, reason);
        }

        @Override
        public void onRefused(int httpStatus) {
            loseTimeline();
            listener.onRefused(httpStatus);
        }

        @Override
        public void onUnreachable(IOException fault) {
            loseTimeline();
            listener.onUnreachable(fault);
        }

        @Override
        public void onMalformed(String message, String problem) {
            listener.onMalformed(message, problem);
        }
    }
}
