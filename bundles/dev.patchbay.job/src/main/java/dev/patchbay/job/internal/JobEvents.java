package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told about jobs, in the words of docs/jobs.md. */
final class JobEvents {

    /** Where events go. */
    @FunctionalInterface
    interface Publisher {

        /** As {@link dev.patchbay.event.EventBus#publish}; must not throw for plain Java types. */
        void publish(String name, Map<String, ? extends @Nullable Object> properties);
    }

    static final String CREATED = "task.created";
    static final String UPDATED = "task.updated";
    static final String PROGRESS = "task.progress";
    static final String CHANGED = "task.changed";

    private final Publisher publisher;

    JobEvents(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Something that a task has to say. */
    void publish(String name, Map<String, ? extends @Nullable Object> properties) {
        publisher.publish(name, properties);
    }

    void created(Job job) {
        publisher.publish(CREATED, head(job));
        changed(job, "create");
    }

    /** Its state is another. */
    void updated(Job job) {
        Map<String, @Nullable Object> properties = head(job);
        if (job.state() == JobState.EXECUTING) {
            properties.put("started_at", job.startedAt());
        } else if (job.state() == JobState.FINISHED) {
            properties.put("finished_at", job.finishedAt());
            properties.put("result", JobRecord.withoutSecrets(job.result()));
        }
        publisher.publish(UPDATED, properties);
        changed(job);
    }

    void progressed(Job job, Progress progress) {
        Map<String, @Nullable Object> properties = head(job);
        properties.put("percentage", progress.percentage());
        properties.put("message", progress.message());
        properties.put("extra", JobRecord.withoutSecrets(progress.extra()));
        properties.put("abortable", job.isAbortable());
        properties.put("nolog", true);
        publisher.publish(PROGRESS, properties);
        updated(job);
    }

    /** Something about it is another. */
    void changed(Job job) {
        changed(job, "update");
    }

    private void changed(Job job, String operation) {
        publisher.publish(CHANGED, Map.of("operation", operation, "ids", List.of(job.id())));
    }

    private static Map<String, @Nullable Object> head(Job job) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("id", job.id());
        properties.put("name", job.name());
        properties.put("state", job.state().name());
        return properties;
    }
}
