package dev.patchbay.benchmarks.task;

import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Publishes events to many masks, each of a subscriber of its own, and counts what they hear. The next thousand events are
 * published when the last thousand have been heard. No name comes twice, so nothing is answered from what was found before.
 */
@TaskName("bench.masks")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class MasksTask implements Task<MasksTask.Input, MasksTask.Heard> {

    private static final int WINDOW = 1_000;
    private static final long PATIENCE_IN_SEC = 30;

    private final EventBus bus;
    private final Semaphore heard = new Semaphore(0);
    private long published;

    /**
     * What to measure.
     *
     * @param masks how many
     * @param everybody whether all of them match each event, otherwise one does
     * @param durationInMs 1 or more
     */
    public record Input(int masks, boolean everybody, int durationInMs) {}

    /**
     * What it gave.
     *
     * @param eventsPerSec published, and heard by all whose mask matches
     * @param deliveriesPerSec of them to subscribers
     */
    public record Heard(long eventsPerSec, long deliveriesPerSec) {}

    /** Made for each run. */
    @Activate
    public MasksTask(@Reference EventBus bus) {
        this.bus = bus;
    }

    @Override
    public Heard run(Input input, TaskContext context) throws InterruptedException, TimeoutException {
        List<Subscription> subscriptions = new ArrayList<>();
        try {
            for (int i = 0; i < input.masks(); i++) {
                String mask = input.everybody() ? "bench.*" : name(i) + ".*";
                subscriptions.add(bus.subscribeInline(List.of(mask), -1, event -> heard.release()));
            }
            return publish(input);
        } finally {
            subscriptions.forEach(Subscription::close);
        }
    }

    private Heard publish(Input input) throws InterruptedException, TimeoutException {
        int hearing = input.everybody() ? input.masks() : 1;
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(input.durationInMs());
        do {
            publishWindow(input.masks(), hearing);
        } while (System.nanoTime() < end);
        long perSec = published * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
        return new Heard(perSec, perSec * hearing);
    }

    private void publishWindow(int masks, int hearing) throws InterruptedException, TimeoutException {
        for (int i = 0; i < WINDOW; i++, published++) {
            bus.publish(name((int) (published % masks)) + ".e" + published, Map.of("n", published));
        }
        if (!heard.tryAcquire(WINDOW * hearing, PATIENCE_IN_SEC, TimeUnit.SECONDS)) {
            throw new TimeoutException("Expected " + WINDOW + " events to be heard by " + hearing + " each within "
                    + PATIENCE_IN_SEC + " s, got " + heard.availablePermits() + " deliveries");
        }
    }

    private static String name(int number) {
        return "bench.m" + number;
    }
}
