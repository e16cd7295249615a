package dev.patchbay.cli;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.client.Problem;
import dev.patchbay.dvbcss.client.RemoteTelevision;
import dev.patchbay.dvbcss.client.RemoteTimeline;
import dev.patchbay.dvbcss.client.TelevisionListener;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows a television at each interval and each change. A server that cannot be reached at first is the caller's failure; what is
 * lost later comes back by itself, and is only told.
 */
final class CssWatcher implements TelevisionListener {

    private static final Object CHANGE = new Object();
    private static final long SILENCE_IN_NS = 5_000_000_000L;
    /** Changes that come together are shown together. */
    private static final long SHORTEST_PAUSE_IN_NS = 20_000_000;

    private final CssTarget target;
    private final CssPrinter printer;
    /** What happened, from the television's thread; {@link #CHANGE} or a problem. Emptied faster than a server can fill it. */
    private final BlockingQueue<Object> happened = new LinkedBlockingQueue<>();

    private final Map<Problem.Source, String> told = new EnumMap<>(Problem.Source.class);
    private boolean isReached;

    CssWatcher(CssTarget target, CssPrinter printer) {
        this.target = target;
        this.printer = printer;
    }

    /**
     * Starts it, and returns when it was shown so many times, or nobody reads it any more.
     *
     * @throws IOException when its first server cannot be reached
     */
    void watch(RemoteTelevision television, long intervalInNs, long count) throws IOException, InterruptedException {
        television.start();
        awaitFirst();
        boolean isRead = true;
        for (long shown = 0; shown < count && isRead; shown++) {
            isRead = printer.print(CssSnapshot.of(television, target.selectors()));
            if (isRead && shown + 1 < count) {
                pause(intervalInNs);
            }
        }
    }

    @Override
    public void onChange(CiiMessage before, CiiMessage now, Set<CiiProperty<?>> changed) {
        // without CSS-CII this tells nothing but what was typed
        if (target.asksCii()) {
            happened.add(CHANGE);
        }
    }

    @Override
    public void onTimelineAdded(RemoteTimeline timeline) {
        if (target.asksCii()) {
            happened.add(CHANGE);
        }
    }

    @Override
    public void onTimelineRemoved(RemoteTimeline timeline) {
        happened.add(CHANGE);
    }

    @Override
    public void onTimelineChanged(RemoteTimeline timeline) {
        happened.add(CHANGE);
    }

    @Override
    public void onProblem(Problem problem) {
        happened.add(problem);
    }

    private void awaitFirst() throws IOException, InterruptedException {
        boolean isSilenceTold = false;
        while (!isReached) {
            Object next = happened.poll(isSilenceTold ? Long.MAX_VALUE : SILENCE_IN_NS, TimeUnit.NANOSECONDS);
            if (next == null) {
                isSilenceTold = true;
                printer.say(silence());
            } else {
                take(next);
            }
        }
    }

    private String silence() {
        return target.asksCii()
                ? "Connected to " + target.url()
                        + ", but it says nothing; if it is a CSS-TS server, name the wall clock with --wc"
                : "Connected to " + target.url() + ", but it says nothing about the timeline yet";
    }

    /** Until the interval is over or something changed. */
    private void pause(long intervalInNs) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + intervalInNs;
        long left = intervalInNs;
        while (left > 0) {
            Object next = happened.poll(left, TimeUnit.NANOSECONDS);
            if (next != null && take(next)) {
                deadline = Math.min(deadline, System.nanoTime() + SHORTEST_PAUSE_IN_NS);
            }
            left = deadline - System.nanoTime();
        }
    }

    /** @return whether it has to be shown */
    private boolean take(Object event) throws IOException {
        if (event instanceof Problem problem) {
            if (!isReached && isFatal(problem)) {
                throw new IOException(problem.sentence() + advice(problem));
            }
            tell(problem);
            return false;
        }
        isReached = true;
        told.remove(Problem.Source.CII);
        return true;
    }

    private boolean isFatal(Problem problem) {
        Problem.Source first = target.asksCii() ? Problem.Source.CII : Problem.Source.TS;
        return problem.source() == first && problem.kind() != Problem.Kind.MALFORMED;
    }

    private static String advice(Problem problem) {
        return switch (problem.kind()) {
            case REFUSED -> "; check the path of the URL, or wait until it is enabled";
            case UNREACHABLE -> "; check host and port of the URL";
            case LOST, MALFORMED -> "";
        };
    }

    /** Says what is new about it: the same is met at every try. */
    private void tell(Problem problem) {
        @Nullable String before = told.put(problem.source(), problem.sentence());
        if (!problem.sentence().equals(before)) {
            printer.say(CssText.oneLine(problem.sentence()));
        }
    }
}
