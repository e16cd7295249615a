package dev.patchbay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A configured module as the node tells it.
 *
 * @param state of its worker, in lower case
 * @param pid null when no process runs
 * @param problem why it does not work, or did not lately; null for never
 * @param told all that the node told
 */
record RemoteWorker(
        String name,
        String module,
        String state,
        @Nullable Long pid,
        long waiting,
        @Nullable String problem,
        Map<?, ?> told) {

    private static final List<String> NOT_SERVING = List.of("dead", "broken");

    /** Reads the answer to {@code worker.list}; what is no module is left out. */
    static List<RemoteWorker> listOf(@Nullable Object told) {
        List<RemoteWorker> workers = new ArrayList<>();
        if (told instanceof List<?> all) {
            all.stream().map(RemoteWorker::of).filter(Objects::nonNull).forEach(workers::add);
        }
        return workers;
    }

    private static @Nullable RemoteWorker of(@Nullable Object told) {
        if (!(told instanceof Map<?, ?> members) || !(members.get("name") instanceof String name)) {
            return null;
        }
        return new RemoteWorker(
                name,
                Objects.toString(members.get("module"), "-"),
                Objects.toString(members.get("state"), "-"),
                members.get("pid") instanceof Number pid ? pid.longValue() : null,
                members.get("waiting") instanceof Number waiting ? waiting.longValue() : 0,
                members.get("problem") instanceof String problem ? problem : null,
                members);
    }

    /** Whether its clients get answers, now or after waiting. */
    boolean isServing() {
        return !NOT_SERVING.contains(state);
    }
}
