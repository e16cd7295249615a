package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts into the records of live jobs what the journal does not know: how far they are, and what they wrote so far. */
final class LiveView {

    private static final List<String> LIVE_KEYS = List.of("progress", "output");

    private final LiveJobs live;

    LiveView(LiveJobs live) {
        this.live = live;
    }

    /** @param answer of the journal to a query: records in a stream, one record, or something else */
    @Nullable
    Object merge(@Nullable Object answer) {
        return answer instanceof Stream<?> records ? records.map(this::mergeOne) : mergeOne(answer);
    }

    private @Nullable Object mergeOne(@Nullable Object value) {
        if (value instanceof Map<?, ?> entry && entry.get("id") instanceof Number id) {
            return live.find(id.longValue())
                    .map(job -> merge(entry, job.view()))
                    .<@Nullable Object>map(merged -> merged)
                    .orElse(entry);
        }
        return value;
    }

    private static Map<?, ?> merge(Map<?, ?> entry, Job job) {
        Map<@Nullable Object, @Nullable Object> merged = new LinkedHashMap<>(entry);
        Map<String, @Nullable Object> now = JobRecord.of(job);
        for (String key : LIVE_KEYS) {
            merged.computeIfPresent(key, (any, value) -> now.get(key));
        }
        return merged;
    }
}
