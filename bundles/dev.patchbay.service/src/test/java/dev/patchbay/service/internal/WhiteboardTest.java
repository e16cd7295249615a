package dev.patchbay.service.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.internal.NodeFixture.Made;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Services that come and go while the node runs. */
public class WhiteboardTest {

    @Rule
    public final NodeFixture node = new NodeFixture();

    @Before
    public void start() {
        node.start();
    }

    @Test
    public void aServiceIsEnabledWhenItComesAndJoinedAndReleasedWhenItLeaves() {
        ScriptedService service = new ScriptedService();
        Made made = node.publishMade(NodeFixture.named("a"), () -> service);
        Thread thread = service.awaitMain();
        assertTrue(node.isEnabled("a"));
        assertEquals(0, made.released);
        made.leave();
        assertFalse(thread.isAlive());
        assertEquals(1, service.disables.get());
        assertEquals(1, made.released);
        assertEquals(List.of(), node.names());
    }

    @Test
    public void aLeavingServiceStillWorksWhileItIsDisabled() {
        CompletableFuture<Boolean> wasReleased = new CompletableFuture<>();
        CompletableFuture<Made> self = new CompletableFuture<>();
        ScriptedService service = new ScriptedService().main(() -> {
            try {
                new Semaphore(0).acquire();
            } finally {
                wasReleased.complete(self.get().released > 0);
            }
        });
        Made made = node.publishMade(NodeFixture.named("a"), () -> service);
        self.complete(made);
        service.awaitMain();
        made.leave();
        assertFalse(wasReleased.join());
        assertEquals(1, made.released);
    }

    @Test
    public void itSaysItselfWhetherItWantsToBeEnabled() {
        ScriptedService service = new ScriptedService();
        node.publish(service, NodeFixture.with(NodeFixture.named("a"), Offer.ENABLED, false));
        assertFalse(node.isEnabled("a"));
        assertSame(service, node.services().get("a").orElseThrow());
        service.awaitMain();
        node.publish(new ScriptedService(), NodeFixture.with(NodeFixture.named("b"), Offer.ENABLED, "true"));
        assertTrue(node.isEnabled("b"));
    }

    @Test
    public void anOriginalIdIsNameEnough() {
        node.publish(new ScriptedService(), NodeFixture.originally("lab.sampler/Sampler"));
        assertTrue(node.isEnabled("lab.sampler/Sampler"));
        assertEquals(List.of("lab.sampler/Sampler"), node.names());
    }

    @Test
    public void whatHasNoNameOrABadOneIsRefusedAndItsNeighbourIsNot() {
        node.publish(new ScriptedService(), Map.of());
        for (String bad : List.of("", "a b", ".a", "a/b", "a..b")) {
            node.publish(new ScriptedService(), NodeFixture.named(bad));
        }
        for (String bad : List.of("Sampler", "a/b/c", "/b", "a/", "a b/c")) {
            node.publish(new ScriptedService(), Map.of(ServiceName.PROPERTY, "x", OriginalId.PROPERTY, bad));
        }
        node.publish(new ScriptedService(), NodeFixture.named("lab.sampler_2-b"));
        assertEquals(List.of("lab.sampler_2-b"), node.names());
    }

    @Test
    public void theOneThatCameFirstKeepsTheNameAndTheNextTakesItOver() {
        ScriptedService first = new ScriptedService();
        ScriptedService second = new ScriptedService();
        var registration = node.publish(first, NodeFixture.named("a"));
        node.publish(second, NodeFixture.named("a"));
        assertSame(first, node.services().get("a").orElseThrow());
        assertEquals(0, second.runs.get());
        Thread thread = first.awaitMain();
        registration.unregister();
        assertFalse(thread.isAlive());
        assertSame(second, node.services().get("a").orElseThrow());
        second.awaitMain();
    }

    @Test
    public void aLeavingPredecessorTakesNothingAway() {
        ScriptedService old = new ScriptedService();
        ScriptedService next = new ScriptedService();
        var former = node.publish(old, NodeFixture.named("a"));
        Thread oldThread = old.awaitMain();
        node.publish(next, NodeFixture.named("a", 5));
        assertFalse("its successor came", oldThread.isAlive());
        Thread thread = next.awaitMain();
        former.unregister();
        assertTrue(thread.isAlive());
        assertSame(next, node.services().get("a").orElseThrow());
        assertEquals(1, next.runs.get());
        assertEquals(0, next.disables.get());
    }

    @Test
    public void theHigherRankingHasTheNameUntilItLeaves() {
        Made lower = node.publishMade(NodeFixture.named("a", 1), ScriptedService::new);
        Made higher = node.publishMade(NodeFixture.named("a", 2), ScriptedService::new);
        assertEquals("the displaced one is given back", 1, lower.released);
        assertEquals(1, higher.made);
        higher.leave();
        assertEquals(2, lower.made);
        assertTrue(node.isEnabled("a"));
        assertEquals(1, node.status("a").runs());
        lower.leave();
        assertEquals(2, lower.released);
        assertEquals(List.of(), node.names());
    }

