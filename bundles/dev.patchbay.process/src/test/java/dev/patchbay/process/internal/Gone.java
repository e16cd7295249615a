package dev.patchbay.process.internal;

import java.time.Duration;
import java.util.Collection;
import org.awaitility.Awaitility;

/** Waits until processes do not run any more; one that has ended and waits to be reaped counts as gone. */
final class Gone {

    private Gone() {}

    static boolean isGone(ProcessHandle handle) {
        return !handle.isAlive() || ProcFolder.find(handle.pid()).isEmpty();
    }

    static void await(Collection<ProcessHandle> handles, Duration limit) {
        handles.forEach(handle -> awaitOne(handle, limit));
    }

    private static void awaitOne(ProcessHandle handle, Duration limit) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(limit)
                .alias("process " + handle.pid())
                .until(() -> isGone(handle));
    }
}
