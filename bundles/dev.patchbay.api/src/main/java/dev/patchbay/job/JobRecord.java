package dev.patchbay.job;

import dev.patchbay.schema.Password;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Job} as the plain Java types every protocol shows: the keys of docs/jobs.md. */
public final class JobRecord {

    private static final String TRACE = "stacktrace";

    private JobRecord() {}

    /** The record; times are {@link java.time.Instant}s, and each {@link Password} is one without its secret. */
    public static Map<String, @Nullable Object> of(Job job) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", job.id());
        values.put("name", job.name());
        values.put("args", job.args());
        values.put("state", job.state().name());
        values.put("result", job.result());
        values.put("error", job.error() == null ? null : error(job.error()));
        values.put("warnings", job.warnings().stream().map(JobRecord::error).toList());
        values.put("output", job.output());
        values.put("progress", progress(job.progress()));
        values.put("created_at", job.createdAt());
        values.put("started_at", job.startedAt());
        values.put("finished_at", job.finishedAt());
        values.put("user", job.user());
        values.put("session", job.session());
        values.put("parent", job.parent());
        values.put("resources", job.resources());
        values.put("abortable", job.isAbortable());
        values.put("environment", environment(job));
        values.put("debugger", null);
        values.put("rusage", null);
        values.put("description", description(job.description()));
        values.replaceAll((key, value) -> withoutSecrets(value));
        return values;
    }

    /** The record as that user may see it: how a task failed in its own code is for administrators. */
    public static Map<String, @Nullable Object> of(Job job, User viewer) {
        Map<String, @Nullable Object> record = of(job);
        return viewer.hasRole(User.ADMIN) ? record : withoutTraces(record);
    }

    /** A copy of a record with null for each stack trace. */
    public static Map<String, @Nullable Object> withoutTraces(Map<?, ?> record) {
        Map<String, @Nullable Object> copy = copy(record);
        copy.computeIfPresent("error", (key, error) -> hidden(error));
        copy.computeIfPresent(
                "warnings",
                (key, warnings) ->
                        ((List<?>) warnings).stream().map(JobRecord::hidden).toList());
        return copy;
    }

    /**
     * Plain Java types with a {@link Password} without its secret in the place of each: as the journal keeps them, so that a
     * job looks the same before and after its end.
     */
    public static @Nullable Object withoutSecrets(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), withoutSecrets(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(each -> copy.add(withoutSecrets(each)));
            return copy;
        }
        return value instanceof Password ? new Password("") : value;
    }

    private static Map<String, @Nullable Object> hidden(Object error) {
        Map<String, @Nullable Object> copy = copy((Map<?, ?>) error);
        copy.put(TRACE, null);
        return copy;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** With the job's id, which is given after the environment was (dispatcher §7.4). */
    private static Map<String, @Nullable Object> environment(Job job) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(job.environment());
        values.put("ID", job.id());
        return values;
    }

    private static Map<String, @Nullable Object> error(JobError error) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("type", error.type());
        values.put("code", error.code());
        values.put("message", error.message());
        values.put(TRACE, error.stacktrace().stream().map(JobRecord::frame).toList());
        values.put("extra", error.extra());
        return values;
    }

    private static Map<String, @Nullable Object> frame(JobError.Frame frame) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("filename", frame.file());
        values.put("lineno", frame.line());
        values.put("method", frame.method());
        values.put("code", "");
        return values;
    }

    private static Map<String, @Nullable Object> progress(Progress progress) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("percentage", progress.percentage());
        values.put("message", progress.message());
        values.put("extra", progress.extra());
        return values;
    }

    private static Map<String, @Nullable Object> description(JobDescription description) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("message", description.text());
        values.put("name", description.values().get("name"));
        values.put("format", Map.of("string", description.format(), "args", description.values()));
        return values;
    }
}
