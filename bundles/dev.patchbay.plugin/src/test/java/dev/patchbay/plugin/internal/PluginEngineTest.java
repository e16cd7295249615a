package dev.patchbay.plugin.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.plugin.Plugins.Status;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

public class PluginEngineTest {

    @Rule
    public final NodeFixture node = new NodeFixture();

    private boolean offers(String provider) {
        return node.isOffered(Provider.class, ProviderName.PROPERTY, provider);
    }

    private ScriptedPlugin offering(String name, String... depends) {
        ScriptedPlugin plugin = node.plugin(name, depends);
        plugin.init = dispatcher -> dispatcher.registerProvider(name, new Provider() {});
        return plugin;
    }

    @Test
    public void pluginsAreInitialisedInDependencyOrderWhateverOrderTheyComeIn() {
        node.publish("shares", "storage", "network");
        node.publish("alerts", "shares");
        node.publish("network");
        node.publish("storage", "network");
        node.awaitReady("network", "storage", "shares", "alerts");
        assertEquals(List.of("+network", "+storage", "+shares", "+alerts"), node.notes);
        Status status = node.status("shares").orElseThrow();
        assertEquals(List.of("storage", "network"), status.depends());
        assertEquals(Map.of("author", "shares"), status.metadata());
        assertTrue(status.bundle(), status.bundle().matches("[\\w.]+/\\d.*"));
    }

    @Test
    public void whatIsMissingIsSaidInOneSentence() {
        node.publish("shares", "storage", "network");
        node.publish("network");
        node.awaitProblem("shares", "depends on plugin 'storage', which nobody offers; deploy what does.");
        node.publish("alerts", "shares");
        node.awaitProblem("alerts", "waits for plugin 'shares', not initialised itself; see there.");
        assertEquals(List.of("network"), node.ready());
    }

    @Test
    public void aCircleIsSaidInOneSentenceAndStopsNobodyElse() {
        node.publish("a", "b");
        node.publish("b", "c");
        node.publish("c", "a");
        node.publish("self", "self");
        node.publish("outside", "a");
        node.publish("free");
        node.awaitReady("free");
        node.awaitProblem("a", "depends on itself (a → b → c → a); remove one of these dependencies.");
        node.awaitProblem("c", "(c → a → b → c)");
        node.awaitProblem("self", "(self → self)");
        node.awaitProblem("outside", "waits for plugin 'a', not initialised itself; see there.");
    }

    @Test
    public void aLeavingPluginIsCleanedUpAfterThoseThatDependOnIt() {
        ServiceRegistration<Plugin> storage = node.publish("storage", offering("storage"));
        ScriptedPlugin shares = offering("shares", "storage");
        shares.cleanup = dispatcher -> assertTrue(offers("storage"));
        node.publish("shares", shares);
        node.publish("other");
        node.publish("alerts", "shares");
        node.awaitReady("storage", "shares", "other", "alerts");
        node.notes.clear();
        storage.unregister();
        assertEquals(List.of("-alerts", "-shares", "-storage"), node.notes);
        assertFalse(offers("storage") || offers("shares"));
        node.awaitReady("other");
        node.notes.clear();
        node.publish("storage", offering("storage"));
        node.awaitReady("other", "storage", "shares", "alerts");
        assertEquals(List.of("+storage", "+shares", "+alerts"), node.notes);
        assertTrue(offers("storage") && offers("shares"));
    }

    @Test
    public void aSuccessorThatCameFirstWaitsUntilItsPredecessorHasLeft() {
        ServiceRegistration<Plugin> former = node.publish("storage", offering("storage"));
        node.publish("shares", "storage");
        node.awaitReady("storage", "shares");
        node.notes.clear();
        node.publish("storage", offering("storage"));
        node.publish("witness");
        node.awaitReady("storage", "shares", "witness");
        former.unregister();
        node.awaitReady("witness", "storage", "shares");
        assertEquals(List.of("+witness", "-shares", "-storage", "+storage", "+shares"), node.notes);
        assertEquals(
                1,
                node.services(Provider.class, ProviderName.PROPERTY, "storage").size());
    }

