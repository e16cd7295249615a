package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.spi.RemoteProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that is answered elsewhere. It goes on until the first answer, or until it is ended without one. */
final class RemoteCall implements Reply, Lasting {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteCall.class);

    private final Run run;

    /** Guarded by this, as all below. */
    private boolean isOver;

    private boolean isCancelled;
    private @Nullable RunningCall call;

    private RemoteCall(Run run) {
        this.run = run;
    }

    /** Hands a run to a provider. */
    static void begin(Run run, RemoteProvider provider) {
        RemoteCall remote = new RemoteCall(run);
        run.hold(remote);
        try {
            remote.began(provider.call(run.request(), remote));
        } catch (RuntimeException | LinkageError e) {
            remote.failure(Failures.of(run.request(), e));
        }
    }

    private void began(RunningCall begun) {
        boolean isLate;
        synchronized (this) {
            call = begun;
            isLate = isCancelled;
        }
        if (isLate) {
            cancel(begun);
        }
    }

    @Override
    public void result(@Nullable Object result) {
        if (finish()) {
            run.succeed(result);
            run.release();
        }
    }

    @Override
    public void failure(Failure failure) {
        if (finish()) {
            run.fail(failure);
            run.release();
        }
    }

    /** On another thread: whoever answers may be the one whose thread brings the items. */
    @Override
    public void stream(ResultStream items) {
        if (!finish()) {
            items.close();
            return;
        }
        OpenStream.answerElsewhere(run, new RemoteItems(items));
        run.release();
    }

    private synchronized boolean finish() {
        boolean isFirst = !isOver;
        isOver = true;
        return isFirst;
    }

    @Override
    public void end(Failure why) {
        RunningCall begun;
        synchronized (this) {
            if (isOver || isCancelled) {
                return;
            }
            isCancelled = true;
            begun = call;
        }
        if (begun != null) {
            cancel(begun);
        }
        if (finish()) {
            run.release();
        }
    }

    private void cancel(RunningCall begun) {
        try {
            begun.cancel();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("'{}' could not be cancelled where it runs", run.name(), e);
        }
    }

    /** Items that come from elsewhere. */
    private record RemoteItems(ResultStream items) implements Items {

        @Override
        public List<@Nullable Object> next(int max) throws Exception {
            return items.take(max);
        }

        @Override
        public void close() {
            items.close();
        }
    }
}
