package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.room.RoomContent.Said;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task from its enrolment to its end; tells its client the result, and the log about a failure. */
final class RunningTask implements Reply {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

    private final TaskRequest request;
    private final boolean reportsErrors;
    private final Consumer<RunningTask> leave;

    /** Guarded by this, as the one below. */
    private @Nullable RunningCall call;

    private boolean isCancelled;

    /** @param leave takes it off the list of what runs; called once */
    RunningTask(TaskRequest request, boolean reportsErrors, Consumer<RunningTask> leave) {
        this.request = request;
        this.reportsErrors = reportsErrors;
        this.leave = leave;
    }

    TaskRequest request() {
        return request;
    }

    /** The dispatcher has accepted it. */
    void runsAs(RunningCall accepted) {
        boolean isTooLate;
        synchronized (this) {
            call = accepted;
            isTooLate = isCancelled;
        }
        if (isTooLate) {
            accepted.cancel();
        }
    }

    /** Interrupts it; one that the dispatcher has not accepted yet is interrupted as soon as it has. */
    void cancel() {
        RunningCall running;
        synchronized (this) {
            isCancelled = true;
            running = call;
        }
        if (running != null) {
            running.cancel();
        }
    }

    /** Whether nothing of it runs any more, or does not after that time at most; an interruption ends the waiting. */
    boolean awaitEnd(long timeoutInMs) {
        RunningCall running;
        synchronized (this) {
            running = call;
        }
        try {
            return running == null || running.awaitEnd(timeoutInMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void result(@Nullable Object result) {
        try {
            if (result != null) {
                request.client().answer(request.cid(), new Said(request.task(), result));
            }
        } finally {
            leave.accept(this);
        }
    }

    @Override
    public void failure(Failure failure) {
        try {
            log(failure);
            if (reportsErrors) {
                request.client().report(request.task(), failure.message());
            }
        } finally {
            leave.accept(this);
        }
    }

    private void log(Failure failure) {
        switch (failure.kind()) {
            case INTERRUPTED -> LOG.debug("{}", description(failure));
            case NOT_SIGNED_IN, NOT_ALLOWED -> LOG.info("{}", description(failure));
            case OVERLOADED -> {
                if (request.client().becomesOverloaded()) {
                    LOG.warn("{}; more of these are not logged until all its tasks have ended", description(failure));
                }
            }
            default -> LOG.warn("{}", description(failure));
        }
    }

    private String description(Failure failure) {
        return "No answer for " + request.client().connection().handshake().remoteAddress() + ": "
                + LoggedRequest.line(failure.message()) + "; the request was "
                + LoggedRequest.of(request.received());
    }
}