    @Test
    public void aSuccessorThatLeavesUnusedTakesNothingAway() {
        node.publish("storage", offering("storage"));
        node.awaitReady("storage");
        ServiceRegistration<Plugin> unused = node.publish("storage", offering("storage"));
        unused.unregister();
        assertEquals(List.of("+storage"), node.notes);
        assertTrue(offers("storage"));
        assertEquals(List.of("storage"), node.ready());
    }

    @Test
    public void anInitThatThrowsHalfWayLeavesNothing() {
        ScriptedPlugin storage = node.plugin("storage");
        storage.init = dispatcher -> {
            dispatcher.registerProvider("storage", new Provider() {});
            dispatcher.registerEventHandler("disk.*", event -> {});
            throw new StackOverflowError();
        };
        node.publish("storage", storage);
        node.publish("shares", "storage");
        node.publish("other");
        node.awaitReady("other");
        node.awaitProblem("storage", "failed in its init: java.lang.StackOverflowError");
        node.awaitProblem("shares", "waits for plugin 'storage', not initialised itself; see there.");
        assertFalse(offers("storage"));
        assertEquals(List.of(), node.bus.masks);
        assertEquals(List.of("+storage", "+other"), node.notes);
    }

    @Test
    public void aFailedPluginIsTriedAgainOnCommandAndThenThoseThatWaitForIt() {
        ScriptedPlugin storage = node.plugin("storage");
        storage.init = dispatcher -> {
            throw new IllegalStateException("no disks");
        };
        node.publish("storage", storage);
        node.publish("shares", "storage");
        node.awaitProblem("storage", "no disks");
        storage.init = dispatcher -> {};
        assertTrue(node.plugins().reload("storage"));
        assertEquals(List.of("storage", "shares"), node.ready());
        assertEquals("null", node.problem("storage"));
    }

    @Test
    public void aDependentThatFailedIsTriedAgainWithTheSuccessorOfWhatItDependsOn() {
        ServiceRegistration<Plugin> storage = node.publish("storage");
        ScriptedPlugin shares = node.plugin("shares", "storage");
        shares.init = dispatcher -> {
            throw new IllegalStateException("too old");
        };
        node.publish("shares", shares);
        node.awaitProblem("shares", "too old");
        shares.init = dispatcher -> {};
        storage.unregister();
        node.publish("storage");
        node.awaitReady("storage", "shares");
    }

    @Test
    public void reloadCleansUpAndInitialisesWhatDependsOnIt() {
        node.publish("storage", offering("storage"));
        node.publish("shares", "storage");
        node.publish("other");
        node.awaitReady("storage", "shares", "other");
        node.notes.clear();
        assertTrue(node.plugins().reload("storage"));
        assertEquals(List.of("-shares", "-storage", "+storage", "+shares"), node.notes);
        assertFalse(node.plugins().reload("unknown"));
        node.notes.clear();
        node.plugins().reloadAll();
        assertEquals(List.of("-shares", "-storage", "-other", "+storage", "+shares", "+other"), node.notes);
        assertTrue(offers("storage"));
    }

    @Test
    public void whatACleanupThrowsOrForgetsHoldsNothingUp() {
        ScriptedPlugin storage = offering("storage");
        storage.cleanup = dispatcher -> {
            throw new NoClassDefFoundError("org/example/Gone");
        };
        ServiceRegistration<Plugin> registration = node.publish("storage", storage);
        node.awaitReady("storage");
        registration.unregister();
        assertFalse(offers("storage"));
        assertEquals(List.of(), node.plugins().list());
    }

    @Test
    public void aPluginThatCannotSayWhatItDependsOnHasFailed() {
        Plugin broken = new Plugin() {
            @Override
            public List<String> depends() {
                throw new IllegalStateException("broken");
            }

            @Override
            public void init(dev.patchbay.plugin.PluginDispatcher dispatcher) {}
        };
        node.publish("broken", broken);
        node.awaitProblem("broken", "did not say what it depends on: java.lang.IllegalStateException: broken");
        assertEquals(List.of("server.plugin.load_error:broken"), node.bus.published);
    }

