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
import org.osgi.service.condition.Condition;

/** The beginning and the end of a node. */
public class ReadinessTest {

    private final FakeEvents events = new FakeEvents();
    private @Nullable BundleListener onStop;

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "addBundleListener" -> onStop = (BundleListener) arguments[0];
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
                    case "toString" -> "bundle " + id;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private Readiness activated() {
        Readiness readiness = new Readiness(context(), events);
        readiness.activated();
        return readiness;
    }

    @Test
    public void whoWaitsIsLetGoWhenTheNodeHasStarted() {
        Readiness readiness = activated();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                readiness.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(List.of(), events.names());
        assertEquals(false, waiting.isDone());
        readiness.bindStarted(Condition.INSTANCE);
        await().until(waiting::isDone);
        assertEquals(List.of("server.ready"), events.names());
    }

    @Test
    public void theStartIsToldOnceAndStaysOver() throws InterruptedException {
        Readiness readiness = activated();
        readiness.bindStarted(Condition.INSTANCE);
        readiness.unbindStarted(Condition.INSTANCE);
        readiness.bindStarted(Condition.INSTANCE);
        readiness.await();
        assertEquals(List.of("server.ready"), events.names());
    }

    @Test
    public void nobodyIsToldAgainOrWaitsOnANodeThatRuns() throws InterruptedException {
        Readiness late = new Readiness(context(), events);
        late.bindStarted(Condition.INSTANCE);
        late.activated();
        late.await();
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
