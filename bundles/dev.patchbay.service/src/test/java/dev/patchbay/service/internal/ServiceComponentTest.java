package dev.patchbay.service.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.EventBus;
import dev.patchbay.service.HostedServices;
import dev.patchbay.service.internal.NodeFixture.Made;
import dev.patchbay.service.spi.ServiceName;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;

/** The node's start and stop, as far as services are concerned. */
public class ServiceComponentTest {

    @Rule
    public final NodeFixture node = new NodeFixture();

    private final Queue<String> happened = new ConcurrentLinkedQueue<>();

    private ScriptedService publish(String name) {
        return publish(NodeFixture.named(name), name);
    }

    private ScriptedService publish(Map<String, Object> properties, String label) {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedService service = new ScriptedService()
                .disable(() -> {
                    happened.add("ask " + label);
                    end.countDown();
                })
                .main(() -> {
                    end.await();
                    happened.add("end " + label);
                });
        node.publishMade(properties, () -> {
            happened.add("make " + label);
            return service;
        });
        return service;
    }

    private List<String> seen(String word) {
        return happened.stream().filter(text -> text.startsWith(word)).toList();
    }

    @Test
    public void servicesAreMadeAndEnabledInTheListsOrder() {
        ScriptedService a = publish("a");
        ScriptedService b = publish(NodeFixture.originally("ids.of/B"), "b");
        ScriptedService c = publish("c");
        ScriptedService other = publish("other");
        node.start("c", "ids.of/B", "missing", "a");
        assertEquals(List.of("make c", "make b", "make a", "make other"), new ArrayList<>(happened));
        List<Long> threads = new ArrayList<>();
        for (ScriptedService service : List.of(c, b, a)) {
            threads.add(service.awaitMain().getId()); // numbered as they are made
        }
        assertEquals(threads, threads.stream().sorted().toList());
        assertEquals(List.of("c", "ids.of/B", "a", "other"), node.names());
        assertFalse("it is not in the list", node.isEnabled("other"));
        assertSame(other, node.services().get("other").orElseThrow());
    }

    @Test
    public void allAreMadeBeforeAnyIsEnabled() {
        CompletableFuture<List<String>> seenByMain = new CompletableFuture<>();
        node.publish(new ScriptedService().main(() -> seenByMain.complete(seen("make"))), NodeFixture.named("first"));
        publish("second");
        publish("third");
        node.start();
        assertEquals(List.of("make second", "make third"), seenByMain.join());
    }

    @Test
    public void withoutAListAllAreEnabledButThoseThatDoNotWant() {
        publish("a");
        publish(NodeFixture.with(NodeFixture.named("b"), Offer.ENABLED, false), "b");
        node.start();
        assertTrue(node.isEnabled("a"));
        assertFalse(node.isEnabled("b"));
    }

    @Test
    public void theListIsStrongerThanWhatTheServiceWants() {
        publish(NodeFixture.with(NodeFixture.named("b"), Offer.ENABLED, false), "b");
        node.start("b");
        assertTrue(node.isEnabled("b"));
    }

    @Test
    public void whatComesLaterIsEnabledListedOrNot() {
        node.start("late");
        publish("unlisted");
        publish(NodeFixture.with(NodeFixture.named("late"), Offer.ENABLED, false), "late");
        assertTrue(node.isEnabled("late"));
        assertTrue(node.isEnabled("unlisted"));
        assertEquals(List.of("late", "unlisted"), node.names());
    }

    @Test
    public void theUpdateOfOneThatTheListLeftOutIsLeftOutAsWell() {
        Made old = node.publishMade(NodeFixture.named("left.out"), ScriptedService::new);
        node.start("a");
        assertFalse(node.isEnabled("left.out"));
        old.leave();
        publish("left.out");
        assertFalse(node.isEnabled("left.out"));
        node.changeOrder("a", "left.out");
        assertFalse("a changed list enables nothing by itself", node.isEnabled("left.out"));
    }

    @Test
    public void aChangedListEndsNothingAndHoldsForWhatComes() {
        ScriptedService a = publish("a");
        publish("b");
        node.start();
        Thread thread = a.awaitMain();
        node.changeOrder("b", "c");
        assertTrue(thread.isAlive());
        assertEquals(List.of("b", "a"), node.names());
        publish(NodeFixture.with(NodeFixture.named("c"), Offer.ENABLED, false), "c");
        assertTrue(node.isEnabled("c"));
    }

    @Test
    public void ofOneNameOnlyTheBestIsMadeAtTheStart() {
        Made lower = node.publishMade(NodeFixture.named("a", 1), ScriptedService::new);
        Made higher = node.publishMade(NodeFixture.named("a", 2), ScriptedService::new);
        node.start();
        assertEquals(0, lower.made);
        assertEquals(1, higher.made);
    }

