package dev.patchbay.benchmarks.task;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Does what {@link EventSide#ask} is told, on this node. */
@TaskName("bench.cluster")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class ClusterTask implements Task<ClusterTask.Input, Map<String, Long>> {

    private final ClusterSide node;

    /** What {@link EventSide#ask} takes. */
    public record Input(String word, long first, int count) {}

    /** Made for each run. */
    @Activate
    public ClusterTask(@Reference ClusterSide node) {
        this.node = node;
    }

    @Override
    public Map<String, Long> run(Input input, TaskContext context) throws Exception {
        return node.side().ask(input.word(), input.first(), input.count());
    }
}
