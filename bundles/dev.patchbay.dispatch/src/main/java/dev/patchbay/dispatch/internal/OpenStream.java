package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.StreamEndedException;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The items of a run that is answered piece by piece; the run goes on until it is closed. */
final class OpenStream implements ResultStream, Lasting {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStream.class);
    private static final int CHUNK = 256;

    private final Run run;
    private final Items items;

    /** Guarded by this, as all below: what it is doing. */
    private State state = State.IDLE;

    private @Nullable Failure reason;

    private enum State {
        IDLE,
        TAKING,
        /** To be closed by the thread that takes. */
        ENDING,
        CLOSED
    }

    private OpenStream(Run run, Items items) {
        this.run = run;
        this.items = items;
    }

    /** Answers a run with the items. */
    static void answer(Run run, Items items) {
        OpenStream stream = new OpenStream(run, items);
        run.hold(stream);
        run.answer().stream(stream);
    }

    /** As {@link #answer}, for a thread on which the items must not be fetched. */
    static void answerElsewhere(Run run, Items items) {
        OpenStream stream = new OpenStream(run, items);
        run.hold(stream);
        try {
            run.threads().execute(() -> run.answer().stream(stream));
        } catch (RejectedExecutionException e) {
            run.fail(Failure.Kind.OVERLOADED, Runner.NO_THREAD);
            stream.close();
        }
    }

    @Override
    public List<@Nullable Object> take(int max) throws CallException, InterruptedException {
        if (!beginTaking()) {
            return List.of();
        }
        Thread before = run.enter();
        try {
            return items.next(max);
        } catch (InterruptedException e) {
            if (isAskedToEnd()) {
                throw endedBy(e);
            }
            endedBy(e);
            throw e;
        } catch (Throwable e) { // whatever a plugin throws, its caller is told
            throw endedBy(e);
        } finally {
            run.leave(before);
            endTaking();
        }
    }

    private synchronized boolean beginTaking() throws StreamEndedException {
        if (reason != null) {
            throw new StreamEndedException(reason);
        }
        if (state == State.TAKING) {
            throw new IllegalStateException("Expected one thread at a time to take from '" + run.name() + "'");
        }
        boolean isOpen = state == State.IDLE;
        state = isOpen ? State.TAKING : state;
        return isOpen;
    }

    /** The run is asked first, and then interrupts; it tells this stream only after that. */
    private synchronized boolean isAskedToEnd() {
        reason = reason == null ? run.stoppedBy() : reason;
        return reason != null;
    }

    /** The exception ends it, unless it was ended before. */
    private synchronized StreamEndedException endedBy(Throwable thrown) {
        Failure why = reason == null ? Failures.of(run.request(), thrown) : reason;
        reason = why;
        state = State.ENDING;
        return new StreamEndedException(why);
    }

    private void endTaking() {
        synchronized (this) {
            if (state == State.TAKING) {
                state = State.IDLE;
                return;
            }
            state = State.CLOSED;
        }
        letGo();
    }

    @Override
    public void collect(Reply reply) {
        run.answer().takeBack();
        List<@Nullable Object> all = new ArrayList<>();
        try (this) {
            List<@Nullable Object> chunk;
            do {
                chunk = take(CHUNK);
                all.addAll(chunk);
            } while (chunk.size() == CHUNK);
        } catch (CallException | InterruptedException e) {
            run.fail(Failures.of(run.request(), e));
            return;
        }
        run.succeed(all);
    }

    @Override
    public void close() {
        if (beginClosing()) {
            letGo();
        }
    }

    @Override
    public void end(Failure why) {
        synchronized (this) {
            if (state == State.CLOSED || reason != null) {
                return;
            }
            reason = why;
        }
        if (beginClosing()) {
            letGoElsewhere();
        }
    }

    /** Whether this thread is to close it. */
    private synchronized boolean beginClosing() {
        boolean isIdle = state == State.IDLE;
        if (isIdle) {
            state = State.CLOSED;
        } else if (state == State.TAKING) {
            state = State.ENDING;
        }
        return isIdle;
    }

    private void letGoElsewhere() {
        try {
            run.threads().execute(this::letGo);
        } catch (RejectedExecutionException e) { // every thread is busy, or the node stops: better here than never
            letGo();
        }
    }

    private void letGo() {
        try {
            items.close();
        } catch (Exception | LinkageError e) {
            LOG.warn("What produced the result of '{}' could not be closed", run.name(), e);
        } finally {
            run.release();
        }
    }
}
