package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one answer of a call. Whatever comes first gives it; what comes later is dropped. Thread-safe. */
final class Answer {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final String name;
    private final Reply reply;

    /** Guarded by this, as all below. */
    private boolean given;

    private boolean isStream;
    private @Nullable Future<?> alarm;

    Answer(String name, Reply reply) {
        this.name = name;
        this.reply = reply;
    }

    synchronized boolean isGiven() {
        return given;
    }

    /** Rings when the time limit has passed; replaces an alarm set before. */
    synchronized void setAlarm(Future<?> next) {
        cancelAlarm();
        alarm = next;
        if (given) {
            cancelAlarm();
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    void succeed(@Nullable Object result) {
        if (claim()) {
            tell(() -> reply.result(result));
        }
    }

    void fail(Failure failure) {
        if (claim()) {
            give(failure);
        }
    }

    /** Whoever claims it must give it. */
    synchronized boolean claim() {
        if (given) {
            return false;
        }
        given = true;
        cancelAlarm();
        return true;
    }

    /** For whoever claimed it. */
    void give(Failure failure) {
        tell(() -> reply.failure(failure));
    }

    /** Answers with a stream, or closes it when there is an answer already. The time limit holds until the reply took it. */
    void stream(OpenStream items) {
        if (!offer() || !tell(() -> reply.stream(items))) {
            items.close();
        }
        settle();
    }

    private synchronized boolean offer() {
        isStream = !given;
        given = true;
        return isStream;
    }

    private synchronized void settle() {
        if (given) {
            cancelAlarm();
        }
    }

    /** The reply does not take the stream but wants all of it: there is no answer yet. */
    synchronized void takeBack() {
        given &= !isStream;
        isStream = false;
    }

    /** What a reply throws must not end the stop of other runs, nor the thread of this one. */
    private boolean tell(Runnable answer) {
        boolean hasBegun = Occupation.begin();
        try {
            answer.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The reply to '{}' failed; its caller may be left without an answer", name, e);
            return false;
        } finally {
            Occupation.end(hasBegun);
        }
    }
}
