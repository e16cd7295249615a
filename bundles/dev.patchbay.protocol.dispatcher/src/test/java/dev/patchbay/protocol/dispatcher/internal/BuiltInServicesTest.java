package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Submission;
import dev.patchbay.plugin.Plugins;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Private;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

/** Spec §6, as a client sees it. */
public class BuiltInServicesTest {

    private static final List<String> SERVICES =
            List.of("debug", "discovery", "event", "lock", "management", "plugin", "session", "task");

    private static final Traits IS_PRIVATE = new Traits(true, false, false, Map.of());

    private final TestNode node = new TestNode();
    private final Peer peer = node.loggedIn();

    @After
    public void closeNode() {
        node.close();
    }

    // discovery

    @Test
    public void servicesAreListedAsClientsCallThem() {
        assertEquals(SERVICES, peer.call("discovery.get_services"));
        node.provides("a.b", new Echo());
        node.providesNoMore("a.b");
        node.provides("c.d", new Echo());
        assertTrue(((List<?>) peer.call("discovery.get_services")).contains("c.d"));
        assertFalse(((List<?>) peer.call("discovery.get_services")).contains("a.b"));
    }

    @Test
    public void methodsAreListedWithTheirSchemas() {
        node.dispatcher.describes(new Catalog(
                List.of(),
                List.of(
                        method("dispatcher.lock.init", Traits.NONE),
                        method("dispatcher.lock.deep.init", Traits.NONE),
                        method("lock.init", IS_PRIVATE),
                        method("dispatcher.locks.init", Traits.NONE))));
        Map<String, Object> entry = Map.of(
                "name",
                "init",
                "private",
                false,
                "description",
                "Makes one",
                "params-schema",
                Map.of(
                        "type",
                        "array",
                        "items",
                        List.of(
                                Map.of("type", "string", "title", "name", "description", "its name", "mandatory", true),
                                Map.of("type", "integer", "title", "size"))),
                "result-schema",
                Map.of("type", "null"));
        assertEquals(List.of(entry), peer.call("discovery.get_methods", "lock"));
        assertEquals(List.of(entry), peer.call("lock.enumerate_methods"));
        assertEquals(List.of(2L, "Service not found"), peer.callRefused("discovery.get_methods", "nobody"));
    }

    @Test
    public void whatIsForTheNodeAloneIsNotListed() {
        node.dispatcher.describes(new Catalog(
                List.of(),
                List.of(
                        method("dispatcher.lock._init", Traits.NONE),
                        method("dispatcher.lock.get_metadata", Traits.NONE),
                        method("dispatcher.lock.enumerate_methods", Traits.NONE),
                        method("dispatcher.lock.init_", IS_PRIVATE))));
        List<?> listed = (List<?>) peer.call("discovery.get_methods", "lock");
        assertEquals(
                List.of("init_"),
                listed.stream().map(entry -> ((Map<?, ?>) entry).get("name")).toList());
        assertEquals(true, ((Map<?, ?>) listed.get(0)).get("private"));
    }

    @Test
    public void aServiceIsPrivateWhenAllItsMethodsAre() {
        node.provides("lab", new Echo());
        assertEquals(false, isPrivate());
        node.dispatcher.describes(new Catalog(List.of(), List.of(method("lab.a", IS_PRIVATE))));
        assertEquals(true, isPrivate());
        node.dispatcher.describes(
                new Catalog(List.of(), List.of(method("lab.a", IS_PRIVATE), method("lab.b", Traits.NONE))));
        assertEquals(false, isPrivate());
        node.dispatcher.describes(
                new Catalog(List.of(), List.of(method("lab.a", IS_PRIVATE), method("lab.deep.b", Traits.NONE))));
        assertEquals(true, isPrivate());
    }

    private Object isPrivate() {
        return ((Map<?, ?>) peer.call("lab.get_metadata")).get("private");
    }

    @Test
    public void aServiceOfManyIsDescribedByTheOneThatIsCalled() {
        node.provides("lab", new Secret());
        node.provides("dispatcher.lab", new Echo()); // is called in its place
        assertEquals(Map.of("private", false), peer.call("lab.get_metadata"));
        node.providesNoMore("dispatcher.lab");
        assertEquals(Map.of("private", true, "description", "Not for you"), peer.call("lab.get_metadata"));
        node.providesNoMore("lab");
        assertEquals(List.of(2L, "Service not found"), peer.callRefused("discovery.get_service_metadata", "lab"));
    }

    /** A provider that says what it is. */
    @Private
    @Description("Not for you")
    public static final class Secret implements Provider {}

