package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.job.JobError;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import org.jspecify.annotations.Nullable;

/** Has a task look at its input before it runs. */
final class Verifier {

    /** Is told once what came of it, on a thread that must not block for long. */
    interface Verdict {

        void passed(Verified verified);

        void refused(JobError error);
    }

    private final TaskBodies bodies;

    Verifier(TaskBodies bodies) {
        this.bodies = bodies;
    }

    Step step(Verdict verdict) {
        return new Step(verdict);
    }

    /** Runs in the dispatcher, and hears what the dispatcher says. */
    final class Step implements TaskStep, Reply {

        private final Verdict verdict;
        private volatile @Nullable Verified verified;
        private volatile @Nullable JobError error;

        Step(Verdict verdict) {
            this.verdict = verdict;
        }

        @Override
        public @Nullable Object apply(
                Task<@Nullable Object, @Nullable Object> task, @Nullable Object input, TaskContext context) {
            try (TaskBody body = bodies.of(task, input, new Output())) {
                verified = body.verify(context);
            } catch (Throwable e) { // whatever a plugin throws is the answer
                error = Errors.of(e);
            }
            return null;
        }

        @Override
        public void result(@Nullable Object result) {
            Verified passed = verified;
            JobError refusal = error;
            if (passed != null) {
                verdict.passed(passed);
            } else if (refusal != null) {
                verdict.refused(refusal);
            }
        }

        @Override
        public void failure(Failure failure) {
            verdict.refused(Errors.of(failure));
        }
    }
}
