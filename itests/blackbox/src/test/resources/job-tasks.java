package lab.tasks;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.job.spi.OwnProcess;
import dev.patchbay.job.spi.VerifyException;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Positional;
import dev.patchbay.task.spi.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Behave as real ones do, well and badly; compiled against what the distribution ships. */
public final class Tasks {

    private Tasks() {}

    /** Answers with its argument. */
    public static final class Quick implements Task<Object, Object> {

        @Override
        public Object run(Object input, TaskContext context) {
            return Map.of("was", input);
        }
    }

    /** Locks what it is told, reports, and waits for a file to appear; can be asked to abort. */
    @Positional
    public static final class Hold implements JobTask<Hold.Input, String>, Abortable {

        /** Resources, and the file. */
        public record Input(List<String> resources, String file) {}

        private volatile boolean asked;

        @Override
        public Collection<String> verify(Input input, TaskContext context) throws Exception {
            if (input.file().isEmpty()) {
                throw new VerifyException(22, "Expected a file, got none");
            }
            return input.resources();
        }

        @Override
        public JobDescription describe(Input input) {
            return new JobDescription("Hold {name}", Map.of("name", String.join(" and ", input.resources())));
        }

        @Override
        public String run(Input input, JobContext context) throws Exception {
            context.progress(50, "holding", Map.of("file", input.file()));
            while (!Files.exists(Path.of(input.file()))) {
                if (asked) {
                    throw new AbortedException("Asked to");
                }
                Thread.sleep(10);
            }
            return "held";
        }

        @Override
        public void abort() {
            asked = true;
        }
    }

    /** Ignores whatever is asked of it. */
    public static final class Deaf implements JobTask<Object, Object> {

        @Override
        public Object run(Object input, JobContext context) {
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    System.getLogger("lab").log(System.Logger.Level.DEBUG, "ignored");
                }
            }
        }
    }

    /** Throws what nobody expects. */
    public static final class Fail implements JobTask<Object, Object> {

        @Override
        public Object run(Object input, JobContext context) {
            throw new IllegalStateException("broken");
        }
    }

    /** Starts as many subtasks as it is told, and adds up what they say. */
    public static final class Parent implements JobTask<Long, Object> {

        @Override
        public Object run(Long input, JobContext context) throws Exception {
            List<Long> ids = new ArrayList<>();
            for (long i = 0; i < input; i++) {
                ids.add(context.start("lab.Quick", List.of(i)));
            }
            return context.join(ids).size();
        }
    }

    /** Ends the process it runs in, in the way it is told; should be its own. */
    @OwnProcess(maxHeapInMebibytes = 32)
    public static final class End implements JobTask<String, Object> {

        @Override
        public Object run(String how, JobContext context) throws Exception {
            System.out.println("about to " + how);
            context.progress(10, String.valueOf(ProcessHandle.current().pid()));
            switch (how) {
                case "exit" -> System.exit(3);
                case "memory" -> {
                    List<byte[]> hoard = new ArrayList<>();
                    while (true) {
                        hoard.add(new byte[1 << 20]);
                    }
                }
                case "wait" -> new CountDownLatch(1).await();
                default -> context.progress(90, "nearly");
            }
            return ProcessHandle.current().pid();
        }
    }

    /** Takes longer than it may: its component has a time limit. */
    public static final class Brief implements JobTask<List<String>, Object> {

        @Override
        public Collection<String> verify(List<String> resources, TaskContext context) {
            return resources;
        }

        @Override
        public Object run(List<String> resources, JobContext context) throws Exception {
            new CountDownLatch(1).await();
            return null;
        }
    }

    /** Likewise, in a process of its own. */
    @OwnProcess(maxHeapInMebibytes = 32)
    public static final class BriefApart implements JobTask<Object, Object> {

        @Override
        public Object run(Object input, JobContext context) throws Exception {
            context.progress(10, String.valueOf(ProcessHandle.current().pid()));
            new CountDownLatch(1).await();
            return null;
        }
    }
}
