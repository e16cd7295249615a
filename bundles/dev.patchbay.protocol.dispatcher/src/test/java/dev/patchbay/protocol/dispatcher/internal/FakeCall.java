package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call: answered once, and interrupted when it is cancelled. */
final class FakeCall implements RunningCall, Reply, CallContext {

    private final Request request;
    private final Reply reply;
    private final Executor threads;

    /** Guarded by this, as below. */
    private boolean isAnswered;

    private @Nullable Thread thread;
    private @Nullable RunningCall further;

    FakeCall(Request request, Reply reply, Executor threads) {
        this.request = request;
        this.reply = reply;
        this.threads = threads;
    }

    void invoke(Object provider, Method method) {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        try {
            method.setAccessible(true);
            Object result = method.invoke(provider, bind(method));
            if (result instanceof Stream<?> items) {
                stream(new FakeStream(items.iterator()));
            } else {
                result(result);
            }
        } catch (InvocationTargetException e) {
            failure(failure(e.getCause()));
        } catch (ReflectiveOperationException | IllegalArgumentException | ClassCastException e) {
            failure(invalid("/0", String.valueOf(e.getMessage())));
        } finally {
            end();
        }
    }

    private synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    private Failure failure(Throwable thrown) {
        if (thrown instanceof CallException e) {
            return new Failure(Failure.Kind.REFUSED, e.code(), String.valueOf(e.getMessage()), e.data());
        }
        if (thrown instanceof InterruptedException) {
            return Failure.of(Failure.Kind.INTERRUPTED, "It failed: " + thrown);
        }
        boolean isTraced = request.rules().contains(Request.Rule.TRACED);
        return new Failure(
                Failure.Kind.FAILED,
                0,
                "It failed: " + thrown,
                isTraced ? Map.of("stacktrace", thrown + "\n\tat Echo.fail") : null);
    }

    private static Failure invalid(String path, String message) {
        return new Failure(
                Failure.Kind.INVALID_INPUT, 0, "Wrong input", List.of(Map.of("path", path, "message", message)));
    }

    private @Nullable Object[] bind(Method method) {
        List<?> args = request.params() == null ? List.of() : (List<?>) request.params();
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] values = new @Nullable Object[parameters.length];
        for (int i = 0; i < values.length; i++) {
            Class<?> type = parameters[i].getType();
            Object given = i < args.size() ? args.get(i) : null;
            values[i] = type == CallContext.class
                    ? this
                    : type == Double.class && given instanceof Number number ? (Object) number.doubleValue() : given;
        }
        return values;
    }

    void fail(Failure.Kind kind, String message) {
        failure(Failure.of(kind, message));
    }

    /** Answered elsewhere from now on. */
    void goesOnAs(RunningCall other) {
        synchronized (this) {
            further = other;
        }
    }

    @Override
    public void result(@Nullable Object result) {
        if (claim()) {
            reply.result(result);
        }
    }

    @Override
    public void failure(Failure failure) {
        if (claim()) {
            reply.failure(failure);
        }
    }

    @Override
    public void stream(ResultStream items) {
        if (claim()) {
            threads.execute(() -> reply.stream(items));
        }
    }

    private synchronized boolean claim() {
        boolean isFirst = !isAnswered;
        isAnswered = true;
        return isFirst;
    }

    @Override
    public void cancel() {
        Thread running;
        RunningCall other;
        synchronized (this) {
            running = thread;
            other = further;
        }
        fail(Failure.Kind.INTERRUPTED, "Cancelled");
        if (running != null) {
            running.interrupt();
        }
        if (other != null) {
            other.cancel();
        }
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
        return Optional.ofNullable(request.connection());
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return request.attributes();
    }
}
