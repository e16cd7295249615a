package dev.patchbay.job.worker;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.job.JobContext;
import dev.patchbay.job.JobError;
import dev.patchbay.job.Progress;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a task in a process of its own may ask the host: everything goes to the node. */
final class WorkerContext implements JobContext {

    private final Message request;
    private final NodeLink node;
    private final Map<Long, Consumer<Progress>> listeners = new ConcurrentHashMap<>();
    private final AtomicLong listenerNumbers = new AtomicLong();
    private volatile boolean isEnding;

    /** @param request with which the node began the conversation */
    WorkerContext(Message request, NodeLink node) {
        this.request = request;
        this.node = node;
    }

    void end() {
        isEnding = true;
    }

    void progressed(Message subtask) {
        Consumer<Progress> listener = listeners.get(subtask.number("listener"));
        if (listener != null) {
            listener.accept(
                    new Progress(subtask.decimal("percentage"), subtask.text("message"), subtask.plain("extra")));
        }
    }

    @Override
    public long jobId() {
        return request.number("job");
    }

    @Override
    public Map<String, @Nullable Object> environment() {
        try {
            return new Message(Map.of("map", ask(Words.ENVIRONMENT))).map("map");
        } catch (CallException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** The answers of requests that always have one. */
    private Object ask(String what) throws CallException, InterruptedException {
        Object answer = node.ask(Message.of(Words.REQUEST, "what", what));
        return answer == null ? Map.of() : answer;
    }

    @Override
    public void progress(double percentage, String message, @Nullable Object extra) {
        node.send(Message.of(
                Words.PROGRESS,
                "percentage",
                percentage,
                "message",
                message,
                "extra",
                Wire.plain().write(extra)));
    }

    @Override
    public void warn(int code, String message, @Nullable Object extra) {
        node.send(Message.of(
                Words.WARNING,
                "code",
                (long) code,
                "message",
                message,
                "extra",
                Wire.plain().write(extra)));
    }

    /** Nobody here hears its progress, so that it need not come. */
    @Override
    public long start(String task, List<@Nullable Object> args) throws CallException {
        return start(task, args, Map.of(), 0);
    }

    @Override
    public long start(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> environment,
            Consumer<Progress> listener)
            throws CallException {
        long number = listenerNumbers.incrementAndGet();
        listeners.put(number, listener);
        return start(task, args, environment, number);
    }

    /** @param listener its number; 0 for none */
    private long start(
            String task, List<@Nullable Object> args, Map<String, @Nullable Object> environment, long listener)
            throws CallException {
        return start(Message.of(
                Words.REQUEST,
                "what",
                Words.START,
                "task",
                task,
                "args",
                Wire.plain().write(args),
                "environment",
                Wire.plain().write(environment),
                "listener",
                listener));
    }

    private long start(Map<String, @Nullable Object> asked) throws CallException {
        try {
            return node.ask(asked) instanceof Number id ? id.longValue() : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(JobError.INTERRUPTED, "The start of a subtask was interrupted");
        }
    }

    @Override
    public List<@Nullable Object> join(Collection<Long> subtasks) throws CallException, InterruptedException {
        Object results = node.ask(Message.of(Words.REQUEST, "what", Words.JOIN, "ids", List.copyOf(subtasks)));
        return new Message(Map.of("list", results == null ? List.of() : results)).list("list");
    }

    @Override
    public Collection<String> verify(String task, List<@Nullable Object> args)
            throws CallException, InterruptedException {
        Object names = node.ask(Message.of(
                Words.REQUEST,
                "what",
                Words.VERIFY_SUBTASK,
                "task",
                task,
                "args",
                Wire.plain().write(args)));
        return names instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public void abort(long subtask) {
        node.send(Message.of(Words.ABORT_SUBTASK, "id", subtask));
    }

    @Override
    public void abortSubtasks() {
        node.send(Message.of(Words.ABORT_SUBTASKS));
    }

    @Override
    public @Nullable Object call(String method, List<@Nullable Object> args)
            throws CallException, InterruptedException {
        return node.ask(Message.of(
                Words.REQUEST,
                "what",
                Words.CALL,
                "method",
                method,
                "args",
                Wire.plain().write(args)));
    }

    @Override
    public void publish(String name, Map<String, ? extends @Nullable Object> properties) {
        node.send(
                Message.of(Words.EVENT, "name", name, "properties", Wire.plain().write(properties)));
    }

    @Override
    public boolean isEnding() {
        return isEnding;
    }

    @Override
    public String name() {
        return request.text("name");
    }

    @Override
    public User user() {
        Object id = request.value("user_id");
        return new User(
                id == null ? null : id.toString(),
                request.text("username"),
                request.list("roles").stream().map(String::valueOf).collect(Collectors.toSet()));
    }

    @Override
    public Optional<Connection> connection() {
        return Optional.empty();
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return request.map("attributes");
    }
}
