package dev.patchbay.journal.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import dev.patchbay.journal.internal.Column.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as rows. */
final class JobTable {

    static final Table TABLE = new Table(
            "patchbay_job",
            List.of(
                    new Column("id", "id", Kind.NUMBER, false),
                    new Column("name", "name", Kind.TEXT, false),
                    new Column("state", "state", Kind.TEXT, false),
                    new Column("user", "user_name", Kind.TEXT, false),
                    new Column("session", "session_id", Kind.NUMBER, true),
                    new Column("parent", "parent_id", Kind.NUMBER, true),
                    new Column("abortable", "is_abortable", Kind.BOOLEAN, false),
                    new Column("created_at", "created_at", Kind.TIME, false),
                    new Column("started_at", "started_at", Kind.TIME, true),
                    new Column("finished_at", "finished_at", Kind.TIME, true)),
            List.of(
                    List.of("session_id", "id"),
                    List.of("parent_id", "id"),
                    List.of("name", "id"),
                    List.of("user_name", "id"),
                    List.of("state", "id"),
                    List.of("name", "created_at", "id"),
                    List.of("user_name", "created_at", "id"),
                    List.of("state", "created_at", "id"),
                    List.of("state", "finished_at", "id"),
                    List.of("created_at", "id"),
                    List.of("started_at", "id"),
                    List.of("finished_at", "id")),
            row -> JobRecord.of(read(row)));

    static final String SEQUENCE = "job";

    static final String INSERT =
            "INSERT INTO patchbay_job (name, state, user_name, session_id, parent_id, is_abortable,"
                    + " created_at, started_at, finished_at, body, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String UPDATE = "UPDATE patchbay_job SET name = ?, state = ?, user_name = ?, session_id = ?,"
            + " parent_id = ?, is_abortable = ?, created_at = ?, started_at = ?, finished_at = ?, body = ? WHERE id = ?";

    private JobTable() {}

    /** The values of both statements but the last, the id. */
    static List<@Nullable Object> values(Job job) {
        List<@Nullable Object> values = new ArrayList<>(11);
        values.add(job.name());
        values.add(job.state().name());
        values.add(job.user());
        values.add(job.session());
        values.add(job.parent());
        values.add(job.isAbortable());
        values.add(job.createdAt());
        values.add(job.startedAt());
        values.add(job.finishedAt());
        values.add(JobBody.write(job));
        return values;
    }

    static Job read(ResultSet row) throws SQLException {
        JobBody body = JobBody.read(row.getString("body"));
        JobState state = JobState.valueOf(row.getString("state"));
        Instant createdAt = Sql.instant(row, "created_at");
        return new Job(
                row.getLong("id"),
                row.getString("name"),
                body.list("args"),
                state,
                body.get("result"),
                body.error(),
                body.warnings(),
                body.text("output"),
                progress(state),
                createdAt == null ? Instant.EPOCH : createdAt, // never: the column is not null
                Sql.instant(row, "started_at"),
                Sql.instant(row, "finished_at"),
                row.getString("user_name"),
                Sql.number(row, "session_id"),
                Sql.number(row, "parent_id"),
                body.texts("resources"),
                row.getBoolean("is_abortable"),
                body.map("environment"),
                body.description());
    }

    /** Not kept: that of a job that runs is known to whoever runs it. */
    private static Progress progress(JobState state) {
        return state.isFinal() ? Progress.atEnd(state) : Progress.NONE;
    }

    static Job failed(Job job, JobError error, Instant now) {
        return new Job(
                job.id(),
                job.name(),
                job.args(),
                JobState.FAILED,
                null,
                error,
                job.warnings(),
                job.output(),
                progress(JobState.FAILED),
                job.createdAt(),
                job.startedAt(),
                now,
                job.user(),
                job.session(),
                job.parent(),
                job.resources(),
                job.isAbortable(),
                job.environment(),
                job.description());
    }
}
