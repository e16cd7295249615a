package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.dvbcss.client.internal.Loop;
import dev.patchbay.dvbcss.client.internal.UdpAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps one clock in step with whatever server is named. Told where to in the loop; asked from any thread. */
final class WallClockLink {

    private final CorrelatedClock wallClock;
    private final WallClockOptions options;
    private final Loop loop;
    private final TelevisionListener listener;
    private volatile @Nullable WallClockClient client;
    private @Nullable String url;

    WallClockLink(WallClockOptions options, Loop loop, TelevisionListener listener) {
        this.wallClock = WallClockClient.newWallClock(options);
        this.options = options;
        this.loop = loop;
        this.listener = listener;
    }

    CorrelatedClock wallClock() {
        return wallClock;
    }

    /** Infinite while it is not available. */
    double dispersionInSec() {
        return wallClock.isAvailable() ? wallClock.dispersionAt(wallClock.now()) : Double.POSITIVE_INFINITY;
    }

    Optional<WallClockStatistics> statistics() {
        return Optional.ofNullable(client).map(WallClockClient::statistics);
    }

    /** Follows the one there; does nothing when it does already. @param next null for none */
    void follow(@Nullable String next) {
        if (Objects.equals(next, url)) {
            return;
        }
        stop();
        url = next;
        if (next != null) {
            start(next);
        }
    }

    void stop() {
        url = null;
        WallClockClient present = client;
        if (present != null) {
            present.close();
            client = null;
        }
        wallClock.setAvailable(false);
    }

    private void start(String next) {
        try {
            client = new WallClockClient(UdpAddress.parse(next), options, wallClock, new Ear());
        } catch (IllegalArgumentException e) {
            problem(Problem.Kind.MALFORMED, Objects.toString(e.getMessage()));
        }
    }

    private void problem(Problem.Kind kind, String sentence) {
        listener.onProblem(new Problem(Problem.Source.WALL_CLOCK, kind, sentence));
    }

    /** Hands on what the client hears. */
    private final class Ear implements WallClockListener {

        @Override
        public void onSilence(String problem) {
            loop.run(() -> problem(Problem.Kind.UNREACHABLE, problem));
        }
    }
}
