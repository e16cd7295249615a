package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of a job, however somebody gave them. */
final class Arguments {

    private final Dispatcher dispatcher;

    Arguments(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * By position.
     *
     * @param data the whole input, as {@code task.run} takes it; null for none
     * @param args by position; null when they are not given so
     */
    List<@Nullable Object> of(String task, @Nullable Object data, @Nullable List<@Nullable Object> args)
            throws CallException {
        if (args != null && data != null) {
            throw new CallException(
                    Errors.MALFORMED, "Expected either 'data', the whole input, or 'args', by position; got both");
        }
        if (args != null) {
            return args;
        }
        if (data == null) {
            return List.of();
        }
        return data instanceof Map<?, ?> map ? ofMap(task, map) : List.of(data);
    }

    /** For a task that takes its input's components by position, they are put into their places. */
    private List<@Nullable Object> ofMap(String name, Map<?, ?> map) {
        Optional<TaskDescription> task = dispatcher.catalog().tasks().stream()
                .filter(description -> description.name().equals(name))
                .findFirst();
        List<String> places = task.map(Arguments::places).orElse(List.of());
        if (places.isEmpty()) {
            return List.of(map);
        }
        List<@Nullable Object> args = new ArrayList<>();
        int last = -1;
        for (String place : places) {
            last = map.containsKey(place) ? args.size() : last;
            args.add(map.get(place));
        }
        return args.subList(0, last + 1);
    }

    /** Names of what is passed by position; empty when that is the whole input. */
    private static List<String> places(TaskDescription task) {
        boolean isWhole = task.arguments().size() <= 1
                && task.arguments().stream().allMatch(argument -> argument.equals(task.input()));
        return !isWhole && task.input().get("properties") instanceof Map<?, ?> properties
                ? properties.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }
}
