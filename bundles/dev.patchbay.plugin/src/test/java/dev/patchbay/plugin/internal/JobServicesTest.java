package dev.patchbay.plugin.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.job.Jobs;
import dev.patchbay.job.Jobs.HookPoint;
import dev.patchbay.job.Resources;
import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.rpc.CallException;
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
}
