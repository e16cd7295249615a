package dev.patchbay.protocol.zephserver.example;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.room.Answer;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The example of the README. */
@OriginalId("shop.tasks/TaskGreet")
@TaskName("shop.greet")
@RequiresRole("customer")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class TaskGreet implements Task<TaskGreet.Input, String> {

    public record Input(String name) {}

    private final Rooms rooms;

    @Activate
    public TaskGreet(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public String run(Input input, TaskContext context) {
        String cid = (String) context.attributes().get("cid");
        rooms.say(Answer.toOthers(cid, "TaskGreet", input.name() + " is greeted"));
        return "Hello, " + input.name() + "!";
    }
}
