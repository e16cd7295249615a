package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.node.Diagnosis;
import dev.patchbay.session.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The node as these tests meet it: its services, its folder, calls that wait for their answer. */
final class Host {

    private static final User ADMIN = new User("itest", "itest", Set.of(User.ADMIN));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Path home() {
        return Path.of(System.getProperty("patchbay.itest.home"));
    }

    Path deploy() {
        return home().resolve("deploy");
    }

    /** Only inside the framework; the test class is made outside once, for its options. */
    BundleContext context() {
        return FrameworkUtil.getBundle(Host.class).getBundleContext();
    }

    /** Waits for it; in use until this bundle stops, since some services are void as soon as they are let go. */
    <T> T service(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context(), type, null);
        tracker.open();
        try {
            Objects.requireNonNull(tracker.waitForService(PATIENCE.toMillis()), type.getName());
            return context().getService(tracker.getServiceReference());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            tracker.close();
        }
    }

    Optional<Bundle> bundle(String symbolicName) {
        return Stream.of(context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst();
    }

    /** What the node says about what does not work. */
    String findings() {
        return service(Diagnosis.class).findings().toString();
    }

    void awaitTask(String name) {
        await().atMost(PATIENCE).until(() -> hasTask(name));
    }

    void awaitNoTask(String name) {
        await().atMost(PATIENCE).until(() -> !hasTask(name));
    }

    private boolean hasTask(String name) {
        return service(Dispatcher.class).catalog().tasks().stream()
                .anyMatch(task -> task.name().equals(name));
    }

    /** The answer of a task, or its failure: whatever came. */
    Object run(String task, Object data) throws Exception {
        return start(task, data).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    CompletableFuture<Object> start(String task, Object data) {
        Answer answer = new Answer();
        service(Dispatcher.class).run(Request.of(task, data, ADMIN), answer);
        return answer.future;
    }

    CompletableFuture<Object> call(String method, Map<String, Object> params) {
        Answer answer = new Answer();
        service(Dispatcher.class).call(Request.of(method, params, ADMIN), answer);
        return answer.future;
    }

    /** Keeps what came first; a second answer fails the test that asked. */
    private static final class Answer implements Reply {

        private final CompletableFuture<Object> future = new CompletableFuture<>();

        @Override
        public void result(Object result) {
            settle(result);
        }

        @Override
        public void failure(Failure failure) {
            settle(failure);
        }

        private void settle(Object outcome) {
            if (!future.complete(outcome)) {
                future.obtrudeException(new AssertionError("answered twice"));
            }
        }
    }
}
