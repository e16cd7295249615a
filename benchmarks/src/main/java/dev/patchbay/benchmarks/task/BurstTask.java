package dev.patchbay.benchmarks.task;

import dev.patchbay.event.EventBus;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Publishes numbered events named {@code bench.tick}, one right after the other. */
@TaskName("bench.burst")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class BurstTask implements Task<BurstTask.Input, BurstTask.Published> {

    private final EventBus events;

    /**
     * What to publish.
     *
     * @param first number of the first event
     * @param count how many
     */
    public record Input(long first, int count) {}

    /**
     * What was done.
     *
     * @param count how many were published
     */
    public record Published(int count) {}

    /** Made for each run. */
    @Activate
    public BurstTask(@Reference EventBus events) {
        this.events = events;
    }

    @Override
    public Published run(Input input, TaskContext context) {
        for (long number = input.first(); number < input.first() + input.count(); number++) {
            events.publish("bench.tick", Map.of("n", number, "text", "a short message"));
        }
        return new Published(input.count());
    }
}
