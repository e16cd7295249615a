package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobError;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The subtasks of one job, and who waits for them. Thread-safe. */
final class Subtasks {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private final Map<Long, LiveJob> running = new LinkedHashMap<>();
    private final Map<Long, Job> ended = new HashMap<>();
    private boolean isAsked;
    private boolean isClosed;

    /** Another one; false when the job has been asked to end, or has ended. */
    boolean add(LiveJob subtask) {
        lock.lock();
        try {
            if (isAsked || isClosed) {
                return false;
            }
            running.put(subtask.id(), subtask);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void ended(Job subtask) {
        lock.lock();
        try {
            if (running.remove(subtask.id()) != null) {
                ended.put(subtask.id(), subtask);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The job has been asked to end: whoever waits for subtasks is told. */
    void ask() {
        lock.lock();
        try {
            isAsked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The job has ended. @return the subtasks that have not */
    List<LiveJob> close() {
        lock.lock();
        try {
            isClosed = true;
            return List.copyOf(running.values());
        } finally {
            lock.unlock();
        }
    }

    Optional<LiveJob> find(long id) {
        lock.lock();
        try {
            return Optional.ofNullable(running.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** Those that have not ended. */
    List<LiveJob> running() {
        lock.lock();
        try {
            return List.copyOf(running.values());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all of these have ended. @return their results */
    List<@Nullable Object> join(Collection<Long> ids) throws CallException, InterruptedException {
        List<@Nullable Object> results = new ArrayList<>();
        for (Job subtask : await(ids)) {
            results.add(Errors.resultOf(subtask));
        }
        return results;
    }

    private List<Job> await(Collection<Long> ids) throws CallException, InterruptedException {
        lock.lockInterruptibly();
        try {
            refuseForeign(ids);
            while (!isAsked && ids.stream().anyMatch(running::containsKey)) {
                changed.await();
            }
            if (isAsked) {
                throw new AbortedException("Aborted");
            }
            List<Job> found = new ArrayList<>();
            for (Long id : ids) {
                Job subtask = ended.get(id);
                if (subtask != null) {
                    found.add(subtask);
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private void refuseForeign(Collection<Long> ids) throws CallException {
        for (Long id : ids) {
            if (!running.containsKey(id) && !ended.containsKey(id)) {
                throw new CallException(
                        JobError.UNKNOWN, "Expected the id of a subtask that this job has started, got " + id);
            }
        }
    }

    /** Waits until all have ended, however. */
    void awaitAll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!running.isEmpty()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
