package org.example.appliance;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.spi.Journal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps jobs for as long as a test lasts. */
final class MemoryJournal implements Journal {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Job> jobs = new ConcurrentHashMap<>();

    @Override
    public Job append(Job job) {
        Job numbered = new Job(
                lastId.incrementAndGet(),
                job.name(),
                job.args(),
                job.state(),
                job.result(),
                job.error(),
                job.warnings(),
                job.output(),
                job.progress(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.user(),
                job.session(),
                job.parent(),
                job.resources(),
                job.isAbortable(),
                job.environment(),
                job.description());
        jobs.put(numbered.id(), numbered);
        return numbered;
    }

    @Override
    public void update(Job job) {
        jobs.put(job.id(), job);
    }

    @Override
    public Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public int markInterrupted(JobError error) {
        return 0;
    }

    @Override
    public Object query(List<Object> filter, Map<String, Object> options) {
        throw new UnsupportedOperationException("No test asks");
    }
}
