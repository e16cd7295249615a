package dev.patchbay.itests.plugin;

import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.Map;

/** Answers with what its configuration says. */
public final class ConfiguredTask implements Task<Object, Object> {

    private Object word = "";

    void activate(Map<String, Object> properties) {
        word = properties.get("word");
    }

    @Override
    public Object run(Object input, TaskContext context) {
        return word;
    }
}
