package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Moves the timeline; all who follow it are told. */
@TaskName("bench.css.shift")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class ShiftTask implements Task<ShiftTask.Input, Boolean> {

    private final CssTimeline timeline;

    /** Where to. @param ticks of 1/90,000 s */
    public record Input(long ticks) {}

    /** Made for each run. */
    @Activate
    public ShiftTask(@Reference CssTimeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Boolean run(Input input, TaskContext context) {
        timeline.seek(input.ticks());
        return true;
    }
}
