package dev.patchbay.benchmarks.task;

import dev.patchbay.room.Answer;
import dev.patchbay.room.Rooms;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Says numbered messages to a room, one right after the other. */
@TaskName("bench.say")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class SayTask implements Task<SayTask.Input, SayTask.Said> {

    private final Rooms rooms;

    /**
     * What to say.
     *
     * @param room to whom
     * @param first number of the first message
     * @param count how many
     */
    public record Input(String room, long first, int count) {}

    /**
     * What was done.
     *
     * @param count how many were said
     */
    public record Said(int count) {}

    /** Made for each run. */
    @Activate
    public SayTask(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public Said run(Input input, TaskContext context) {
        for (long number = input.first(); number < input.first() + input.count(); number++) {
            rooms.say(Answer.toRoom(input.room(), "bench.tick", Map.of("n", number, "text", "a short message")));
        }
        return new Said(input.count());
    }
}
