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

/** The original's base of all tasks, which settings may name as well; does nothing and is not answered. */
@Description("The base of zephserver's tasks; does nothing.")
@OriginalId("zephserver.task.task_interface/TaskInterface")
@TaskName("TaskInterface")
@Component(
        service = Task.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPid = Zephserver.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class TaskInterface implements Task<@Nullable Object, @Nullable Object> {

    /** Stays as it is, and callable, when the settings change. */
    @Modified
    void modified() {}

    @Override
    @SuppressWarnings("NullAway") // its result may be null, as its type says
    public @Nullable Object run(@Nullable Object input, TaskContext context) {
        return null;
    }
}
