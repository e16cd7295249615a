package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One call from its acceptance to its answer. Whatever comes first answers it; what comes later is dropped.
 */
final class Run implements RunningCall, TaskContext {

    private final Request request;
    private final Reply reply;

    /** Guarded by this, as all below. */
    private boolean answered;

    private boolean ending;
    private @Nullable Thread thread;
    private @Nullable Future<?> alarm;

    Run(Request request, Reply reply) {
        this.request = request;
        this.reply = reply;
    }

    Request request() {
        return request;
    }

    /** The current thread runs it from now on; false when it has been answered already. */
    synchronized boolean begin() {
        if (answered) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    /** The current thread is done with it; an interrupt meant for it does not reach what the thread does next. */
    synchronized void end() {
        thread = null;
        boolean wasInterrupted = Thread.interrupted();
        ending |= wasInterrupted;
    }

    /** Rings when the time limit has passed; replaces an alarm set before. */
    synchronized void setAlarm(Future<?> next) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarm = next;
        if (answered) {
            next.cancel(false);
        }
    }

    void succeed(@Nullable Object result) {
        if (claim()) {
            reply.result(result);
        }
    }

    void fail(Failure failure) {
        if (claim()) {
            reply.failure(failure);
        }
    }

    void fail(Failure.Kind kind, String message) {
        fail(Failure.of(kind, message));
    }

    private synchronized boolean claim() {
        if (answered) {
            return false;
        }
        answered = true;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        return true;
    }

    /** Interrupts its thread, if one runs it, and answers. */
    void stop(Failure.Kind kind, String message) {
        synchronized (this) {
            ending = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
        fail(kind, message);
    }

    @Override
    public void cancel() {
        stop(Failure.Kind.INTERRUPTED, "'" + request.name() + "' was cancelled by its caller");
    }

    @Override
    public String name() {
        return request.name();
    }

    @Override
    public User user() {
        return request.user();
    }

    @Override
    public Optional<Connection> connection() {
        return Optional.ofNullable(request.connection());
    }

    @Override
    public synchronized boolean isEnding() {
        return ending;
    }
}
