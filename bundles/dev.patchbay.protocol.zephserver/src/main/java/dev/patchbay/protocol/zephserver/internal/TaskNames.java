package dev.patchbay.protocol.zephserver.internal;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which task a client means by a short name. Thread-safe. */
final class TaskNames {

    private static final Logger LOG = LoggerFactory.getLogger(TaskNames.class);

    private final Function<String, Optional<String>> nameOfId;
    private final Supplier<TaskPaths> paths;

    TaskNames(Function<String, Optional<String>> nameOfId, Supplier<TaskPaths> paths) {
        this.nameOfId = nameOfId;
        this.paths = paths;
    }

    /** The name the dispatcher knows it by. */
    String nameOf(String shortName) throws UnknownTaskException {
        TaskPaths current = paths.get();
        if (current.paths().isEmpty()) {
            return shortName;
        }
        String path = current.paths().get(shortName);
        if (path == null) {
            throw new UnknownTaskException("There is no '" + shortName + "' among zephserver.tasks");
        }
        return nameOf(shortName, path);
    }

    private String nameOf(String shortName, String path) throws UnknownTaskException {
        if (!TaskPaths.isWellFormed(path)) {
            throw new UnknownTaskException("Expected zephserver.tasks to name the task of '" + shortName
                    + "' as path.to.module/ClassName or by its name, got '" + path + "'");
        }
        if (!TaskPaths.isId(path)) {
            return path;
        }
        return nameOfId.apply(path)
                .orElseThrow(() -> new UnknownTaskException("'" + shortName + "' stands for '" + path
                        + "', and no task with that id is here; deploy the bundle whose task has it as @OriginalId"));
    }

    /** Says what clients cannot call as things are. */
    void logFaults() {
        for (String shortName : paths.get().paths().keySet()) {
            try {
                nameOf(shortName);
            } catch (UnknownTaskException e) {
                LOG.warn("Clients cannot call a task (yet): {}", e.getMessage());
            }
        }
    }
}
