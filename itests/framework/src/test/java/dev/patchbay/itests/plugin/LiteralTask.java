package dev.patchbay.itests.plugin;

import dev.patchbay.schema.Accepts;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;

/** Takes what a hand-written schema allows. */
@Accepts("{\"type\": \"integer\", \"multipleOf\": 5}")
public final class LiteralTask implements Task<Object, Object> {

    @Override
    public Object run(Object input, TaskContext context) {
        return input;
    }
}
