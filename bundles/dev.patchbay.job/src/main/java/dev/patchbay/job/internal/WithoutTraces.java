package dev.patchbay.job.internal;

import dev.patchbay.job.JobRecord;
import dev.patchbay.job.Jobs;
import dev.patchbay.query.Projection;
import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs' records for those who may not see how a task failed in its own code: null stands for each stack trace. */
final class WithoutTraces {

    private static final Set<String> PROJECTION = Set.of("select", "exclude");
    private static final String TRACE = "stacktrace";

    private WithoutTraces() {}

    /**
     * As {@link Jobs#query}; what is selected is selected from the records without traces.
     *
     * @throws CallException also when filter or sort look at traces: who may not see them is not to find out that way
     */
    static @Nullable Object query(
            Jobs jobs, @Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws CallException {
        Query query = Query.of(filter, options);
        if (query.fields().anyMatch(field -> field.steps().contains(TRACE))) {
            throw new CallException(
                    Query.MALFORMED,
                    "Expected filter and sort to leave out '" + TRACE + "', which only administrators may see");
        }
        Projection projection = query.projection();
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(options == null ? Map.of() : options);
        whole.keySet().removeAll(PROJECTION);
        Object answer = jobs.query(filter, whole);
        return answer instanceof Stream<?> records
                ? records.map(entry -> shown(entry, projection))
                : shown(answer, projection);
    }

    /** @param answer a record, or null or a number, which stay what they are */
    private static @Nullable Object shown(@Nullable Object answer, Projection projection) {
        return answer instanceof Map<?, ?> entry ? projection.of(JobRecord.withoutTraces(entry)) : answer;
    }
}
