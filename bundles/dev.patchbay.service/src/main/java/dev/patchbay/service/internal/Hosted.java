package dev.patchbay.service.internal;

import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.spi.HostedService;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One hosted service and what became of it; there is at most one run of it at one time. Thread-safe. */
final class Hosted {

    private final String name;
    private final Origin origin;
    private final HostedService service;
    private final RunningInstances instances;
    private final Announcer announcer;
    private final Instant createdAt = Instant.now();

    // guarded by this
    private @Nullable Run run;
    private long runs;
    private @Nullable String failure;
    private @Nullable Instant failedAt;

    Hosted(String name, Origin origin, HostedService service, RunningInstances instances, Announcer announcer) {
        this.name = name;
        this.origin = origin;
        this.service = service;
        this.instances = instances;
        this.announcer = announcer;
    }

    String name() {
        return name;
    }

    Origin origin() {
        return origin;
    }

    HostedService service() {
        return service;
    }

    Announcer announcer() {
        return announcer;
    }

    /** It counts as enabled from now on, and the caller has to start the run; null while its main runs. */
    synchronized @Nullable Run begin() {
        if (isRunning() || !instances.claim(this)) {
            return null;
        }
        runs++;
        run = new Run(this, runs);
        return run;
    }

    private boolean isRunning() {
        return run != null && run.stage() != Run.Stage.OVER;
    }

    /** The newest run; null before the first. */
    synchronized @Nullable Run run() {
        return run;
    }

    /** Whether its main runs and nobody has given up waiting for its end. */
    synchronized boolean isEnabled() {
        return run != null && run.stage().compareTo(Run.Stage.LEFT_BEHIND) < 0;
    }

    /** A run was asked to end before main had begun, so it does not count. */
    synchronized void runWasLeftOut() {
        runs--;
    }

    /** No thread of the newest run is in the service's code any more. */
    void released() {
        instances.release(this);
    }

    /** Keeps a failure. @return whether it differs from the one before */
    synchronized boolean failed(String sentence) {
        boolean isNew = !sentence.equals(failure);
        failure = sentence;
        failedAt = Instant.now();
        return isNew;
    }

    synchronized ServiceStatus status() {
        boolean enabled = isEnabled();
        return new ServiceStatus(
                name,
                origin.originalId(),
                enabled ? ServiceStatus.State.ENABLED : ServiceStatus.State.AVAILABLE,
                runs,
                run == null ? createdAt : run.since(),
                enabled && run != null ? run.ageInMs() : 0,
                failure,
                failedAt,
                origin.bundle());
    }
}