    private static MethodDescription method(String name, Traits traits) {
        return new MethodDescription(
                name,
                "Makes one",
                List.of(
                        new ParameterDescription("name", "its name", true, Map.of("type", "string")),
                        new ParameterDescription("size", "", false, Map.of("type", "integer"))),
                Map.of("type", "null"),
                Set.of(),
                "b/1",
                traits);
    }

    @Test
    public void tasksAreListedByName() {
        List<Map<String, Object>> arguments = List.of(Map.of("type", "string"));
        node.dispatcher.describes(new Catalog(
                List.of(new TaskDescription(
                        "volume.create",
                        "Creates",
                        Map.of(),
                        List.copyOf(arguments),
                        Map.of(),
                        Set.of(),
                        "b/1",
                        new Traits(false, false, true, Map.of("a", 1L)))),
                List.of()));
        Map<String, Object> entry = Map.of(
                "description",
                "Creates",
                "schema",
                arguments,
                "abortable",
                true,
                "private",
                false,
                "metadata",
                Map.of("a", 1L));
        assertEquals(Map.of("volume.create", entry), peer.call("discovery.get_tasks"));
    }

    @Test
    public void theSchemaIsOneDocument() {
        assertEquals(
                Map.of(
                        "$schema", "http://json-schema.org/draft-04/schema#",
                        "id", "http://freenas.org/schema/v10#",
                        "type", "object",
                        "definitions", Map.of()),
                peer.call("discovery.get_schema"));
        assertEquals("0".repeat(64), peer.call("discovery.get_schema_hash"));
    }

    // management

    @Test
    public void statusAndClientsAreTold() {
        node.connect();
        assertEquals("pong", peer.call("management.ping"));
        assertEquals(Map.of("started-at", 1.5, "connected-clients", 2L), peer.call("management.status"));
        node.hasStarted();
        assertEquals(true, peer.call("management.wait_ready"));
        List<?> clients = (List<?>) peer.call("management.get_connected_clients");
        assertEquals(2, clients.size());
        Set<String> users = new HashSet<>();
        for (Object client : clients) {
            Map<?, ?> told = (Map<?, ?>) client;
            assertEquals(Set.of("resource", "user", "address"), told.keySet());
            users.add(told.get("user") + " at " + told.get("address"));
        }
        assertEquals(Set.of("root at 127.0.0.1,40000", "null at 127.0.0.1,40001"), users);
        assertEquals(List.of(), peer.call("management.get_event_sources"));
        assertEquals(null, peer.call("management.restart"));
    }

    @Test
    public void featuresAreSwitchedOnAllOrNone() {
        assertEquals(
                List.of("streaming_responses", "strict_validation"), peer.call("management.get_available_features"));
        assertEquals(List.of(), peer.call("management.get_enabled_features"));
        assertEquals(
                List.of(22L, "Invalid feature dance"),
                peer.callRefused("management.enable_features", List.of("strict_validation", "dance")));
        assertEquals(List.of(), peer.call("management.get_enabled_features"));
        assertEquals(null, peer.call("management.enable_features", List.of("strict_validation")));
        assertEquals(List.of("strict_validation"), peer.call("management.get_enabled_features"));
        assertEquals(List.of(), node.loggedIn().call("management.get_enabled_features"));
    }

    @Test
    public void aKickedSessionIsToldAndItsTokenIsNoGood() {
        Peer kicked = node.connect();
        Object token = kicked.logIn().get(0);
        assertEquals(null, peer.call("management.kick_session", 2L));
        assertEquals(
                Map.of("reason", "Kicked out by root"), kicked.hear("events").get("args"));
        assertFalse(kicked.connection.isOpen());
        assertEquals(
                13L,
                node.connect().refused("auth_token", Map.of("token", token)).get(0));
        assertEquals(List.of(2L, "Session 99 not found"), peer.callRefused("management.kick_session", 99L));
    }

