package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobError;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Progress;
import dev.patchbay.job.spi.Journal;
import dev.patchbay.job.spi.JournalException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps jobs in memory, and fails when a test wants it to. */
final class FakeJournal implements Journal {

    private final NavigableMap<Long, Job> jobs = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger marks = new AtomicInteger();

    /** Which writes fail; a job that is being appended has no id. */
    volatile Predicate<Job> failing = job -> false;

    volatile boolean failsToMark;

    /** Told each filter. */
    volatile Consumer<List<Object>> queried = filter -> {};

    /** Run before each write. */
    volatile Consumer<Job> before = job -> {};

    private void check(Job job) throws JournalException {
        before.accept(job);
        if (failing.test(job)) {
            failures.incrementAndGet();
            throw new JournalException("The disk is full; make room", new IOException("No space left on device"));
        }
    }

    @Override
    public Job append(Job job) throws JournalException {
        check(job);
        Job recorded = job.withId(ids.incrementAndGet());
        jobs.put(recorded.id(), recorded);
        return recorded;
    }

    @Override
    public void update(Job job) throws JournalException {
        check(job);
        Job former = jobs.put(job.id(), job);
        if (former == null || former.state().isFinal()) {
            throw new IllegalStateException("Expected to update a job that has not ended, got " + former);
        }
    }

    @Override
    public Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public int markInterrupted(JobError error) throws JournalException {
        marks.incrementAndGet();
        if (failsToMark) {
            throw new JournalException("The database is locked", new IOException("locked"));
        }
        int count = 0;
        for (Job job : jobs.values()) {
            if (!job.state().isFinal()) {
                jobs.put(job.id(), JobDraft.of(job).ended(Outcome.failed(error)).job());
                count++;
            }
        }
        return count;
    }

    /** All, whatever the filter says. */
    @Override
    public Object query(List<Object> filter, Map<String, Object> options) {
        queried.accept(filter);
        return options != null && options.containsKey("count")
                ? (Object) (long) jobs.size()
                : jobs.values().stream().map(JobRecord::of);
    }

    /** As if a former life of the node had left it behind. */
    long leaveBehind(JobState state) throws JournalException {
        Job created = new Job(
                0,
                "old",
                List.of(),
                state,
                null,
                null,
                List.of(),
                "",
                Progress.NONE,
                Instant.now(),
                null,
                null,
                "",
                null,
                null,
                List.of(),
                false,
                Map.of(),
                JobDescription.of("old"));
        return append(created).id();
    }
}
