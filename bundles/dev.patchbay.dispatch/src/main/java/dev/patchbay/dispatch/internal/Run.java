package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from its acceptance to its answer. Whatever comes first answers it; what comes later is dropped.
 */
final class Run implements RunningCall, TaskContext {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

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
        notifyAll();
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
            tell(() -> reply.result(result));
        }
    }

    void fail(Failure failure) {
        if (claim()) {
            tell(() -> reply.failure(failure));
        }
    }

    void fail(Failure.Kind kind, String message) {
        fail(Failure.of(kind, message));
    }

    /** What a reply throws must not end the stop of other runs, nor the thread of this one. */
    private void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The reply to '{}' failed; its caller may be left without an answer", name(), e);
        }
    }

    private synchronized boolean claim() {
        if (answered) {
            return false;
        }
        answered = true;
        notifyAll();
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        return true;
    }

    /** Interrupts its thread, if one runs it, and answers. */
    void stop(Failure.Kind kind, String message) {
        boolean answers = claim(); // before the interrupt, or what the interrupted code throws would answer first
        interrupt();
        if (answers) {
            tell(() -> reply.failure(Failure.of(kind, message)));
        }
    }

    private synchronized void interrupt() {
        ending = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public void cancel() {
        stop(Failure.Kind.INTERRUPTED, "'" + request.name() + "' was cancelled by its caller");
    }

    @Override
    public synchronized boolean awaitEnd(long timeoutInMs) throws InterruptedException {
        long endAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        long restInMs = timeoutInMs;
        while ((!answered || thread != null) && restInMs > 0) {
            wait(restInMs);
            restInMs = TimeUnit.NANOSECONDS.toMillis(endAt - System.nanoTime());
        }
        return answered && thread == null;
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
    public Map<String, @Nullable Object> attributes() {
        return request.attributes();
    }

    @Override
    public synchronized boolean isEnding() {
        return ending;
    }
}
