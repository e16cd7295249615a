package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.schema.Description;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.ServiceScope;

/** What the original's client sends every 45 s to keep its connection alive; does nothing and is not answered. */
@Description("Keeps a zephserver client's connection alive; does nothing.")
@OriginalId(TaskPing.ID)
@TaskName("TaskPing")
@Component(
        service = Task.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPid = Zephserver.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TaskPing implements Task<@Nullable Object, @Nullable Object> {

    static final String ID = "zephserver.task.task_ping/TaskPing";

    /** Stays as it is, and callable, when the settings change. */
    @Modified
    void modified() {}

    @Override
    @SuppressWarnings("NullAway") // its result may be null, as its type says
    public @Nullable Object run(@Nullable Object input, TaskContext context) {
        return null;
    }
}
