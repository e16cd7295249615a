package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.SysClock;
import dev.patchbay.dvbcss.client.internal.ClockEstimate;
import dev.patchbay.dvbcss.client.internal.TimedReply;
import dev.patchbay.dvbcss.client.internal.Uncaught;
import dev.patchbay.dvbcss.client.internal.WallClockCounters;
import dev.patchbay.dvbcss.client.internal.WallClockSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

/**
 * Keeps a clock in step with the wall clock of a CSS-WC server. Source: dvb-css, WC-20 to WC-24.
 *
 * <p>Life: made, and from then on it asks again and again on a daemon thread of its own, whether the server is there already or
 * not; {@link #wallClock} becomes available with the first usable reply, and is set whenever a reply promises less error than
 * there is by then. When the server is silent the clock goes on and its dispersion grows. When two replies in a row cannot be
 * right together with the clock, the server's clock was stepped or the server restarted, and the clock follows at once. It ends
 * with {@link #close}.
 *
 * <p>Thread-safe; nothing here waits for the network. No datagram ends it: malformed ones are counted.
 */
public final class WallClockClient implements AutoCloseable {

    private static final double NS_PER_SEC = 1e9;
    /** How soon to ask again when two candidates contradict each other. */
    private static final double DOUBT_INTERVAL_IN_SEC = 0.05;

    private static final int WARM_UP_ROUNDS = 500;
    private static final long CLOSE_LIMIT_IN_MS = 1000;

    private final InetSocketAddress server;
    private final WallClockOptions options;
    private final CorrelatedClock wallClock;
    private final SysClock ownClock;
    private final WallClockListener listener;
    private final WallClockCounters counters = new WallClockCounters();
    private final ClockEstimate estimate;
    private final WallClockSocket socket;
    private final Thread thread;
    private volatile boolean isClosed;

    /**
     * Starts, with a clock of its own and nobody who listens.
     *
     * @param server may be unresolved; then its name is looked up on the client's thread, again after each failure
     */
    public WallClockClient(InetSocketAddress server, WallClockOptions options) {
        this(server, options, newWallClock(options), WallClockListener.NONE);
    }

    /**
     * Starts.
     *
     * @param server may be unresolved; then its name is looked up on the client's thread, again after each failure
     * @param wallClock what is set; as {@link #newWallClock} makes it
     * @throws IllegalArgumentException for a clock that has not 1,000,000,000 ticks/s, or is not directly under a system clock of
     *     that rate
     * @throws UncheckedIOException when this process can have no more sockets
     */
    public WallClockClient(
            InetSocketAddress server, WallClockOptions options, CorrelatedClock wallClock, WallClockListener listener) {
        this.server = server;
        this.options = options;
        this.wallClock = wallClock;
        this.ownClock = ownClock(wallClock);
        this.listener = listener;
        this.estimate = new ClockEstimate(ownClock.precisionInSec());
        try {
            this.socket = new WallClockSocket(server, ownClock, counters);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to open a socket for " + server, e);
        }
        this.thread = new Thread(this::run, "wall-clock-client " + server.getHostString() + ":" + server.getPort());
        thread.setDaemon(true);
        thread.start();
    }

    /** A clock of 1,000,000,000 ticks/s over a system clock of the same rate, not available yet. */
    public static CorrelatedClock newWallClock(WallClockOptions options) {
        SysClock own = new SysClock(NS_PER_SEC, options.maxFrequencyErrorInPpm());
        CorrelatedClock clock = new CorrelatedClock(own, NS_PER_SEC);
        clock.setAvailable(false);
        return clock;
    }

    /**
     * The server's clock as far as it is known: available after the first usable reply. Its {@link
     * dev.patchbay.clock.Clock#dispersionAt dispersion} is how far off it may be.
     */
    public CorrelatedClock wallClock() {
        return wallClock;
    }

    /** How far off the clock may be now, in seconds; infinite before the first usable reply. */
    public double dispersionInSec() {
        return wallClock.isAvailable() ? wallClock.dispersionAt(wallClock.now()) : Double.POSITIVE_INFINITY;
    }

    /** What happened so far. */
    public WallClockStatistics statistics() {
        return counters.snapshot();
    }

    /** Ends the thread, within a second unless a name is being looked up. The clock goes on as it is. Harmless when repeated. */
    @Override
    public void close() {
        isClosed = true;
        socket.wakeUp();
        if (Thread.currentThread() != thread) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(CLOSE_LIMIT_IN_MS);
        } catch (InterruptedException e) {
            // it ends without us, too
            Thread.currentThread().interrupt();
        }
    }

    private static SysClock ownClock(CorrelatedClock wallClock) {
        if (wallClock.parent() instanceof SysClock own
                && own.tickRate() == NS_PER_SEC
                && wallClock.tickRate() == NS_PER_SEC) {
            return own;
        }
        throw new IllegalArgumentException(
                "Expected a clock of 1e9 ticks/s under a system clock of 1e9 ticks/s, got one of "
                        + wallClock.tickRate() + " under " + wallClock.parent());
    }

    private void run() {
        try (socket) {
            warmUp();
            while (!isClosed) {
                long begin = System.nanoTime();
                double intervalInSec = poll();
                socket.pauseUntil(begin + (long) (intervalInSec * NS_PER_SEC));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The wall clock of " + server + " is not followed any more", e);
        }
    }

    private void warmUp() {
        try {
            WallClockSocket.warmUp(ownClock, WARM_UP_ROUNDS);
        } catch (IOException e) {
            // a machine without a loopback interface; the first measurements take longer, and say so
        }
    }

    /** Asks once. @return seconds from the beginning of this request to the next */
    private double poll() throws IOException {
        try {
            TimedReply reply = socket.ask((long) (options.timeoutInSec() * NS_PER_SEC));
            if (reply != null) {
                return interval(take(reply));
            }
            silence("no usable reply within " + options.timeoutInSec() + " s");
        } catch (PortUnreachableException e) {
            silence("nobody listens there");
        } catch (IOException e) {
            socket.reset();
            silence(e.toString());
        }
        return options.intervalOtherwiseInSec();
    }

    private Verdict take(TimedReply reply) {
        Candidate candidate = reply.candidate(options.maxFrequencyErrorInPpm());
        if (!candidate.isPossible()) {
            counters.wasIgnored();
            return Verdict.NOT_BETTER;
        }
        Verdict verdict = estimate.take(candidate, ownClock.ticks());
        counters.judged(candidate.rttInNs(), verdict);
        Candidate used = estimate.used();
        if (verdict.isUsed() && used != null) {
            Uncaught.guard(() -> set(used));
        }
        Uncaught.guard(() -> listener.onCandidate(candidate, verdict));
        return verdict;
    }

    private void set(Candidate used) {
        wallClock.setCorrelation(used.correlation());
        wallClock.setAvailable(true);
    }

    private double interval(Verdict verdict) {
        return switch (verdict) {
            case ADOPTED, STEPPED -> options.intervalAfterImprovementInSec();
            case NOT_BETTER -> options.intervalOtherwiseInSec();
            case CONTRADICTS -> Math.min(DOUBT_INTERVAL_IN_SEC, options.intervalOtherwiseInSec());
        };
    }

    private void silence(String problem) {
        if (!isClosed) {
            counters.wasUnanswered();
            Uncaught.guard(() -> listener.onSilence("The wall clock at " + server.getHostString() + ":"
                    + server.getPort() + " does not answer: " + problem));
        }
    }
}
