package dev.patchbay.job.internal;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.task.TaskContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Does what a test says. */
class ScriptedTask implements JobTask<Object, Object> {

    /** A part of the script. */
    interface Part<R> {

        R apply(Object input, JobContext context) throws Exception;
    }

    /** What is looked at beforehand. */
    interface Check {

        Collection<String> apply(Object input, TaskContext context) throws Exception;
    }

    private final Part<Object> run;
    private Check verify = (input, context) -> List.of();

    ScriptedTask(Part<Object> run) {
        this.run = run;
    }

    ScriptedTask verify(Check check) {
        verify = check;
        return this;
    }

    ScriptedTask locks(String... resources) {
        return verify((input, context) -> List.of(resources));
    }

    @Override
    public Collection<String> verify(Object input, TaskContext context) throws Exception {
        return verify.apply(input, context);
    }

    @Override
    public JobDescription describe(Object input) {
        return new JobDescription("Do {name}", Map.of("name", String.valueOf(input)));
    }

    @Override
    public Object run(Object input, JobContext context) throws Exception {
        return run.apply(input, context);
    }

    /** One that can be asked to end. */
    static final class CanAbort extends ScriptedTask implements Abortable {

        /** What it does when asked. */
        interface Abort {

            void run() throws Exception;
        }

        private final Abort abort;

        CanAbort(Part<Object> run, Abort abort) {
            super(run);
            this.abort = abort;
        }

        @Override
        public void abort() throws Exception {
            abort.run();
        }
    }

    /** One that can undo what it did. */
    static final class CanRollBack extends ScriptedTask {

        private final Part<Object> rollback;

        CanRollBack(Part<Object> run, Part<Object> rollback) {
            super(run);
            this.rollback = rollback;
        }

        @Override
        public void rollback(Object input, JobContext context) throws Exception {
            rollback.apply(input, context);
        }
    }
}
