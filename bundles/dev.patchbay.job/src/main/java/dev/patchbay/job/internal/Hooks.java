package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.Jobs.HookPoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Which tasks run before and after which. Thread-safe. */
final class Hooks {

    private final List<Hook> hooks = new CopyOnWriteArrayList<>();

    private record Hook(String task, HookPoint point, String hookTask, Predicate<Job> condition) {

        boolean matches(Job job, HookPoint at) {
            return point == at && task.equals(job.name()) && condition.test(job);
        }
    }

    AutoCloseable add(String task, HookPoint point, String hookTask, Predicate<Job> condition) {
        if (task.equals(hookTask)) {
            throw new IllegalArgumentException(
                    "Expected another task as hook of '" + task + "', got the same: it would run without end");
        }
        Hook hook = new Hook(task, point, hookTask, condition);
        hooks.add(hook);
        return () -> hooks.remove(hook);
    }

    /** The tasks to run for that job now, in the order in which they were added. */
    List<String> of(Job job, HookPoint point) {
        return hooks.stream()
                .filter(hook -> hook.matches(job, point))
                .map(Hook::hookTask)
                .toList();
    }
}