    @Test
    public void pluginsAreListedAndReloaded() {
        assertEquals(List.of(), peer.call("management.get_plugin_names"));
        assertEquals(null, peer.call("management.reload_plugins"));
        AtomicInteger reloaded = new AtomicInteger();
        node.management.use(new Plugins() {
            @Override
            public List<Status> list() {
                return List.of(new Status("disks", List.of(), true, null, Map.of(), "b/1"));
            }

            @Override
            public boolean reload(String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void reloadAll() {
                reloaded.incrementAndGet();
            }
        });
        assertEquals(List.of("disks"), peer.call("management.get_plugin_names"));
        peer.call("management.reload_plugins");
        assertEquals(1, reloaded.get());
    }

    @Test
    public void theLoggingLevelIsThatOfTheSection() {
        assertEquals("INFO", peer.call("management.get_logging_level"));
        peer.call("management.set_logging_level", "ERROR");
        assertEquals("ERROR", peer.call("management.get_logging_level"));
        assertEquals("dev.patchbay.logging", node.configurations.pid());
        peer.call("management.set_logging_level", "TRACE");
        assertEquals("DEBUG", peer.call("management.get_logging_level"));
        assertEquals(
                List.of(22L, "Invalid logging level LOUD"), peer.callRefused("management.set_logging_level", "LOUD"));
    }

    @Test
    public void onlyAnAdministratorOnTheMachineStopsTheNode() {
        Peer far = node.connect("192.0.2.7:4000", Map.of());
        far.logIn();
        assertEquals(List.of(1L, "Permission denied"), far.callRefused("management.die_you_gravy_sucking_pig_dog"));
        assertFalse(node.node.isStopped());
        peer.call("management.die_you_gravy_sucking_pig_dog");
        assertTrue(node.node.isStopped());
    }

    // task

    @Test
    public void aTaskIsSubmittedAsTheCaller() {
        assertEquals(1L, peer.call("task.submit", "sleep", List.of(5L)));
        Submission submission = node.jobs.submission(1);
        assertEquals(List.of(5L), submission.args());
        assertEquals(FakeSessions.ROOT, submission.user());
        assertEquals(Long.valueOf(1), submission.session());
        assertEquals(Map.of("SENDER_ADDRESS", "127.0.0.1,40000"), submission.environment());
        assertFalse(submission.isStrict());
        assertEquals(List.of(22L, "Unknown task type dance"), peer.callRefused("task.submit", "dance", List.of()));
    }

    @Test
    public void nobodyWritesAnotherAddressIntoTheRecord() {
        peer.call("task.submit_with_env", "sleep", List.of(), Map.of("SENDER_ADDRESS", "10.0.0.1,1"));
        assertEquals("127.0.0.1,40000", node.jobs.submission(1).environment().get("SENDER_ADDRESS"));
    }

    @Test
    public void anEnvironmentMayNameAnotherUser() {
        peer.call("management.enable_features", List.of("strict_validation"));
        peer.call("task.submit_with_env", "sleep", List.of(), Map.of("RUN_AS_USER", "ada", "x", 1L));
        Submission submission = node.jobs.submission(1);
        assertEquals("ada", submission.user().username());
        assertEquals(1L, submission.environment().get("x"));
        assertTrue(submission.isStrict());
    }

    @Test
    public void aTaskIsWaitedForUntilItHasEnded() {
        peer.call("task.submit", "sleep", List.of());
        String waiting = peer.start("task.wait", 1L);
        assertEquals("EXECUTING", ((Map<?, ?>) peer.call("task.status", 1L)).get("state"));
        node.jobs.end(1, JobState.FINISHED);
        assertEquals(null, peer.hearRpc("response", waiting));
        assertEquals(null, peer.call("task.wait", 1L));
        assertEquals(List.of(2L, "No such task"), peer.callRefused("task.wait", 2L));
        assertEquals(null, peer.call("task.status", 2L));
    }

    @Test
    public void aTaskIsAborted() {
        peer.call("task.submit", "sleep", List.of());
        assertEquals(null, peer.call("task.abort", 1L));
        assertEquals(JobState.ABORTED, node.jobs.state(1));
        assertEquals(null, peer.call("task.abort", 99L));
    }

    @Test
    public void tasksAreQueried() {
        peer.call("task.submit", "sleep", List.of());
        Map<?, ?> record = (Map<?, ?>) ((List<?>) peer.call("task.query")).get(0);
        assertEquals(Map.of("$date", "1970-01-01 00:00:00"), record.get("created_at"));
        assertEquals(1L, peer.call("task.query", List.of(), Map.of("count", true)));
        assertEquals(List.of(Map.of("name", "system", "busy", true)), peer.call("task.list_resources"));
        assertEquals(
                List.of(Map.of(
                        "index",
                        0L,
                        "state",
                        "EXECUTING",
                        "pid",
                        ProcessHandle.current().pid())),
                peer.call("task.list_executors"));
    }

    @Test
    public void howATaskFailedInItsOwnCodeIsToldToAdministratorsOnly() {
        peer.call("task.submit", "sleep", List.of());
        node.jobs.end(1, JobState.FAILED);
        node.use(new Settings(false, "lab", 600, 16, true, 100, true, 0));
        Peer zoe = node.connect();
        zoe.ask("auth", Map.of("username", "zoe", "password", "secret"));
        assertEquals("Tank.java", frameIn(peer.call("task.status", 1L)));
        assertEquals("Tank.java", frameIn(((List<?>) peer.call("task.query")).get(0)));
        for (Object entry : List.of(zoe.call("task.status", 1L), ((List<?>) zoe.call("task.query")).get(0))) {
            Map<?, ?> error = (Map<?, ?>) ((Map<?, ?>) entry).get("error");
            assertEquals("no disk", error.get("message"));
            assertNull(error.get("stacktrace"));
        }
        assertEquals(1L, zoe.call("task.query", List.of(), Map.of("count", true)));
        assertNull(zoe.call("task.status", 2L));
    }

    private static Object frameIn(Object entry) {
        Map<?, ?> error = (Map<?, ?>) ((Map<?, ?>) entry).get("error");
        return ((Map<?, ?>) ((List<?>) error.get("stacktrace")).get(0)).get("filename");
    }

    // lock

    @Test
    public void aLockIsHeldByOneAndReleased() {
        peer.call("lock.init", "pool");
        assertEquals(List.of("pool"), peer.call("lock.get_locks"));
        assertEquals(false, peer.call("lock.is_locked", "pool"));
        assertEquals(true, peer.call("lock.acquire", "pool"));
        assertEquals(true, peer.call("lock.is_locked", "pool"));
        Peer other = node.loggedIn();
        assertEquals(false, other.call("lock.acquire", "pool", 0));
        assertEquals(false, other.call("lock.acquire", "pool", 0.01));
        String waiting = other.start("lock.acquire", "pool", null);
        peer.call("lock.release", "pool");
        assertEquals(true, other.hearRpc("response", waiting));
        assertEquals(null, peer.call("lock.release", "pool"));
        assertEquals(22L, peer.callRefused("lock.release", "pool").get(0));
        assertEquals(22L, peer.callRefused("lock.release", "none").get(0));
        assertEquals(false, peer.call("lock.is_locked", "none"));
    }

    @Test
    public void locksAreReleasedWhenTheirHolderLeaves() {
        Peer holder = node.loggedIn();
        holder.call("lock.acquire", "a");
        holder.call("lock.acquire", "b");
        peer.call("lock.acquire", "c");
        String waiting = peer.start("lock.acquire", "a");
        holder.hangUp();
        assertEquals(true, peer.hearRpc("response", waiting));
        assertEquals(false, peer.call("lock.is_locked", "b"));
        assertEquals(true, peer.call("lock.is_locked", "c"));
    }

    @Test
    public void whoLeavesWhileWaitingGetsNoLock() throws InterruptedException {
        peer.call("lock.acquire", "a");
        Peer leaving = node.loggedIn();
        leaving.start("lock.acquire", "a");
        await().until(() -> node.dispatcher.requests().size() == 2);
        leaving.hangUp();
        await().until(() -> node.clients.all().size() == 1);
        peer.call("lock.release", "a");
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> peer.call("lock.is_locked", "a").equals(false));
    }

