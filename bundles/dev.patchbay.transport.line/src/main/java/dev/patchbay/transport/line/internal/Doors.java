package dev.patchbay.transport.line.internal;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import dev.patchbay.transport.internal.Later;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The doors of all bundles: those that do not open are findings, and are tried again on one thread. Thread-safe. */
@Component(service = {Doors.class, FindingSource.class})
public final class Doors implements FindingSource {

    private static final long RETRY_IN_MS = 2_000;

    private final long retryInMs;
    private final Later timer = new Later("patchbay-line-timer");

    /** Those that have not been closed. */
    private final Set<RetriedDoor> doors = ConcurrentHashMap.newKeySet();

    @Activate
    public Doors() {
        this(RETRY_IN_MS);
    }

    Doors(long retryInMs) {
        this.retryInMs = retryInMs;
    }

    void add(RetriedDoor door) {
        doors.add(door);
    }

    void remove(RetriedDoor door) {
        doors.remove(door);
    }

    long retryInMs() {
        return retryInMs;
    }

    /** Opening a port may block on looking up its host, which no I/O thread may. */
    Later timer() {
        return timer;
    }

    @Override
    public List<Finding> findings() {
        return doors.stream()
                .map(RetriedDoor::finding)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Nothing is tried again. */
    @Deactivate
    void close() {
        timer.close();
    }
}
