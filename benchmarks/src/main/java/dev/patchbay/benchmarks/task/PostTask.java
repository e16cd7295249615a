package dev.patchbay.benchmarks.task;

import dev.patchbay.event.EventBus;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Posts to Event Admin and counts what quick handlers hear; they may have a slow one beside them. The next thousand
 * events are posted when every quick handler has heard the last thousand.
 */
@TaskName("bench.post")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class PostTask implements Task<PostTask.Input, PostTask.Posted> {

    private static final int QUICK = 4;
    private static final int WINDOW = 1_000;
    private static final long PATIENCE_IN_SEC = 30;
    private static final long SLOWNESS_IN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BundleContext context;
    private final EventAdmin eventAdmin;
    private final EventBus bus;

    /**
     * What to measure.
     *
     * @param throughBus whether the handlers are listeners of the node's bus, otherwise services of Event Admin
     * @param slow whether one that takes a millisecond for each event is beside the others
     * @param durationInMs 1 or more
     */
    public record Input(boolean throughBus, boolean slow, int durationInMs) {}

    /**
     * What it gave.
     *
     * @param events posted, and heard by every quick handler
     * @param perSec of them a second
     */
    public record Posted(long events, long perSec) {}

    /** Made for each run. */
    @Activate
    public PostTask(BundleContext context, @Reference EventAdmin eventAdmin, @Reference EventBus bus) {
        this.context = context;
        this.eventAdmin = eventAdmin;
        this.bus = bus;
    }

    @Override
    public Posted run(Input input, TaskContext task) throws InterruptedException, TimeoutException {
        Semaphore heard = new Semaphore(0);
        try (Handlers handlers = input.throughBus() ? new BusHandlers(bus) : new ServiceHandlers(context)) {
            if (input.slow()) {
                handlers.add(() -> LockSupport.parkNanos(SLOWNESS_IN_NANOS));
            }
            for (int i = 0; i < QUICK; i++) {
                handlers.add(heard::release);
            }
            String topic = input.throughBus() ? BusHandlers.TOPIC : ServiceHandlers.TOPIC;
            return post(new Event(topic, Map.of("n", 1)), heard, input.durationInMs());
        }
    }

    private Posted post(Event event, Semaphore heard, int durationInMs) throws InterruptedException, TimeoutException {
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(durationInMs);
        long events = 0;
        while (System.nanoTime() < end) {
            postWindow(event, heard);
            events += WINDOW;
        }
        return new Posted(events, events * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start));
    }

    private void postWindow(Event event, Semaphore heard) throws InterruptedException, TimeoutException {
        for (int i = 0; i < WINDOW; i++) {
            eventAdmin.postEvent(event);
        }
        if (!heard.tryAcquire(WINDOW * QUICK, PATIENCE_IN_SEC, TimeUnit.SECONDS)) {
            throw new TimeoutException("Expected " + WINDOW + " events to be heard by " + QUICK + " handlers within "
                    + PATIENCE_IN_SEC + " s, got " + heard.availablePermits() + " deliveries");
        }
    }
}
