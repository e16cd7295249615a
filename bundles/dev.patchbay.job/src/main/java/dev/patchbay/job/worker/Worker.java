package dev.patchbay.job.worker;

import dev.patchbay.job.JobDescription;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.AbortedException;
import dev.patchbay.job.spi.JobTask;
import dev.patchbay.rpc.CallException;
import dev.patchbay.task.spi.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Does with one instance of a task what the node says. Heard by one thread; the task has another. */
@SuppressWarnings("NullAway") // the task's own type says whether its input may be null, and the schema checked it
final class Worker {

    private final NodeLink node;
    private final ClassLoader loader;
    private final ExecutorService taskThread = Executors.newSingleThreadExecutor();
    private final ExecutorService otherThreads = Executors.newCachedThreadPool();

    private final CountDownLatch made = new CountDownLatch(1);

    // set by the first message, on the task's thread
    private volatile @Nullable Task<@Nullable Object, @Nullable Object> task;
    private volatile @Nullable WorkerContext context;
    private @Nullable Object input;

    Worker(NodeLink node, ClassLoader loader) {
        this.node = node;
        this.loader = loader;
    }

    void hear(Message message) {
        switch (message.type()) {
            case Words.VERIFY -> take(() -> verify(message));
            case Words.RUN -> take(() -> run(message));
            case Words.ROLL_BACK -> take(this::rollBack);
            case Words.ABORT -> otherThreads.execute(this::abort);
            case Words.ANSWER -> node.answered(message);
            case Words.REFUSAL -> node.refused(message);
            case Words.SUBTASK_PROGRESS -> otherThreads.execute(() -> tell(message));
            default -> throw new IllegalArgumentException("Expected a message of the node, got " + message.type());
        }
    }

    private void take(Callable<Map<String, @Nullable Object>> step) {
        taskThread.execute(() -> node.send(answer(step)));
    }

    private static Map<String, @Nullable Object> answer(Callable<Map<String, @Nullable Object>> step) {
        try {
            return step.call();
        } catch (Throwable e) { // whatever a plugin throws is the answer
            return failure(e);
        }
    }

    private void make(Message request) throws ReflectiveOperationException {
        try {
            context = new WorkerContext(request, node);
            input = Wire.typed(loader).read(request.value("input"));
            task = instance(request.text("class"));
        } finally {
            made.countDown();
        }
    }

    @SuppressWarnings("unchecked")
    private Task<@Nullable Object, @Nullable Object> instance(String type) throws ReflectiveOperationException {
        Class<?> found = Class.forName(type, true, loader);
        return (Task<@Nullable Object, @Nullable Object>) found.getConstructor().newInstance();
    }

    private @Nullable JobTask<@Nullable Object, @Nullable Object> jobTask() {
        @SuppressWarnings("unchecked")
        JobTask<@Nullable Object, @Nullable Object> found =
                task instanceof JobTask<?, ?> ? (JobTask<@Nullable Object, @Nullable Object>) task : null;
        return found;
    }

    private Map<String, @Nullable Object> verify(Message request) throws Exception {
        make(request);
        JobTask<@Nullable Object, @Nullable Object> jobTask = jobTask();
        if (jobTask == null) {
            throw new IllegalStateException("Expected a JobTask, got " + request.text("class"));
        }
        List<String> resources = List.copyOf(jobTask.verify(input, context));
        JobDescription description = jobTask.describe(input);
        return Message.of(
                Words.VERIFIED,
                "resources",
                resources,
                "format",
                description.format(),
                "values",
                Wire.plain().write(description.values()));
    }

    private Map<String, @Nullable Object> run(Message request) throws Exception {
        make(request);
        JobTask<@Nullable Object, @Nullable Object> jobTask = jobTask();
        Object result = jobTask == null ? task.run(input, context) : jobTask.run(input, context);
        return Message.of(Words.RESULT, "value", Wire.plain().write(result));
    }

    private Map<String, @Nullable Object> rollBack() throws Exception {
        JobTask<@Nullable Object, @Nullable Object> jobTask = jobTask();
        if (jobTask != null) {
            jobTask.rollback(input, context);
        }
        return Message.of(Words.RESULT);
    }

    private void abort() {
        try {
            made.await();
            WorkerContext now = context;
            if (now != null) {
                now.end();
            }
            if (task instanceof Abortable abortable) {
                abortable.abort();
            }
        } catch (Exception e) {
            e.printStackTrace(); // the job's output is the log of this process
        }
    }

    private void tell(Message subtask) {
        WorkerContext now = context;
        if (now != null) {
            now.progressed(subtask);
        }
    }

    private static Map<String, @Nullable Object> failure(Throwable thrown) {
        Map<String, @Nullable Object> message = Message.of(
                Words.FAILED,
                "exception",
                thrown.getClass().getSimpleName(),
                "message",
                thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage(),
                "frames",
                Arrays.stream(thrown.getStackTrace()).map(Worker::frame).toList(),
                "aborted",
                thrown instanceof AbortedException);
        if (thrown instanceof CallException call) {
            message.put("code", (long) call.code());
            message.put("data", Wire.plain().write(call.data()));
        }
        return message;
    }

    private static List<@Nullable Object> frame(StackTraceElement frame) {
        return Arrays.asList(
                frame.getFileName(), (long) frame.getLineNumber(), frame.getClassName(), frame.getMethodName());
    }
}
