package dev.patchbay.module.internal;

import dev.patchbay.process.Processes;
import dev.patchbay.process.SupervisedProcess;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Names for processes: the smallest number that is free is used again, so that there are not more log files than
 * needed.
 */
final class ProcessNames {

    private final Processes processes;

    /** Guarded by this. */
    private final Set<String> taken = new HashSet<>();

    ProcessNames(Processes processes) {
        this.processes = processes;
    }

    /** A name that begins like this and that no process has. */
    synchronized String take(String beginning) {
        int number = 1;
        while (taken.contains(beginning + number) || isWatched(beginning + number)) {
            number++;
        }
        taken.add(beginning + number);
        return beginning + number;
    }

    /** One of an engine before this may still be ending. */
    private boolean isWatched(String name) {
        Optional<SupervisedProcess.State> state = processes.find(name).map(SupervisedProcess::state);
        return state.isPresent()
                && state.get() != SupervisedProcess.State.ENDED
                && state.get() != SupervisedProcess.State.GIVEN_UP;
    }

    synchronized void release(String name) {
        taken.remove(name);
    }
}
