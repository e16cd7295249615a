package dev.patchbay.job.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Performs steps as the dispatcher promises to: each on a thread of its own, answered once. */
final class FakeDispatcher implements Dispatcher {

    private final ConcurrentMap<String, Supplier<Task<?, ?>>> tasks = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<String>> roles = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Function<List<?>, Object>> methods = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Function<List<?>, Object>> bindings = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TaskDescription> descriptions = new ConcurrentHashMap<>();
    private final Set<FakeCall> calls = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    final AtomicInteger refused = new AtomicInteger();

    /** As many threads as are needed. */
    FakeDispatcher() {
        this(Executors.newCachedThreadPool());
    }

    private FakeDispatcher(ExecutorService threads) {
        this.threads = threads;
    }

    /** Refuses what is more than that. */
    static FakeDispatcher bounded(int threads) {
        return new FakeDispatcher(new ThreadPoolExecutor(0, threads, 10, TimeUnit.SECONDS, new SynchronousQueue<>()));
    }

    void add(String name, Supplier<Task<?, ?>> task) {
        tasks.put(name, task);
    }

    void addRole(String task, String role) {
        roles.put(task, Set.of(role));
    }

    /** What the catalog says about a task; null for next to nothing. */
    void describe(String task, TaskDescription description) {
        if (description == null) {
            descriptions.remove(task);
        } else {
            descriptions.put(task, description);
        }
    }

    void addMethod(String name, Function<List<?>, Object> method) {
        methods.put(name, method);
    }

    /** The task gets this instead of its arguments. */
    void bind(String task, Function<List<?>, Object> binding) {
        bindings.put(task, binding);
    }

    /** The task leaves and its drain time is over. */
    void remove(String name) {
        tasks.remove(name);
        calls.stream()
                .filter(call -> call.request.name().equals(name))
                .forEach(call -> call.stop(Failure.Kind.INTERRUPTED, "The task leaves and its drain time is over"));
    }

    /** The time limit of what runs has passed. */
    void timeOut(String name) {
        calls.stream()
                .filter(call -> call.request.name().equals(name))
                .forEach(call -> call.stop(Failure.Kind.TIMED_OUT, "'" + name + "' did not answer within 5 ms"));
    }

    void stop() {
        threads.shutdownNow();
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        FakeCall call = new FakeCall(request, reply);
        Supplier<Task<?, ?>> task = tasks.get(request.name());
        if (task == null) {
            call.fail(Failure.of(Failure.Kind.UNKNOWN_NAME, "There is no task '" + request.name() + "' here"));
            return call;
        }
        calls.add(call);
        try {
            threads.execute(() -> call.run(task, step));
        } catch (RejectedExecutionException e) {
            calls.remove(call);
            refused.incrementAndGet();
            call.fail(Failure.of(Failure.Kind.OVERLOADED, "Every thread for calls is busy; try again later"));
        }
        return call;
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        FakeCall call = new FakeCall(request, reply);
        Function<List<?>, Object> method = methods.get(request.name());
        if (method == null) {
            call.fail(Failure.of(Failure.Kind.UNKNOWN_NAME, "There is no method '" + request.name() + "'"));
        } else {
            call.succeed(method.apply((List<?>) request.params()));
        }
        return call;
    }

    @Override
    public Catalog catalog() {
        List<TaskDescription> described =
                tasks.keySet().stream().sorted().map(this::describe).toList();
        return new Catalog(described, List.of());
    }

    private TaskDescription describe(String name) {
        TaskDescription given = descriptions.get(name);
        return given != null
                ? given
                : new TaskDescription(
                        name,
                        "",
                        Map.of(),
                        List.of(Map.of()), // the whole input
                        Map.of(),
                        roles.getOrDefault(name, Set.of()),
                        "test/1",
                        Catalog.Traits.NONE);
    }

    private final class FakeCall implements RunningCall, TaskContext {

        private final Request request;
        private final Reply reply;
        private final AtomicBoolean answered = new AtomicBoolean();
        private Thread thread; // guarded by this
        private boolean ending; // guarded by this

        FakeCall(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @SuppressWarnings("unchecked")
        void run(Supplier<Task<?, ?>> task, TaskStep step) {
            synchronized (this) {
                thread = Thread.currentThread();
            }
            try {
                if (!answered.get()) {
                    Function<List<?>, Object> binding = bindings.getOrDefault(request.name(), args -> args);
                    Object input = binding.apply((List<?>) request.params());
                    succeed(Plain.of(step.apply((Task<Object, Object>) task.get(), input, this)));
                }
            } catch (InvalidInput e) {
                fail(new Failure(Failure.Kind.INVALID_INPUT, 0, "does not match its schema", e.data()));
            } catch (Throwable e) {
                fail(Failure.of(Failure.Kind.FAILED, String.valueOf(e.getMessage())));
            } finally {
                synchronized (this) {
                    thread = null;
                    Thread.interrupted();
                }
                calls.remove(this);
            }
        }

        void succeed(Object result) {
            if (answered.compareAndSet(false, true)) {
                reply.result(result);
            }
        }

        void fail(Failure failure) {
            if (answered.compareAndSet(false, true)) {
                reply.failure(failure);
            }
        }

        void stop(Failure.Kind kind, String message) {
            boolean answers = answered.compareAndSet(false, true);
            synchronized (this) {
                ending = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
            if (answers) {
                reply.failure(Failure.of(kind, message));
            }
        }

        @Override
        public void cancel() {
            stop(Failure.Kind.INTERRUPTED, "cancelled by its caller");
        }

        @Override
        public boolean awaitEnd(long timeoutInMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String name() {
            return request.name();
        }

        @Override
        public User user() {
            return request.user();
        }

        @Override
        public Optional<Connection> connection() {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> attributes() {
            return request.attributes();
        }

        @Override
        public synchronized boolean isEnding() {
            return ending;
        }
    }

    /** Thrown by a task's maker: the input does not match. */
    static final class InvalidInput extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Object data() {
            return List.of(Map.of("path", "/0/a~1b", "message", "not a number"));
        }
    }

    /** What a plugin's maker may throw is checked by nobody; this is for tests that need a reason. */
    static CallException refusal() {
        return new CallException(17, "There is one already", Map.of("name", "tank"));
    }
}
