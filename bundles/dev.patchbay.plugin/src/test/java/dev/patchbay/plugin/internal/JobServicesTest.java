package dev.patchbay.plugin.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.event.Event;
import dev.patchbay.job.Jobs;
import dev.patchbay.job.Jobs.HookPoint;
import dev.patchbay.job.Resources;
import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.rpc.CallException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

public class JobServicesTest {

    @Rule
    public final NodeFixture node = new NodeFixture();

    private final FakeJobs jobs = new FakeJobs();
    private final FakeResources resources = new FakeResources();
    private final AtomicReference<PluginDispatcher> dispatcher = new AtomicReference<>();

    private ServiceRegistration<Resources> publishEngine() {
        node.context().registerService(Jobs.class, jobs, null);
        return node.context().registerService(Resources.class, resources, null);
    }

    private ServiceRegistration<Plugin> publishPlugin() {
        ScriptedPlugin plugin = node.plugin("storage");
        plugin.init = given -> {
            given.registerResource("volume:tank", List.of("system"));
            given.registerTaskHook("volume.create", HookPoint.AFTER, "volume.share");
            dispatcher.set(given);
        };
        return node.publish("storage", plugin);
    }

    @Test
    public void resourcesAndTaskHooksLeaveWithThePlugin() {
        publishEngine();
        ServiceRegistration<Plugin> plugin = publishPlugin();
        node.awaitReady("storage");
        assertEquals(Set.of("volume:tank"), resources.names);
        assertEquals(Set.of("volume.share AFTER volume.create"), jobs.hooks);
        plugin.unregister();
        assertEquals(Set.of(), resources.names);
        assertEquals(Set.of(), jobs.hooks);
    }

    @Test
    public void aJobEngineThatComesLaterIsWaitedFor() {
        publishPlugin();
        node.awaitProblem("storage", "is being initialised");
        publishEngine();
        node.awaitReady("storage");
        assertEquals(Set.of("volume:tank"), resources.names);
    }

    @Test
    public void aNewJobEngineIsToldEverythingAgain() {
        ServiceRegistration<Resources> engine = publishEngine();
        publishPlugin();
        node.awaitReady("storage");
        engine.unregister();
        FakeResources successor = new FakeResources();
        node.context().registerService(Resources.class, successor, null);
        await().until(() -> successor.names.contains("volume:tank"));
        node.awaitReady("storage");
        assertEquals(List.of("+storage", "-storage", "+storage"), node.notes);
    }

    @Test
    public void jobsAreSubmittedAsTheNodeAndTheirErrorsAreThrown() throws Exception {
        publishEngine();
        publishPlugin();
        node.awaitReady("storage");
        assertEquals(7, dispatcher.get().submitTask("volume.scrub", "tank"));
        record Options(int passes) {}
        assertEquals(
                List.of("tank", Map.of("passes", 2L)),
                dispatcher.get().callTaskSync("volume.scrub", "tank", new Options(2)));
        CallException error =
                assertThrows(CallException.class, () -> dispatcher.get().callTaskSync("fail"));
        assertEquals(42, error.code());
    }

    private PluginDispatcher initialised() {
        publishEngine();
        publishPlugin();
        node.awaitReady("storage");
        return dispatcher.get();
    }

    @Test
    public void aResourceIsMovedAndRenamedByItsPluginOnly() {
        PluginDispatcher plugin = initialised();
        plugin.updateResource("volume:tank", List.of("root"));
        assertEquals(List.of("volume:tank below [root]"), resources.moved);
        plugin.renameResource("volume:tank", "volume:pond");
        assertEquals(Set.of("volume:pond"), resources.names);
        plugin.registerResource("volume:tank", List.of());
        assertThrows(IllegalArgumentException.class, () -> plugin.renameResource("volume:tank", "volume:pond"));
        assertThrows(IllegalArgumentException.class, () -> plugin.updateResource("system", List.of()));
        assertThrows(IllegalArgumentException.class, () -> plugin.renameResource("system", "mine"));
        plugin.unregisterResource("volume:pond");
        assertEquals(Set.of("volume:tank"), resources.names);
    }

