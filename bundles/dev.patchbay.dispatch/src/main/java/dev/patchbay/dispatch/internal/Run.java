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
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call from its acceptance until it is over: it has been answered, its thread is done, and nothing goes on for it,
 * such as an open stream or a call elsewhere.
 */
final class Run implements RunningCall, TaskContext {

    private final Request request;
    private final Answer answer;
    private final Executor threads;

    /** Guarded by this, as all below. */
    private boolean ending;

    private @Nullable Failure stoppedBy;
    private @Nullable Thread thread;
    private @Nullable Lasting lasting;
    private int goingOn;
    private Runnable whenOver = () -> {};

    /** What it runs on; null while that is looked for. */
    private volatile Runs.@Nullable OnTarget target;

    /** @param threads for what is to be done for it on another thread than the one at hand */
    Run(Request request, Reply reply, Executor threads) {
        this.request = request;
        this.answer = new Answer(request.name(), reply);
        this.threads = threads;
    }

    Request request() {
        return request;
    }

    Answer answer() {
        return answer;
    }

    Executor threads() {
        return threads;
    }

    /** It has been found what it is to run on. */
    void found(Runs.OnTarget onTarget) {
        target = onTarget;
    }

    boolean isOn(Runs.OnTarget one) {
        return target == one;
    }

    /**
     * The current thread runs it from now on and is interrupted when it has to end.
     *
     * @param whenOver done once nothing goes on for it any more
     * @return false when it has been answered already and is not to be run
     */
    boolean begin(Runnable whenOver) {
        return begin(whenOver, Thread.currentThread());
    }

    /** As {@link #begin}, for a thread that nothing may interrupt, since it is somebody else's. */
    boolean beginUninterrupted(Runnable whenOver) {
        return begin(whenOver, null);
    }

    private synchronized boolean begin(Runnable afterwards, @Nullable Thread own) {
        if (answer.isGiven()) {
            return false;
        }
        whenOver = afterwards;
        goingOn = 1;
        thread = own;
        return true;
    }

    /** Whether a thread that may block works for it now. */
    synchronized boolean hasThread() {
        return thread != null;
    }

    /** The current thread is done with it; an interrupt meant for it does not reach what the thread does next. */
    void end() {
        synchronized (this) {
            if (thread != null) {
                thread = null;
                boolean wasInterrupted = Thread.interrupted();
                ending |= wasInterrupted;
            }
        }
        release();
    }

    /** Something goes on for it besides its thread, until {@link #release} is called for it. */
    void hold(Lasting next) {
        Failure reason;
        synchronized (this) {
            goingOn++;
            lasting = next;
            reason = stoppedBy;
        }
        if (reason != null) {
            next.end(reason);
        }
    }

    /** Something that went on for it has ended. */
    void release() {
        boolean isOver;
        synchronized (this) {
            isOver = --goingOn == 0;
            notifyAll();
        }
        if (isOver) {
            whenOver.run();
        }
    }

    /**
     * The current thread does something for it for a while.
     *
     * @return to be handed to {@link #leave}
     */
    synchronized @Nullable Thread enter() {
        Thread before = thread;
        thread = Thread.currentThread();
        return before;
    }

    /** The current thread does its own things again; an interrupt meant for the run does not reach them. */
    synchronized void leave(@Nullable Thread before) {
        thread = before;
        if (ending && before == null) {
            boolean unused = Thread.interrupted();
        }
    }

    void setAlarm(Future<?> next) {
        answer.setAlarm(next);
    }

    void succeed(@Nullable Object result) {
        answer.succeed(result);
        wake();
    }

    void fail(Failure failure) {
        answer.fail(failure);
        wake();
    }

    void fail(Failure.Kind kind, String message) {
        fail(Failure.of(kind, message));
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Answers, and ends whatever goes on for it. */
    void stop(Failure.Kind kind, String message) {
        Failure reason = Failure.of(kind, message);
        boolean answers =
                answer.claim(); // before the interrupt, or what the interrupted code throws would answer first
        Lasting goesOn = interrupt(reason);
        if (goesOn != null) {
            goesOn.end(reason);
        }
        if (answers) {
            answer.give(reason);
        }
    }

    /** Why it was asked to end; null when it was not. */
    synchronized @Nullable Failure stoppedBy() {
        return stoppedBy;
    }

    private synchronized @Nullable Lasting interrupt(Failure reason) {
        ending = true;
        stoppedBy = reason;
        if (thread != null) {
            thread.interrupt();
        }
        notifyAll();
        return lasting;
    }

    @Override
    public void cancel() {
        stop(Failure.Kind.INTERRUPTED, "'" + request.name() + "' was cancelled by its caller");
    }

    @Override
    public synchronized boolean awaitEnd(long timeoutInMs) throws InterruptedException {
        long endAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        long restInMs = timeoutInMs;
        while (!isOver() && restInMs > 0) {
            wait(restInMs);
            restInMs = TimeUnit.NANOSECONDS.toMillis(endAt - System.nanoTime());
        }
        return isOver();
    }

    private boolean isOver() {
        return answer.isGiven() && goingOn == 0;
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
