package dev.patchbay.process.internal;

import dev.patchbay.process.SupervisedProcess.State;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a process is now. A transition that is impossible does nothing; those that matter tell whether it was made. */
final class Status {

    private State state = State.STARTING;
    private Instant since = Instant.now();
    private OptionalLong pid = OptionalLong.empty();
    private int starts;
    private @Nullable String problem;

    synchronized State state() {
        return state;
    }

    synchronized Instant since() {
        return since;
    }

    synchronized OptionalLong pid() {
        return pid;
    }

    synchronized int starts() {
        return starts;
    }

    synchronized @Nullable String problem() {
        return problem;
    }

    synchronized boolean isFinished() {
        return state == State.ENDED || state == State.GIVEN_UP;
    }

    synchronized void started(long newPid) {
        pid = OptionalLong.of(newPid);
        starts++;
    }

    synchronized boolean ready() {
        boolean isPossible = state == State.STARTING && pid.isPresent();
        if (isPossible) {
            become(State.RUNNING);
        }
        return isPossible;
    }

    synchronized boolean stopping() {
        boolean isPossible = !isFinished() && state != State.STOPPING;
        if (isPossible) {
            become(State.STOPPING);
        }
        return isPossible;
    }

    synchronized void ended(String reason) {
        pid = OptionalLong.empty();
        problem = reason;
    }

    synchronized void pausing() {
        if (state != State.STOPPING) {
            become(State.PAUSING);
        }
    }

    synchronized void startingAgain() {
        if (state == State.PAUSING) {
            become(State.STARTING);
        }
    }

    synchronized void finished(State last) {
        pid = OptionalLong.empty();
        become(last);
    }

    private void become(State next) {
        state = next;
        since = Instant.now();
    }
}