    @Test
    public void aRenamedResourceLeavesWithItsPlugin() {
        publishEngine();
        ServiceRegistration<Plugin> plugin = publishPlugin();
        node.awaitReady("storage");
        dispatcher.get().renameResource("volume:tank", "volume:pond");
        plugin.unregister();
        assertEquals(Set.of(), resources.names);
    }

    @Test
    public void thereIsAResourceForEachRecordOfAService() throws Exception {
        PluginDispatcher plugin = initialised();
        List<Object> asked = new ArrayList<>();
        node.dispatcher.answer.set((request, reply) -> {
            asked.add(request.name() + request.params());
            reply.result(List.of("a", "b"));
        });
        plugin.trackResources("disk", id -> "disk:" + id, List.of("system"));
        assertEquals(List.of("disk.query[[], {select=id}]"), asked);
        assertEquals(Set.of("disk:a", "disk:b", "volume:tank"), resources.names);
        told("create", List.of("b", "c"));
        told("update", List.of("x"));
        told("delete", List.of("a", "ghost"));
        told("rename", List.of(List.of("b", "d"), "odd", List.of("ghost", "e")));
        assertEquals(Set.of("disk:c", "disk:d", "disk:e", "volume:tank"), resources.names);
    }

    @Test
    public void whatTheQueryKnewAlreadyIsNotKeptTwice() throws Exception {
        PluginDispatcher plugin = initialised();
        node.dispatcher.answer.set((request, reply) -> reply.result(List.of("b")));
        plugin.trackResources("disk", id -> "disk:" + id, List.of());
        told("create", List.of("a"));
        told("rename", List.of(List.of("a", "b")));
        assertEquals(Set.of("disk:b", "volume:tank"), resources.names);
    }

    @Test
    public void whatIsNotTheTrackersIsLeftAlone() throws Exception {
        PluginDispatcher plugin = initialised();
        node.dispatcher.answer.set((request, reply) -> reply.result(List.of("a")));
        plugin.trackResources("disk", id -> id.equals("tank") ? "volume:tank" : "disk:" + id, List.of());
        told("create", List.of("tank", "b"));
        told("rename", List.of(List.of("a", "tank"), List.of("b", "c")));
        told("delete", Arrays.asList("tank", null, "c"));
        assertEquals(Set.of("disk:a", "volume:tank"), resources.names);
        told("delete", List.of("a"));
        assertEquals(Set.of("volume:tank"), resources.names);
    }

    @Test
    public void aTrackerThatFailsHalfWayLeavesNothing() throws Exception {
        PluginDispatcher plugin = initialised();
        node.dispatcher.answer.set((request, reply) -> reply.result(List.of("a", "tank", "b")));
        assertThrows(
                IllegalArgumentException.class, () -> plugin.trackResources("volume", id -> "volume:" + id, List.of()));
        assertEquals(Set.of("volume:tank"), resources.names);
    }

    private void told(String operation, List<?> ids) throws Exception {
        node.bus.listeners.get("disk.changed").onEvent(new ChangedEvent(Map.of("operation", operation, "ids", ids)));
    }

    private record ChangedEvent(Map<String, Object> properties) implements Event {

        @Override
        public String name() {
            return "disk.changed";
        }

        @Override
        public Instant time() {
            return Instant.EPOCH;
        }

        @Override
        public long seq() {
            return 1;
        }

        @Override
        public <T> T as(Encoder<T> encoder) {
            return encoder.encode(this);
        }
    }

    @Test
    public void aServiceWithoutAQueryIsNotTracked() throws Exception {
        PluginDispatcher plugin = initialised();
        node.dispatcher.answer.set((request, reply) -> reply.result(5L));
        assertThrows(IllegalArgumentException.class, () -> plugin.trackResources("disk", id -> id, List.of()));
        assertEquals(Set.of("volume:tank"), resources.names);
        assertEquals(List.of(), node.bus.masks);
    }
}