    @Test
    public void aChangedRankingChangesWhoHasTheName() {
        ScriptedService stable = new ScriptedService();
        ScriptedService trial = new ScriptedService();
        node.publish(stable, NodeFixture.named("a", 5));
        var registration = node.publish(trial, NodeFixture.named("a", 1));
        assertSame(stable, node.services().get("a").orElseThrow());
        registration.setProperties(FrameworkUtil.asDictionary(NodeFixture.named("a", 9)));
        assertSame(trial, node.services().get("a").orElseThrow());
        registration.setProperties(FrameworkUtil.asDictionary(NodeFixture.named("a", 1)));
        assertSame(stable, node.services().get("a").orElseThrow());
    }

    @Test
    public void oneThatCannotBeMadeGivesWayToTheNext() {
        ScriptedService next = new ScriptedService();
        node.publish(next, NodeFixture.named("a"));
        Made broken = node.publishMade(NodeFixture.named("a", 9), () -> null);
        assertEquals(1, broken.made);
        assertSame(next, node.services().get("a").orElseThrow());
        broken.leave();
        assertSame(next, node.services().get("a").orElseThrow());
    }

    @Test
    public void aNameThatIsTakenByCodeStaysTaken() {
        ScriptedService created = new ScriptedService();
        assertTrue(node.services().create("a", created));
        Made published = node.publishMade(NodeFixture.named("a", 9), ScriptedService::new);
        assertSame(created, node.services().get("a").orElseThrow());
        Thread thread = created.awaitMain();
        published.leave();
        assertEquals(published.made, published.released);
        assertTrue(thread.isAlive());
        assertSame(created, node.services().get("a").orElseThrow());
    }

    @Test
    public void whatWasDeletedByCodeIsStillDisabledWhenItLeaves() {
        ScriptedService service = new ScriptedService();
        var registration = node.publish(service, NodeFixture.named("a"));
        Thread thread = service.awaitMain();
        assertTrue(node.services().delete("a"));
        assertTrue(thread.isAlive());
        registration.unregister();
        assertFalse(thread.isAlive());
    }

    @Test
    public void oneThatIgnoresEverythingLeavesInBoundedTime() {
        ScriptedService deaf = ScriptedService.ignoringAllUntil(node.mayEnd);
        Made made = node.publishMade(NodeFixture.named("a"), () -> deaf);
        Thread thread = deaf.awaitMain();
        long begin = System.nanoTime();
        made.leave();
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(
                "took " + tookInMs + " ms",
                tookInMs < 5 * (NodeFixture.STOP_IN_MS + Farewell.AFTER_INTERRUPTION_IN_MS));
        assertTrue(thread.isAlive());
        assertEquals(1, made.released);
        ScriptedService successor = new ScriptedService();
        node.publish(successor, NodeFixture.named("a"));
        Thread next = successor.awaitMain();
        node.mayEnd.release();
        await().until(() -> !thread.isAlive());
        assertTrue(next.isAlive());
        assertTrue(node.isEnabled("a"));
    }

    @Test
    public void oneThatBlocksWhileItIsMadeHoldsUpNoOther() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch mayBeMade = new CountDownLatch(1);
        CompletableFuture<Made> slow =
                CompletableFuture.supplyAsync(() -> node.publishMade(NodeFixture.named("slow"), () -> {
                    making.countDown();
                    await().until(() -> mayBeMade.getCount() == 0);
                    return new ScriptedService();
                }));
        assertTrue(making.await(20, TimeUnit.SECONDS));
        node.publish(new ScriptedService(), NodeFixture.named("quick"));
        assertEquals(List.of("quick"), node.names());
        mayBeMade.countDown();
        assertEquals(0, slow.get().released);
        assertTrue(node.isEnabled("slow"));
    }

    @Test
    public void comingAndGoingAtRandomNeverRunsTwoOfOneNameAndLeavesNothing() throws Exception {
        Queue<Made> all = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> comers = new ArrayList<>();
        Semaphore one = new Semaphore(1);
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 4; i++) {
            comers.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 50; round++) {
                    int ranking = ThreadLocalRandom.current().nextInt(3);
                    Made made = node.publishMade(NodeFixture.named("a", ranking), () -> alone(one, faults));
                    all.add(made);
                    made.leave();
                }
            }));
        }
        for (CompletableFuture<Void> comer : comers) {
            comer.get(60, TimeUnit.SECONDS);
        }
        assertEquals(List.of(), List.copyOf(faults));
        assertEquals(List.of(), node.names());
        assertTrue(all.stream().anyMatch(made -> made.made > 0));
        for (Made made : all) {
            assertEquals(made.made, made.released);
        }
        assertEquals(1, one.availablePermits());
    }

    /** A service that finds fault when another of its name runs already. */
    private static HostedService alone(Semaphore one, Queue<String> faults) {
        CountDownLatch end = new CountDownLatch(1);
        return new ScriptedService().disable(end::countDown).main(() -> {
            if (!one.tryAcquire()) {
                faults.add("two run at one time");
                return;
            }
            end.await();
            one.release();
        });
    }

    @Test
    public void aNameThatChangesIsKeptUntilTheServiceLeaves() {
        ServiceRegistration<HostedService> registration = node.publish(new ScriptedService(), NodeFixture.named("a"));
        registration.setProperties(FrameworkUtil.asDictionary(NodeFixture.named("b")));
        assertEquals(List.of("a"), node.names());
        registration.unregister();
        assertEquals(List.of(), node.names());
    }
}
