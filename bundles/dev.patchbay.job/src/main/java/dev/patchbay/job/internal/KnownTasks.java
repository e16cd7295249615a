package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.job.JobDescription;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which tasks there are, without asking the dispatcher each time. One that left a short while ago still counts, since its
 * successor may be on its way; the verification will tell.
 */
final class KnownTasks {

    private static final long FRESH_IN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long DEPARTED_IN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Dispatcher dispatcher;

    // guarded by this
    private Map<String, TaskDescription> tasks = Map.of();
    private final Map<String, Long> departures = new HashMap<>();
    private long lookedAt = System.nanoTime() - FRESH_IN_NANOS;

    KnownTasks(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** @throws CallException when there is none of that name, or the user lacks one of its roles */
    void check(String name, User user) throws CallException {
        Optional<TaskDescription> task = find(name);
        if (task.isPresent()) {
            checkRoles(task.get(), user);
        } else if (!hasJustLeft(name)) {
            throw new CallException(Errors.MALFORMED, "Unknown task type " + name);
        }
    }

    private static void checkRoles(TaskDescription task, User user) throws CallException {
        for (String role : task.roles()) {
            if (!user.hasRole(role)) {
                throw new CallException(
                        Errors.NOT_ALLOWED,
                        "Expected a user with the role '" + role + "' to submit '" + task.name() + "', got "
                                + (user.isAnonymous() ? "nobody who signed in" : "'" + user.username() + "'"));
            }
        }
    }

    /** What is known of it; empty when it is not there. */
    synchronized Optional<TaskDescription> find(String name) {
        boolean isFresh = System.nanoTime() - lookedAt < FRESH_IN_NANOS;
        if (!isFresh || !tasks.containsKey(name)) {
            look();
        }
        return Optional.ofNullable(tasks.get(name));
    }

    /** What it does with whatever arguments: its own description, otherwise its name. */
    JobDescription describe(String name) {
        String text = find(name).map(TaskDescription::description).orElse("");
        return JobDescription.of(text.isEmpty() ? name : text);
    }

    private void look() {
        Map<String, TaskDescription> now = dispatcher.catalog().tasks().stream()
                .collect(Collectors.toMap(TaskDescription::name, Function.identity()));
        lookedAt = System.nanoTime();
        tasks.keySet().stream().filter(name -> !now.containsKey(name)).forEach(name -> departures.put(name, lookedAt));
        departures.values().removeIf(left -> lookedAt - left > DEPARTED_IN_NANOS);
        tasks = now;
    }

    private synchronized boolean hasJustLeft(String name) {
        return departures.containsKey(name);
    }
}
