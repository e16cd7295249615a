package dev.patchbay.plugin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.event.EventListener;
import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.event.spi.OnDemand;
import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

public class DispatcherOfPluginTest {

    @Rule
    public final NodeFixture node = new NodeFixture();

    private PluginDispatcher dispatcher;
    private ServiceRegistration<Plugin> plugin;

    static final class Scrub implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            return input;
        }
    }

    record Volume(String name, int size) {}

    @Before
    public void publish() {
        CompletableFuture<PluginDispatcher> given = new CompletableFuture<>();
        ScriptedPlugin scripted = node.plugin("storage");
        scripted.init = given::complete;
        plugin = node.publish("storage", scripted);
        node.awaitReady("storage");
        dispatcher = given.join();
    }

    private ServiceReference<?> only(Class<?> type, String property, String value) {
        var found = node.services(type, property, value);
        assertEquals(1, found.size());
        return found.iterator().next();
    }

    @Test
    public void whatIsRegisteredIsAServiceAndLeavesWithThePlugin() {
        dispatcher.registerProvider("volume", new Provider() {});
        dispatcher.registerTaskHandler("volume.scrub", Scrub.class, Scrub::new);
        dispatcher.registerEventSource("disks", sink -> {}, List.of("disk.full", "disk.gone"), true);
        dispatcher.registerEventType("volume.changed", Map.of("type", "object"));
        dispatcher.registerSchemaDefinition("Volume", Map.of("type", "object"));
        dispatcher.registerEventHandler("disk.*", event -> {});
        ServiceReference<?> source = only(EventSource.class, EventSourceName.PROPERTY, "disks");
        assertEquals(List.of("disk.full", "disk.gone"), Arrays.asList((String[]) source.getProperty(Emits.PROPERTY)));
        assertEquals(true, source.getProperty(OnDemand.PROPERTY));
        ServiceReference<?> type = only(EventType.class, Emits.PROPERTY, "volume.changed");
        assertEquals("storage", type.getProperty(EventSourceName.PROPERTY));
        assertEquals("{\"type\":\"object\"}", ((EventType) node.context().getService(type)).schema());
        SchemaDefinition schema = (SchemaDefinition)
                node.context().getService(only(SchemaDefinition.class, SchemaName.PROPERTY, "Volume"));
        assertEquals("{\"type\":\"object\"}", schema.text());
        assertEquals(List.of("disk.*"), node.bus.masks);
        plugin.unregister();
        assertFalse(node.isOffered(Provider.class, ProviderName.PROPERTY, "volume"));
        assertFalse(node.isOffered(Task.class, TaskName.PROPERTY, "volume.scrub"));
        assertFalse(node.isOffered(EventSource.class, EventSourceName.PROPERTY, "disks"));
        assertFalse(node.isOffered(EventType.class, Emits.PROPERTY, "volume.changed"));
        assertFalse(node.isOffered(SchemaDefinition.class, SchemaName.PROPERTY, "Volume"));
        assertEquals(List.of(), node.bus.masks);
    }

    @Test
    public void eachCanBeTakenBackAndRegisteredAgain() {
        EventListener handler = event -> {};
        for (int i = 0; i < 2; i++) {
            dispatcher.registerProvider("volume", new Provider() {});
            dispatcher.registerTaskHandler("volume.scrub", Scrub.class, Scrub::new);
            dispatcher.registerEventSource("disks", sink -> {}, List.of(), false);
            dispatcher.registerEventType("volume.changed", null);
            dispatcher.registerSchemaDefinition("Volume", Map.of());
            dispatcher.registerEventHandler("disk.*", handler);
            dispatcher.unregisterProvider("volume");
            dispatcher.unregisterTaskHandler("volume.scrub");
            dispatcher.unregisterEventSource("disks");
            dispatcher.unregisterEventType("volume.changed");
            dispatcher.unregisterSchemaDefinition("Volume");
            dispatcher.unregisterEventHandler("disk.*", handler);
            assertFalse(node.isOffered(Provider.class, ProviderName.PROPERTY, "volume"));
            assertFalse(node.isOffered(Task.class, TaskName.PROPERTY, "volume.scrub"));
            assertFalse(node.isOffered(EventSource.class, EventSourceName.PROPERTY, "disks"));
            assertFalse(node.isOffered(EventType.class, Emits.PROPERTY, "volume.changed"));
            assertFalse(node.isOffered(SchemaDefinition.class, SchemaName.PROPERTY, "Volume"));
            assertEquals(List.of(), node.bus.masks);
        }
        dispatcher.unregisterProvider("unknown");
    }

    @Test
    public void aNameThatIsTakenIsRefusedAndWhatHasItStays() {
        dispatcher.registerProvider("volume", new Provider() {});
        assertThrows(IllegalArgumentException.class, () -> dispatcher.registerProvider("volume", new Provider() {}));
        assertTrue(node.isOffered(Provider.class, ProviderName.PROPERTY, "volume"));
        dispatcher.registerTaskHandler("volume", Scrub.class, Scrub::new);
    }

    @Test
    public void afterThePluginHasLeftNothingCanBeRegistered() {
        plugin.unregister();
        assertThrows(IllegalStateException.class, () -> dispatcher.registerProvider("volume", new Provider() {}));
        assertFalse(node.isOffered(Provider.class, ProviderName.PROPERTY, "volume"));
    }

    @Test
    public void aTaskHasAFreshInstanceForEachRunAndItsClassIsKnownWithoutOne() {
        dispatcher.registerTaskHandler("volume.scrub", Scrub.class, Scrub::new);
        ServiceReference<?> task = only(Task.class, TaskName.PROPERTY, "volume.scrub");
        assertSame(Scrub.class, task.getProperty(TaskFactory.IMPLEMENTATION));
        assertEquals(Constants.SCOPE_PROTOTYPE, task.getProperty(Constants.SERVICE_SCOPE));
        ServiceObjects<?> instances = node.context().getServiceObjects(task);
        assertNotSame(instances.getService(), instances.getService());
    }

    @Test
    public void anAliasFollowsTheTaskAndItsRoles() {
        assertThrows(IllegalArgumentException.class, () -> dispatcher.registerTaskAlias("scrub", "volume.scrub"));
        ServiceRegistration<?> former = task("volume.scrub");
        dispatcher.registerTaskAlias("scrub", "volume.scrub");
        ServiceReference<?> alias = only(Task.class, TaskName.PROPERTY, "scrub");
        assertEquals("keeper", alias.getProperty(RequiresRole.PROPERTY));
        assertTrue(node.context().getService(alias) instanceof Scrub);
        former.unregister();
        assertFalse(node.isOffered(Task.class, TaskName.PROPERTY, "scrub"));
        task("volume.scrub");
        assertTrue(node.isOffered(Task.class, TaskName.PROPERTY, "scrub"));
        dispatcher.unregisterTaskHandler("scrub");
        assertFalse(node.isOffered(Task.class, TaskName.PROPERTY, "scrub"));
        assertTrue(node.isOffered(Task.class, TaskName.PROPERTY, "volume.scrub"));
    }

    private ServiceRegistration<?> task(String name) {
        return node.context()
                .registerService(
                        Task.class,
                        new Scrub(),
                        FrameworkUtil.asDictionary(Map.of(TaskName.PROPERTY, name, RequiresRole.PROPERTY, "keeper")));
    }

    @Test
    public void hooksAskEverybodyUntilOneSaysNo() {
        Predicate<List<@Nullable Object>> isSmall = args -> (int) args.get(0) < 10;
        assertThrows(IllegalArgumentException.class, () -> dispatcher.runHook("volume.create", List.of(1)));
        dispatcher.registerHook("volume.create");
        assertTrue(dispatcher.runHook("volume.create", List.of(99)));
        dispatcher.attachHook("volume.create", isSmall);
        assertTrue(dispatcher.runHook("volume.create", List.of(9)));
        assertFalse(dispatcher.runHook("volume.create", List.of(10)));
        assertFalse("who throws says no", dispatcher.runHook("volume.create", List.of("text")));
        dispatcher.detachHook("volume.create", isSmall);
        assertTrue(dispatcher.runHook("volume.create", List.of(10)));
        dispatcher.attachHook("volume.create", isSmall);
        plugin.unregister();
        assertThrows(IllegalArgumentException.class, () -> dispatcher.runHook("volume.create", List.of(1)));
    }

    @Test
    public void aCallIsMadeAsTheNodeWithPlainArguments() throws Exception {
        Object answer = dispatcher.callSync("volume.create", new Volume("tank", 5), null, List.of(new Volume("b", 1)));
        assertEquals(
                Arrays.asList(Map.of("name", "tank", "size", 5L), null, List.of(Map.of("name", "b", "size", 1L))),
                answer);
        node.dispatcher.answer.set(
                (request, reply) -> reply.result(request.user().hasRole("keeper")));
        assertEquals(true, dispatcher.callSync("whoami"));
    }

    @Test
    public void aFailureIsACallException() {
        node.dispatcher.answer.set((request, reply) ->
                reply.failure(new Failure(Failure.Kind.REFUSED, 17, "exists", Map.of("name", "tank"))));
        CallException refused = assertThrows(CallException.class, () -> dispatcher.callSync("volume.create"));
        assertEquals(17, refused.code());
        assertEquals(Map.of("name", "tank"), refused.data());
        node.dispatcher.answer.set(
                (request, reply) -> reply.failure(Failure.of(Failure.Kind.UNKNOWN_NAME, "no such method")));
        assertEquals(
                2,
                assertThrows(CallException.class, () -> dispatcher.callStream("no.such"))
                        .code());
    }

    @Test
    public void everyResultIsAStreamForWhoWantsOne() throws Exception {
        try (ResultStream one = dispatcher.callStream("volume.list", 1)) {
            assertEquals(List.of(List.of(1)), one.take(10).stream().toList());
            assertEquals(List.of(), one.take(10));
        }
    }

    @Test(timeout = 20_000)
    public void whoIsInterruptedWhileHeWaitsCancelsTheCall() throws Exception {
        node.dispatcher.answer.set((request, reply) -> {});
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                dispatcher.callSync("slow");
            } catch (CallException | InterruptedException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        caller.interrupt();
        assertTrue(thrown.join() instanceof InterruptedException);
        caller.join();
        assertTrue(node.dispatcher.isCancelled.get());
    }

    @Test
    public void eventsArePublished() {
        dispatcher.emitEvent("disk.full", Map.of("name", "sda"));
        assertTrue(node.bus.published.contains("disk.full:sda"));
    }
}
