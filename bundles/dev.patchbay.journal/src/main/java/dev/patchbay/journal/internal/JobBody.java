package dev.patchbay.journal.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobError;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a job that are never sorted by, as one JSON text. */
record JobBody(Map<?, ?> values) {

    /** @throws IllegalArgumentException when something of it cannot be expressed */
    static String write(Job job) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("args", job.args());
        values.put("result", job.result());
        values.put("error", job.error() == null ? null : write(job.error()));
        values.put("warnings", job.warnings().stream().map(JobBody::write).toList());
        values.put("output", job.output());
        values.put("resources", job.resources());
        values.put("environment", job.environment());
        values.put("format", job.description().format());
        values.put("values", job.description().values());
        return Json.writeAscii(StoredValues.encode(values));
    }

    private static Map<String, @Nullable Object> write(JobError error) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("type", error.type());
        values.put("code", error.code());
        values.put("message", error.message());
        values.put(
                "stacktrace",
                error.stacktrace().stream()
                        .map(frame -> List.of(frame.file(), frame.line(), frame.method()))
                        .toList());
        values.put("extra", error.extra());
        return values;
    }

    static JobBody read(String text) {
        try {
            if (StoredValues.decode(Json.parse(text)) instanceof Map<?, ?> values) {
                return new JobBody(values);
            }
        } catch (JsonException e) {
            throw new IllegalStateException("Expected the body of a job as we write it, got no JSON", e);
        }
        throw new IllegalStateException("Expected the body of a job as we write it, got no object");
    }

    @Nullable
    Object get(String key) {
        return values.get(key);
    }

    String text(String key) {
        return String.valueOf(values.get(key));
    }

    List<@Nullable Object> list(String key) {
        return new ArrayList<>((List<?>) values.get(key));
    }

    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    Map<String, @Nullable Object> map(String key) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (values.get(key) instanceof Map<?, ?> kept) {
            kept.forEach((name, value) -> map.put(name.toString(), value));
        }
        return map;
    }

    JobDescription description() {
        return new JobDescription(text("format"), map("values"));
    }

    @Nullable
    JobError error() {
        return values.get("error") instanceof Map<?, ?> error ? error(error) : null;
    }

    List<JobError> warnings() {
        return list("warnings").stream()
                .map(warning -> error((Map<?, ?>) warning))
                .toList();
    }

    private static JobError error(@Nullable Map<?, ?> values) {
        JobBody error = new JobBody(values == null ? Map.of() : values);
        return new JobError(
                error.text("type"),
                error.get("code") instanceof Number code ? code.intValue() : 0,
                error.text("message"),
                error.list("stacktrace").stream().map(JobBody::frame).toList(),
                error.get("extra"));
    }

    private static JobError.Frame frame(@Nullable Object value) {
        List<?> parts = (List<?>) value;
        return parts == null || !(parts.get(1) instanceof Number line)
                ? new JobError.Frame("", -1, "")
                : new JobError.Frame(String.valueOf(parts.get(0)), line.intValue(), String.valueOf(parts.get(2)));
    }
}
