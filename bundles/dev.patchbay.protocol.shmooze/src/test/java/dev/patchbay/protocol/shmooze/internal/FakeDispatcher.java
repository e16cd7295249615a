package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Calls methods by name, each on a thread of its own unless told otherwise; unknown ones fail at once, on the caller's. */
final class FakeDispatcher implements Dispatcher, AutoCloseable {

    /** A method of a provider. */
    interface Method {

        @Nullable
        Object call(Map<?, ?> args) throws Exception;
    }

    /** What a method throws to fail in a certain way. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        private final Failure failure;

        Refusal(Kind kind, String message) {
            this.failure = Failure.of(kind, message);
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Method> methods = new ConcurrentHashMap<>();
    private volatile boolean isDirect;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    FakeDispatcher with(String name, Method method) {
        methods.put(name, method);
        return this;
    }

    /** As those methods of real ones that are brief. */
    void answerOnTheCallersThread() {
        isDirect = true;
    }

    /** What was asked for, oldest first. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    boolean hasNamespace(String namespace) {
        return methods.keySet().stream()
                .anyMatch(name -> name.substring(0, name.lastIndexOf('.')).equals(namespace));
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        requests.add(request);
        Method method = methods.get(request.name());
        if (method == null) {
            reply.failure(Failure.of(Kind.UNKNOWN_NAME, "There is no '" + request.name() + "'"));
        } else if (isDirect) {
            run(method, request, reply);
        } else {
            threads.execute(() -> run(method, request, reply));
        }
        return new Started();
    }

    private static void run(Method method, Request request, Reply reply) {
        Object result;
        try {
            result = method.call((Map<?, ?>) request.params());
        } catch (Refusal e) {
            reply.failure(e.failure);
            return;
        } catch (Exception e) {
            reply.failure(Failure.thrown(request.name(), String.valueOf(e.getMessage())));
            return;
        }
        reply.result(result);
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Catalog catalog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class Started implements RunningCall {

        @Override
        public void cancel() {
            throw new AssertionError("A client that leaves does not end its command");
        }

        @Override
        public boolean awaitEnd(long timeoutInMs) {
            throw new UnsupportedOperationException();
        }
    }
}
