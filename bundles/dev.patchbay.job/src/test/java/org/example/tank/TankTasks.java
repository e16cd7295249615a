package org.example.tank;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.Progress;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.job.spi.OwnProcess;
import dev.patchbay.job.spi.VerifyException;
import dev.patchbay.rpc.CallException;
import dev.patchbay.schema.Password;
import dev.patchbay.task.TaskContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tasks that run in processes of their own. */
public final class TankTasks {

    private TankTasks() {}

    /** What a task is given. */
    public record Input(String what, Instant at, Password secret) {}

    /** What a task gives. */
    public record Result(long pid, String what, Instant at, String secret, String user, long job) {}

    /** Says what it was given. */
    @OwnProcess
    public static final class Echo implements JobTask<List<Input>, Result> {
        @Override
        public Result run(List<Input> inputs, JobContext context) {
            Input input = inputs.get(0);
            return new Result(
                    ProcessHandle.current().pid(),
                    input.what(),
                    input.at(),
                    input.secret().secret(),
                    context.user().username(),
                    context.jobId());
        }
    }

    /** Ends its process in the way it is told. */
    @OwnProcess(maxHeapInMebibytes = 16)
    public static final class Dies implements JobTask<List<Object>, Object> {
        @Override
        public Object run(List<Object> input, JobContext context) throws Exception {
            context.progress(50, "dying");
            switch (String.valueOf(input.get(0))) {
                case "exit" -> System.exit(7);
                case "memory" -> {
                    List<byte[]> all = new ArrayList<>();
                    while (true) {
                        all.add(new byte[1 << 20]);
                    }
                }
                default -> Thread.sleep(60_000);
            }
            return null;
        }
    }

    /** Can be asked to end. */
    @OwnProcess
    public static final class Waits implements JobTask<Object, Object>, Abortable {

        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public Object run(Object input, JobContext context) throws Exception {
            context.progress(10, "waiting");
            asked.await();
            throw new AbortedException(context.isEnding() ? "Stopped" : "Not ending?");
        }

        @Override
        public void abort() {
            asked.countDown();
        }
    }

    /** Uses everything a context has. */
    @OwnProcess
    public static final class Busy implements JobTask<Object, Object> {
        @Override
        public Object run(Object input, JobContext context) throws Exception {
            System.out.println("to the output");
            System.err.print("to the error");
            context.warn(5, "slow", Map.of("disk", "da0"));
            context.publish("disk.seen", Map.of("disk", "da0"));
            LinkedBlockingQueue<Progress> heard = new LinkedBlockingQueue<>();
            long first = context.start("child", List.of("a"), heard::add);
            Object joined = context.join(List.of(first));
            Progress progress = heard.poll(10, TimeUnit.SECONDS);
            long told = context.start("told", List.of(), Map.of("COLOUR", "blue"), report -> {});
            Object colour = context.join(List.of(told)).get(0);
            context.start("hangs", List.of());
            context.start("hangs", List.of());
            context.abortSubtasks();
            return Map.of(
                    "joined", joined,
                    "told", colour,
                    "sub", context.runSubtask("child", List.of("b")),
                    "verified", List.copyOf(context.verify("child", List.of())),
                    "called", context.call("disk.count", List.of()),
                    "environment", context.environment(),
                    "heard", progress.message());
        }
    }

    /** Fails, and undoes it. */
    @OwnProcess
    public static final class Undoes implements JobTask<List<Object>, Object> {

        private boolean hasRun;

        @Override
        public Collection<String> verify(List<Object> input, TaskContext context) throws VerifyException {
            if (input.isEmpty()) {
                throw new VerifyException(22, "Expected something");
            }
            return List.of("system");
        }

        @Override
        public JobDescription describe(List<Object> input) {
            return new JobDescription("Undo {name}", Map.of("name", input.get(0)));
        }

        @Override
        public Object run(List<Object> input, JobContext context) throws Exception {
            hasRun = true;
            throw new CallException(17, "There is one already", Map.of("name", input.get(0)));
        }

        @Override
        public void rollback(List<Object> input, JobContext context) {
            context.publish("undone", Map.of("hasRun", hasRun));
        }
    }

    /** Writes and returns a lot. */
    @OwnProcess
    public static final class Large implements JobTask<Object, Object> {
        @Override
        public Object run(Object input, JobContext context) {
            String line = "0123456789".repeat(100);
            for (int i = 0; i < 3_000; i++) {
                System.out.println(line);
            }
            System.out.println("last");
            return "é".repeat(2_000_000);
        }
    }

    /** Gets a subtask's error. */
    @OwnProcess
    public static final class Joins implements JobTask<Object, Object> {
        @Override
        public Object run(Object input, JobContext context) throws Exception {
            return context.runSubtask("bad", List.of());
        }
    }
}
