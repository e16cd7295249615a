package dev.patchbay.itests;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.session.User;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The node as these tests meet it: its services, its folder, calls that wait for their answer. */
final class Host {

    private static final User ADMIN = new User("itest", "itest", Set.of(User.ADMIN));
    private static final long TIMEOUT_IN_SEC = 30;

    private final BundleContext context = FrameworkUtil.getBundle(Host.class).getBundleContext();

    Path home() {
        return Path.of(System.getProperty("patchbay.itest.home"));
    }

    Path deploy() {
        return home().resolve("deploy");
    }

    BundleContext context() {
        return context;
    }

    <T> T service(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        try {
            return java.util.Objects.requireNonNull(tracker.waitForService(TIMEOUT_IN_SEC * 1_000), type.getName());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            tracker.close();
        }
    }

    /** The answer of a task, or its failure: whatever came. */
    Object run(String task, Object data) throws Exception {
        return start(task, data).get(TIMEOUT_IN_SEC, TimeUnit.SECONDS);
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
