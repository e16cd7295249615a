package dev.patchbay.job.internal;

import dev.patchbay.job.Progress;
import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts subtasks. */
@FunctionalInterface
interface SubtaskStarter {

    /** As {@link dev.patchbay.job.JobContext#start}. */
    long start(
            LiveJob parent,
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> environment,
            Consumer<Progress> listener)
            throws CallException;
}