    @Test
    public void eventsTellWhatBecomesOfAPlugin() {
        ScriptedPlugin failing = node.plugin("failing");
        failing.init = dispatcher -> {
            throw new Exception();
        };
        node.publish("storage");
        node.awaitReady("storage");
        node.publish("failing", failing);
        node.awaitProblem("failing", "failed");
        await().until(() -> node.bus.published.size() == 4);
        assertEquals(
                List.of(
                        "server.plugin.loaded:storage",
                        "server.plugin.initialized:storage",
                        "server.plugin.loaded:failing",
                        "server.plugin.load_error:failing"),
                node.bus.published);
    }

    @Test
    public void allIsDoneOnOneThread() {
        AtomicReference<String> thread = new AtomicReference<>();
        ScriptedPlugin plugin = node.plugin("storage");
        plugin.init = dispatcher -> thread.set(Thread.currentThread().getName());
        node.publish("storage", plugin);
        node.awaitReady("storage");
        assertEquals("patchbay-plugins", thread.get());
    }

    @Test(timeout = 20_000)
    public void aPluginThatLeavesDuringItsInitIsInterruptedAndLeavesNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedPlugin storage = node.plugin("storage");
        storage.init = dispatcher -> {
            dispatcher.registerProvider("storage", new Provider() {});
            begun.countDown();
            new CountDownLatch(1).await();
        };
        ServiceRegistration<Plugin> registration = node.publish("storage", storage);
        begun.await();
        node.awaitProblem("storage", "is being initialised");
        registration.unregister();
        assertFalse(offers("storage"));
        assertEquals(List.of(), node.plugins().list());
        node.publish("other");
        node.awaitReady("other");
    }

    @Test(timeout = 20_000)
    public void aCleanupThatDoesNotEndIsInterruptedAndTheDepartureGoesOn() {
        ScriptedPlugin storage = offering("storage");
        storage.cleanup = dispatcher -> new CountDownLatch(1).await();
        ServiceRegistration<Plugin> registration = node.publish("storage", storage);
        node.awaitReady("storage");
        registration.unregister();
        assertFalse(offers("storage"));
        node.publish("other");
        node.awaitReady("other");
    }

    @Test(timeout = 20_000)
    public void aPluginThatIgnoresItsInterruptionHoldsUpNoDeparture() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        ScriptedPlugin stubborn = node.plugin("stubborn");
        stubborn.init = dispatcher -> {
            while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
            }
        };
        ServiceRegistration<Plugin> other = node.publish("other");
        node.awaitReady("other");
        node.publish("stubborn", stubborn);
        node.awaitProblem("stubborn", "is being initialised");
        other.unregister();
        mayEnd.countDown();
        node.awaitReady("stubborn");
        assertEquals(List.of("+other", "+stubborn", "-other"), node.notes);
    }

    @Test(timeout = 20_000)
    public void aPluginMayNotReloadFromItsOwnInit() {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        ScriptedPlugin plugin = node.plugin("storage");
        plugin.init = dispatcher -> thrown.complete(
                assertThrows(IllegalStateException.class, () -> node.plugins().reloadAll()));
        node.publish("storage", plugin);
        assertTrue(thrown.join().getMessage().contains("init or cleanup"));
        node.awaitReady("storage");
    }

    @Test(timeout = 20_000)
    public void aPluginMayTakeAnotherAwayInItsInit() {
        ServiceRegistration<Plugin> other = node.publish("other");
        node.publish("dependent", "other");
        node.awaitReady("other", "dependent");
        ScriptedPlugin plugin = node.plugin("storage");
        plugin.init = dispatcher -> other.unregister();
        node.publish("storage", plugin);
        node.awaitReady("storage");
        node.awaitProblem("dependent", "depends on plugin 'other', which nobody offers");
    }

    @Test
    public void aPluginWithoutNameIsLeftAlone() {
        node.context().registerService(Plugin.class, node.plugin("nameless"), FrameworkUtil.asDictionary(Map.of()));
        node.publish("other");
        node.awaitReady("other");
        assertEquals(1, node.plugins().list().size());
    }

    @Test
    public void whenTheNodeStopsTheNewestIsCleanedUpFirst() {
        node.publish("storage", offering("storage"));
        node.publish("shares", "storage");
        node.awaitReady("storage", "shares");
        node.notes.clear();
        node.plugins().deactivate();
        assertEquals(List.of("-shares", "-storage"), node.notes);
        assertFalse(offers("storage"));
    }
}
