package dev.patchbay.job.internal;

import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.spi.Abortable;
import dev.patchbay.job.spi.OwnProcess;
import dev.patchbay.job.worker.Message;
import dev.patchbay.job.worker.Wire;
import dev.patchbay.job.worker.Words;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A task that runs in a Java process of its own; the instance in the node only tells the class. */
final class OwnProcessBody implements TaskBody {

    private final Class<?> type;
    private final boolean isAbortable;
    private final @Nullable Object input;
    private final Output output;
    private final JavaProcesses processes;
    private final Executor threads;
    private volatile @Nullable Conversation conversation;

    OwnProcessBody(
            Task<@Nullable Object, @Nullable Object> task,
            @Nullable Object input,
            Output output,
            JavaProcesses processes,
            Executor threads) {
        this.type = task.getClass();
        this.isAbortable = task instanceof Abortable;
        this.input = input;
        this.output = output;
        this.processes = processes;
        this.threads = threads;
    }

    @Override
    public Verified verify(TaskContext context) throws Exception {
        if (!TaskClass.canVerify(type)) {
            return new Verified(List.of(), JobDescription.of(type), isAbortable);
        }
        Message verified = begin(new Requests.None()).ask(request(Words.VERIFY, 0, context));
        return new Verified(
                verified.list("resources").stream()
                        .map(String::valueOf)
                        .distinct()
                        .toList(),
                new JobDescription(verified.text("format"), verified.map("values")),
                isAbortable);
    }

    @Override
    public @Nullable Object run(JobContext context) throws Exception {
        Conversation begun = begin(new JobRequests(context));
        return begun.ask(request(Words.RUN, context.jobId(), context)).plain("value");
    }

    private Conversation begin(Requests requests) throws IOException {
        Conversation begun = new Conversation(requests, output, threads);
        processes.start(type, type.getAnnotation(OwnProcess.class), begun);
        conversation = begun;
        return begun;
    }

    private Map<String, @Nullable Object> request(String word, long job, TaskContext context) {
        User user = context.user();
        return Message.of(
                word,
                "class",
                type.getName(),
                "input",
                Wire.typed(type.getClassLoader()).write(input),
                "job",
                job,
                "name",
                context.name(),
                "user_id",
                user.id(),
                "username",
                user.username(),
                "roles",
                List.copyOf(user.roles()),
                "attributes",
                Wire.plain().write(context.attributes()));
    }

    @Override
    public boolean isAbortable() {
        return isAbortable;
    }

    @Override
    public void abort() {
        Conversation now = conversation;
        if (now != null) {
            now.abort();
        }
    }

    @Override
    public boolean canRollBack() {
        Conversation now = conversation;
        return now != null && now.isAlive() && TaskClass.canRollBack(type);
    }

    @Override
    public void rollback(JobContext context) throws Exception {
        Conversation now = conversation;
        if (now != null) {
            now.ask(Message.of(Words.ROLL_BACK));
        }
    }

    @Override
    public void close() {
        Conversation now = conversation;
        if (now != null) {
            now.close();
        }
    }
}
