package dev.patchbay.benchmarks.task;

import dev.patchbay.dvbcss.CiiProperty;
import dev.patchbay.dvbcss.ContentInformation;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Changes what is on, again and again; each time all clients are told. */
@TaskName("bench.css.content")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class ContentTask implements Task<ContentTask.Input, Integer> {

    /** Stands before the number in each content id. */
    public static final String PREFIX = "dvb://bench.";

    private final ContentInformation information;

    /** What to do. @param first number of the first content @param count how many times */
    public record Input(long first, int count) {}

    /** Made for each run. */
    @Activate
    public ContentTask(@Reference ContentInformation information) {
        this.information = information;
    }

    @Override
    public Integer run(Input input, TaskContext context) {
        for (int i = 0; i < input.count(); i++) {
            String content = PREFIX + (input.first() + i);
            information.change(state -> state.with(CiiProperty.CONTENT_ID, content));
            information.updateClients();
        }
        return input.count();
    }
}
