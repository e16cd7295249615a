package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.spi.TimelineSink;
import dev.patchbay.dvbcss.spi.TimelineSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timeline source, put to use; nothing that it throws gets out. Called by the timeline thread, unless stated
 * otherwise.
 */
final class Source {

    /** The one to be asked first: the highest ranking, of equals the newest. */
    static final Comparator<Source> FIRST = Comparator.comparingInt(Source::ranking)
            .thenComparingLong(Source::number)
            .reversed();

    /** What it says about a selector. @param timestamp null when it is to be waited for */
    record Answer(boolean recognised, @Nullable ControlTimestamp timestamp) {

        static final Answer NO = new Answer(false, null);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Source.class);
    private static final long COMPLAINT_PAUSE_IN_SEC = 10;

    private final TimelineSource source;
    private final long number;
    private final LogLimit complaints = LogLimit.onceIn(COMPLAINT_PAUSE_IN_SEC);
    private volatile int ranking;
    private volatile boolean retired;
    private boolean attached;

    /** @param number of its service */
    Source(TimelineSource source, long number, int ranking) {
        this.source = source;
        this.number = number;
        this.ranking = ranking;
    }

    long number() {
        return number;
    }

    int ranking() {
        return ranking;
    }

    /** By any thread. */
    void rank(int changed) {
        ranking = changed;
    }

    /** From now on it is not asked any more; by any thread. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    void attach(TimelineSink sink, Collection<String> selectors) {
        attached = true;
        call(() -> source.attach(sink));
        selectors.forEach(this::needed);
    }

    /** Harmless when it has not been attached. */
    void detach(TimelineSink sink, Collection<String> selectors) {
        if (attached) {
            attached = false;
            selectors.forEach(selector -> call(() -> source.notNeeded(selector)));
            call(() -> source.detach(sink));
        }
    }

    void needed(String selector) {
        if (!retired) {
            call(() -> source.needed(selector));
        }
    }

    void notNeeded(String selector) {
        if (!retired) {
            call(() -> source.notNeeded(selector));
        }
    }

    /** Where the timeline is; one that fails does not recognise it. */
    Answer ask(String selector) {
        return retired ? Answer.NO : guarded(() -> answer(selector), Answer.NO);
    }

    private Answer answer(String selector) {
        return source.recognises(selector) ? new Answer(true, source.controlTimestamp(selector)) : Answer.NO;
    }

    private void call(Runnable call) {
        Boolean unused = guarded(
                () -> {
                    call.run();
                    return true;
                },
                false);
    }

    private <T> T guarded(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (Throwable e) { // bundles of another build throw errors, other languages anything
            complain(e);
            return otherwise;
        }
    }

    private void complain(Throwable failure) {
        long suppressed = complaints.due();
        if (suppressed != LogLimit.NOT_NOW) {
            LOG.warn(
                    "Timeline source {} failed and counts as not recognising the timeline ({} failures before were not"
                            + " logged); correct the source",
                    source.getClass().getName(),
                    suppressed,
                    failure);
        }
    }
}