    // session

    @Test
    public void sessionsAreToldAndQueried() {
        Peer service = node.service("etcd");
        assertEquals("root", peer.call("session.whoami"));
        assertEquals(1L, peer.call("session.get_my_session_id"));
        assertEquals("etcd", service.call("session.whoami"));
        Map<?, ?> session = (Map<?, ?>) ((List<?>) peer.call("session.get_live_user_sessions")).get(0);
        assertEquals("root", session.get("username"));
        assertEquals(true, session.get("active"));
        assertEquals(1, ((List<?>) peer.call("session.get_live_user_sessions")).size());
        assertEquals(45L, peer.callRefused("session.query").get(0));
        node.use(new FakeSessionLog());
        assertEquals(List.of("[]", "{count=true}"), peer.call("session.query", List.of(), Map.of("count", true)));
    }

    @Test
    public void messagesGoToOneSessionOrToAll() {
        Peer other = node.loggedIn();
        Peer stranger = node.connect();
        peer.call("session.send_to_session", 2L, "hello");
        Map<String, ?> message = other.hearEvent("session.message");
        assertEquals("hello", message.get("message"));
        assertEquals(1L, message.get("sender_id"));
        assertEquals("root", message.get("sender_name"));
        peer.call("session.send_to_all", "all");
        assertEquals("all", other.hearEvent("session.message").get("message"));
        assertEquals("all", peer.hearEvent("session.message").get("message"));
        stranger.logIn();
        stranger.hasHeardNothing();
        assertEquals(List.of(2L, "Session 77 not found"), peer.callRefused("session.send_to_session", 77L, "x"));
    }

    // debug

    @Test
    public void stacksAreTexts() {
        List<?> stacks = (List<?>) peer.call("debug.dump_stacks");
        assertTrue(stacks.stream().anyMatch(stack -> stack.toString().contains("dumpStacks")));
    }
}
