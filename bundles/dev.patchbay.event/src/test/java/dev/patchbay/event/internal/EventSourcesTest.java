package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

public class EventSourcesTest {

    private final Bus bus = new Bus(1_000, 100, 10);
    private final Recorder recorder = new Recorder();
    private final AtomicInteger uses = new AtomicInteger();
    private final AtomicReference<EventSource> service = new AtomicReference<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final EventSources sources = new EventSources(context(), bus);
    private final ServiceReference<EventSource> reference =
            FakeReference.with(Map.of(EventSourceName.PROPERTY, "ticker"));

    @After
    public void close() {
        mayEnd.countDown();
        bus.close();
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getService" -> use();
                    case "ungetService" -> uses.decrementAndGet() >= 0;
                    default -> null;
                });
    }

    private EventSource use() {
        uses.incrementAndGet();
        return service.get();
    }

    private HostedSource add(EventSource source) {
        service.set(source);
        bus.subscribeInline(List.of("*"), -1, recorder);
        return sources.addingService(reference);
    }

    private static boolean isThreadAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("patchbay-source-ticker"));
    }

    @Test
    public void aSourceRunsOnAThreadOfItsNameUntilItLeaves() {
        CompletableFuture<String> ended = new CompletableFuture<>();
        HostedSource running = add(sink -> {
            sink.publish("tick", Map.of("thread", Thread.currentThread().getName()));
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                ended.complete("interrupted");
                throw e;
            }
        });
        assertEquals("patchbay-source-ticker", recorder.first().properties().get("thread"));
        sources.removedService(reference, running);
        assertEquals("interrupted", ended.join());
        assertFalse(isThreadAlive());
    }

    @Test
    public void aSourceIsGivenBackWhenItLeaves() {
        HostedSource running = add(sink -> begun.countDown());
        await().until(() -> begun.getCount() == 0);
        assertEquals(1, uses.get());
        sources.removedService(reference, running);
        assertEquals(0, uses.get());
    }

    @Test
    public void aSourceThatThrowsEndsAndNobodyElseNotices() {
        for (Throwable fault : List.of(new IllegalStateException("broken"), new Error("broken"))) {
            HostedSource running = add(sink -> {
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            });
            await().until(() -> !isThreadAlive());
            sources.removedService(reference, running);
        }
        recorder.awaitNumber(bus.publish("still.here", Map.of()));
    }

    @Test
    public void aSourceThatCannotBeMadeIsLeftAlone() {
        HostedSource running = add(null);
        await().until(() -> !isThreadAlive());
        sources.removedService(reference, running);
    }

    @Test
    public void afterItsEndASourcePublishesNothing() {
        CompletableFuture<EventSource.Sink> kept = new CompletableFuture<>();
        add(sink -> {
            sink.publish("tick", Map.of());
            kept.complete(sink);
        });
        recorder.first();
        await().until(() -> !isThreadAlive());
        kept.join().publish("late", Map.of());
        assertEquals(1, bus.newest());
    }

    @Test
    public void aSourceThatIgnoresItsInterruptionIsLeftBehindAndCutOff() {
        CompletableFuture<EventSource.Sink> kept = new CompletableFuture<>();
        RunningSource stubborn =
                new RunningSource("ticker", () -> sink -> ignoreInterruption(kept, sink), bus::publish, 50);
        stubborn.start();
        EventSource.Sink sink = kept.join();
        sink.publish("tick", Map.of());
        stubborn.stop();
        assertTrue(isThreadAlive());
        sink.publish("late", Map.of());
        assertEquals(1, bus.newest());
        mayEnd.countDown();
        await().until(() -> !isThreadAlive());
    }

    private void ignoreInterruption(CompletableFuture<EventSource.Sink> kept, EventSource.Sink sink) {
        kept.complete(sink);
        while (mayEnd.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