    @Test
    public void atTheStopAllEndInReverseOrder() {
        List<String> names = new ArrayList<>(List.of("one", "two", "three"));
        List<ScriptedService> services = names.stream().map(this::publish).toList();
        node.start("one", "two", "three");
        services.forEach(ScriptedService::awaitMain);
        node.stop();
        Collections.reverse(names);
        assertEquals(
                names.stream()
                        .flatMap(name -> List.of("ask " + name, "end " + name).stream())
                        .toList(),
                happened.stream().filter(text -> !text.startsWith("make")).toList());
        assertNull(node.context().getServiceReference(HostedServices.class));
    }

    @Test
    public void atTheStopOneThatIgnoresEverythingIsBoundedAndTheOthersEnd() {
        ScriptedService good = new ScriptedService();
        Made made = node.publishMade(NodeFixture.named("good"), () -> good);
        ScriptedService deaf = ScriptedService.ignoringAllUntil(node.mayEnd);
        Made ofTheDeaf = node.publishMade(NodeFixture.named("deaf"), () -> deaf);
        node.start("good", "deaf");
        Thread thread = good.awaitMain();
        deaf.awaitMain();
        long begin = System.nanoTime();
        node.stop();
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(
                "took " + tookInMs + " ms",
                tookInMs < 5 * (NodeFixture.STOP_IN_MS + Farewell.AFTER_INTERRUPTION_IN_MS));
        assertFalse(thread.isAlive());
        assertEquals(1, made.released);
        assertEquals(1, ofTheDeaf.released);
    }

    @Test
    public void atTheStopNobodyTakesOver() {
        node.publishMade(NodeFixture.named("a", 2), ScriptedService::new);
        Made waiting = node.publishMade(NodeFixture.named("a", 1), ScriptedService::new);
        node.start();
        node.stop();
        assertEquals(0, waiting.made);
    }

    @Test
    public void afterTheStopTheNodeCanStartAnew() {
        ScriptedService service = new ScriptedService();
        node.publish(service, NodeFixture.named("a"));
        node.start();
        Thread first = service.awaitMain();
        node.stop();
        assertFalse(first.isAlive());
        node.start();
        service.awaitMain();
        assertEquals(1, node.status("a").runs());
    }

    @Test
    public void aServiceThatRefersToTheOthersCanBeMadeAtTheStart() {
        CompletableFuture<Object> found = new CompletableFuture<>();
        ScriptedService target = publish("target");
        node.publishMade(NodeFixture.named("caller"), () -> {
            HostedServices services = node.services();
            assertNotNull(services);
            return new ScriptedService()
                    .main(() -> found.complete(services.get("target").orElseThrow()));
        });
        node.start();
        assertSame(target, found.join());
    }

    @Test
    public void oneThatBlocksWhileItIsMadeDoesNotHoldUpTheNodesStartForEver() {
        CountDownLatch mayBeMade = new CountDownLatch(1);
        node.publishMade(NodeFixture.named("blocking"), () -> {
            await().until(() -> mayBeMade.getCount() == 0);
            return new ScriptedService();
        });
        publish("other");
        node.start(100);
        assertEquals(List.of(), node.names());
        mayBeMade.countDown();
        await().until(() -> node.names().size() == 2 && node.isEnabled("other"));
    }

    @Test
    public void whatBecomesOfAServiceIsPublishedWhileThereIsABus() {
        node.start();
        ScriptedService early = publish("early");
        early.awaitMain();
        Queue<Object> published = new ConcurrentLinkedQueue<>();
        var bus = node.context().registerService(EventBus.class, bus(published), FrameworkUtil.asDictionary(Map.of()));
        node.publish(
                new ScriptedService().main(() -> {
                    throw new IllegalStateException("broken");
                }),
                Map.of(ServiceName.PROPERTY, "a"));
        await().until(() -> published.size() == 2);
        assertEquals(
                List.of(
                        List.of("service.enabled", Map.of("name", "a", "runs", 1L, "error", "")),
                        List.of(
                                "service.failed",
                                Map.of("name", "a", "runs", 1L, "error", "java.lang.IllegalStateException: broken"))),
                new ArrayList<>(published));
        bus.unregister();
        assertTrue(node.services().disable("early"));
        assertEquals(2, published.size());
    }

    private static EventBus bus(Queue<Object> published) {
        return (EventBus) Proxy.newProxyInstance(
                EventBus.class.getClassLoader(), new Class<?>[] {EventBus.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("publish")) {
                        published.add(Arrays.asList(arguments));
                        return 1L;
                    }
                    return method.getName().equals("equals") ? proxy == arguments[0] : System.identityHashCode(proxy);
                });
    }
}
