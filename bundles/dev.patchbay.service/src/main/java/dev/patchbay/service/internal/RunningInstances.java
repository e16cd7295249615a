package dev.patchbay.service.internal;

import dev.patchbay.service.spi.HostedService;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instances whose main runs, whatever their names and whether or not they have been forgotten meanwhile: it sees to
 * it that main never runs twice at one time, and that no thread is lost sight of. Thread-safe.
 */
final class RunningInstances {

    /** By identity; guarded by itself. */
    private final Map<HostedService, Hosted> running = new IdentityHashMap<>();

    /** From now on its main counts as running; false when it does already. */
    boolean claim(Hosted hosted) {
        synchronized (running) {
            return running.putIfAbsent(hosted.service(), hosted) == null;
        }
    }

    /** Its main has ended. */
    void release(Hosted hosted) {
        synchronized (running) {
            running.remove(hosted.service());
        }
    }

    List<Hosted> all() {
        synchronized (running) {
            return List.copyOf(running.values());
        }
    }
}
