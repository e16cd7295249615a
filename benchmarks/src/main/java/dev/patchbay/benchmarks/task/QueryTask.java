package dev.patchbay.benchmarks.task;

import dev.patchbay.job.Jobs;
import dev.patchbay.rpc.CallException;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Asks for jobs again and again. */
@TaskName("bench.query")
@Component(service = Task.class, scope = ServiceScope.PROTOTYPE)
public final class QueryTask implements Task<QueryTask.Input, QueryTask.Answered> {

    private final Jobs jobs;

    /**
     * What to ask.
     *
     * @param filter of the query
     * @param options of the query
     * @param times how often
     */
    public record Input(List<@Nullable Object> filter, Map<String, @Nullable Object> options, int times) {}

    /**
     * What it gave.
     *
     * @param found records of one answer, or what was counted
     * @param medianInUs of one query, in microseconds
     * @param longestInUs likewise
     */
    public record Answered(long found, long medianInUs, long longestInUs) {}

    /** Made for each run. */
    @Activate
    public QueryTask(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Answered run(Input input, TaskContext context) throws CallException {
        long[] micros = new long[input.times()];
        long found = 0;
        for (int i = 0; i < micros.length; i++) {
            long begin = System.nanoTime();
            found = count(jobs.query(input.filter(), input.options()));
            micros[i] = (System.nanoTime() - begin) / 1_000;
        }
        Arrays.sort(micros);
        return new Answered(found, micros[micros.length / 2], micros[micros.length - 1]);
    }

    private static long count(@Nullable Object answer) {
        if (answer instanceof Stream<?> records) {
            try (records) {
                return records.count();
            }
        }
        return answer instanceof Number number ? number.longValue() : 1;
    }
}
