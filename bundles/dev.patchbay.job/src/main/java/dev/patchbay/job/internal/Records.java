package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.spi.JournalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes jobs: first on disk, then in sight, then told. Thread-safe. */
final class Records {

    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private final Recorder recorder;

    Records(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Tells of a change, or that it could not be recorded; on a thread that may block. */
    interface Teller {

        void changed(Job job) throws InterruptedException;

        void failed(JournalException reason);
    }

    /** Returns at once; false when the job has ended. */
    boolean change(LiveJob job, UnaryOperator<JobDraft> edit, Teller teller) {
        return job.changes().add(() -> apply(job, edit, teller));
    }

    private void apply(LiveJob job, UnaryOperator<JobDraft> edit, Teller teller) {
        Job next = edit.apply(JobDraft.of(job.snapshot())).job();
        try {
            recorder.update(next);
            job.snapshot(next);
            teller.changed(next);
        } catch (JournalException e) {
            teller.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops, and ends every job
        }
    }

    /** Returns at once. @return completed when it has been told; null when the job has ended */
    @Nullable
    CompletableFuture<Void> change(LiveJob job, UnaryOperator<JobDraft> edit, Consumer<Job> teller) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean isTaken = change(job, edit, new Teller() {
            @Override
            public void changed(Job changed) {
                teller.accept(changed);
                done.complete(null);
            }

            @Override
            public void failed(JournalException reason) {
                done.completeExceptionally(reason);
            }
        });
        return isTaken ? done : null;
    }

    /** Returns when it has been told; false when the job has ended. */
    boolean changeNow(LiveJob job, UnaryOperator<JobDraft> edit, Consumer<Job> teller)
            throws JournalException, InterruptedException {
        CompletableFuture<Void> done = change(job, edit, teller);
        if (done != null) {
            await(done);
        }
        return done != null;
    }

    /** Waits until a change has been told. */
    static void await(CompletableFuture<Void> done) throws JournalException, InterruptedException {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * As {@link #changeNow}, for what is recorded together with the next change when it cannot be recorded now. When the
     * thread is interrupted the change is made all the same, but not waited for.
     */
    boolean changeKept(LiveJob job, UnaryOperator<JobDraft> edit, Consumer<Job> teller) {
        try {
            return changeNow(job, edit, teller);
        } catch (JournalException e) {
            LOG.debug("A change of job {} is recorded with the next", job.id(), e);
            return job.changes()
                    .add(() ->
                            job.snapshot(edit.apply(JobDraft.of(job.snapshot())).job()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
