package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;

import dev.patchbay.event.Demand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class DemandRecorder implements Demand {

    private static final String WANTED = "wanted";
    private static final String UNWANTED = "unwanted";

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void onWanted() {
        told.add(WANTED);
    }

    @Override
    public void onUnwanted() {
        told.add(UNWANTED);
    }

    /** Waits for that many changes; answers with all there are by then. */
    List<String> awaitChanges(int count) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> told.size() >= count);
        return told;
    }

    List<String> told() {
        return told;
    }

    /** Whether what it was told alternates, beginning with wanted. */
    boolean alternates() {
        for (int i = 0; i < told.size(); i++) {
            if (!told.get(i).equals(i % 2 == 0 ? WANTED : UNWANTED)) {
                return false;
            }
        }
        return true;
    }

    boolean endsWanted() {
        return told.size() % 2 == 1;
    }
}
