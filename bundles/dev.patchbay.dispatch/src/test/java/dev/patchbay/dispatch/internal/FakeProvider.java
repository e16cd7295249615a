package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.session.User;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A provider named "lab" behind everything that is between it and its callers. */
final class FakeProvider extends ExternalResource {

    private static final User EVE = new User("1", "eve", java.util.Set.of());

    final ManualTimer timer = new ManualTimer();
    final Threads threads = new Threads(8);
    final Registry<ProviderTarget> registry = new Registry<>(timer, 5_000, 100);
    private final FakeServices services = new FakeServices();
    private final Runs runs = new Runs();
    private final Board<Provider, ProviderTarget> board = new Board<>(
            services.context(),
            Provider.class,
            new ProviderKind(
                    services.context(), new Implementation(services.context(), noComponents()), Definitions.NONE, runs),
            registry,
            () -> 20);
    private final FakeReference<Provider> reference = new FakeReference<>(Map.of(ProviderName.PROPERTY, "lab"));
    private volatile boolean isFull;
    final Runner runner = new Runner(this::execute, timer, 100, runs);

    private static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                FakeProvider.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> null);
    }

    private void execute(Runnable work) {
        if (isFull) {
            throw new RejectedExecutionException("full");
        }
        threads.execute(work);
    }

    FakeProvider(Provider provider) {
        services.register(reference, provider);
    }

    @Override
    protected void before() {
        board.addingService(reference);
    }

    @Override
    protected void after() {
        runner.stop();
        if (!threads.stop(5_000)) {
            throw new AssertionError("Expected every thread to end");
        }
        timer.shutdownNow();
    }

    /** From now on there is no thread for another call. */
    void fill() {
        isFull = true;
    }

    /** Waits for the calls on it, 20 ms at most, and lets it go. */
    void leave() {
        board.removedService(reference, "lab");
    }

    /** As if it had left, but the same one comes again. */
    void comeBack() {
        board.addingService(reference);
    }

    RunningCall call(String method, RecordingReply reply, Object... params) {
        return call(method, 0, reply, params);
    }

    RunningCall call(String method, long limitInMs, RecordingReply reply, Object... params) {
        return start(new Request("lab." + method, List.of(params), EVE, null, limitInMs), reply);
    }

    private RunningCall start(Request request, RecordingReply reply) {
        return runner.start(request, reply, registry, new MethodStarter(request.name()));
    }

    /** Calls and waits for the end of it. */
    Object ask(String method, Object... params) throws InterruptedException {
        RecordingReply reply = new RecordingReply();
        RunningCall running = call(method, reply, params);
        Object answer = reply.answer();
        if (!running.awaitEnd(TimeUnit.SECONDS.toMillis(5))) {
            throw new AssertionError("Expected " + method + " to end");
        }
        return answer;
    }
}
