package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/** The beginning and the end of a node. */
public class ReadinessTest {

    private final FakeEvents events = new FakeEvents();
    private volatile int state = Bundle.STARTING;
    private @Nullable FrameworkListener onStart;
    private @Nullable BundleListener onStop;

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "addFrameworkListener" -> onStart = (FrameworkListener) arguments[0];
                        case "addBundleListener" -> onStop = (BundleListener) arguments[0];
                        case "getBundle" -> {
                            return bundle(0);
                        }
                        default -> throw new UnsupportedOperationException(method.toString());
                    }
                    return null;
                });
    }

    private Bundle bundle(long id) {
        return (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getBundleId" -> id;
                    case "getState" -> state;
                    case "toString" -> "bundle " + id;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    @Test
    public void whoWaitsIsLetGoWhenTheFrameworkHasStarted() {
        Readiness readiness = new Readiness(context(), events);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                readiness.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        onStart.frameworkEvent(new FrameworkEvent(FrameworkEvent.STARTLEVEL_CHANGED, bundle(0), null));
        assertEquals(List.of(), events.names());
        assertEquals(false, waiting.isDone());
        onStart.frameworkEvent(new FrameworkEvent(FrameworkEvent.STARTED, bundle(0), null));
        await().until(waiting::isDone);
        assertEquals(List.of("server.ready"), events.names());
    }

    @Test
    public void nobodyWaitsOnANodeThatRuns() throws InterruptedException {
        state = Bundle.ACTIVE;
        new Readiness(context(), events).await();
        assertEquals(List.of(), events.names());
    }

    @Test
    public void onlyTheEndOfTheFrameworkIsTold() {
        new Readiness(context(), events);
        onStop.bundleChanged(new BundleEvent(BundleEvent.STOPPING, bundle(7)));
        onStop.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle(0)));
        assertEquals(List.of(), events.names());
        onStop.bundleChanged(new BundleEvent(BundleEvent.STOPPING, bundle(0)));
        assertEquals(List.of("server.shutdown"), events.names());
    }
}
