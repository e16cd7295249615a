package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** Services of connected clients (spec §8). */
public class ServiceClientTest {

    private static final Map<String, Object> CLOSED = Map.of("code", 53L, "message", "Connection closed");

    private final TestNode node = new TestNode();
    private final Peer service = node.service("daemon");
    private final Peer peer = node.loggedIn();

    @After
    public void closeNode() {
        node.close();
    }

    private void offer() {
        service.call("plugin.register_service", "vm");
        service.call("plugin.resume_service", "vm");
    }

    /** The id of the next call that reaches the service. */
    private String reached(String method, Object args) {
        Map<String, ?> message = service.hearRpc();
        assertEquals("call", message.get("name"));
        assertEquals(Map.of("method", method, "args", args, "view", false), message.get("args"));
        return (String) message.get("id");
    }

    private String callReached() {
        Map<String, ?> message = service.hearRpc();
        assertEquals("call", message.get("name"));
        return (String) message.get("id");
    }

    @Test
    public void callsAreForwardedAndAnswered() {
        offer();
        assertTrue(((List<?>) peer.call("discovery.get_services")).contains("vm"));
        String call = peer.start("vm.start", "tank", 7L, Map.of("$date", "2017-03-01 12:00:00"));
        String id = reached("vm.start", List.of("tank", 7L, Map.of("$date", "2017-03-01 12:00:00")));
        assertNotEquals(call, id);
        assertTrue(id, id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
        service.rpc("response", id, Map.of("$binary", "aGk="));
        assertEquals(Map.of("$binary", "aGk="), peer.hearRpc("response", call));
        service.rpc("response", id, "again");
        peer.hasHeardNothing();
    }

    @Test
    public void argumentsByNameAndNoneAreForwarded() {
        offer();
        peer.rpc("call", "n", Map.of("method", "vm.start", "args", Map.of("name", "x")));
        service.rpc("response", reached("vm.start", Map.of("name", "x")), 1);
        peer.hearRpc("response", "n");
        peer.say("{'namespace':'rpc','name':'call','id':'m','args':{'method':'vm.start','args':null}}");
        service.rpc("response", reached("vm.start", List.of()), 1);
        peer.hearRpc("response", "m");
    }

    @Test
    public void errorsAreForwarded() {
        offer();
        String call = peer.start("vm.start");
        service.rpc("error", callReached(), Map.of("code", 5, "message", "no", "extra", List.of(1)));
        assertEquals(Map.of("code", 5L, "message", "no", "extra", List.of(1L)), peer.hearRpc("error", call));
        call = peer.start("vm.start");
        service.rpc("error", callReached(), Map.of("code", 5, "message", "no", "why", "older clients"));
        assertEquals(
                Map.of("code", 5L, "message", "no", "extra", Map.of("why", "older clients")),
                peer.hearRpc("error", call));
        call = peer.start("vm.start");
        service.rpc("error", callReached(), null);
        assertEquals(Map.of("code", 14L, "message", "The service failed"), peer.hearRpc("error", call));
    }

    @Test
    public void callsWaitUntilTheServiceIsResumed() {
        peer.subscribe("plugin.*");
        service.call("plugin.register_service", "vm");
        Map<String, ?> registered = peer.hearEvent("plugin.service_registered");
        assertEquals("vm", registered.get("service-name"));
        assertEquals("127.0.0.1,40000", registered.get("address"));
        String first = peer.start("vm.start");
        await().until(() -> node.dispatcher.requests().stream()
                .anyMatch(request -> request.name().equals("vm.start")));
        String listing = peer.start("vm.enumerate_methods");
        service.rpc("response", reached("vm.enumerate_methods", List.of()), List.of());
        peer.hearRpc("response", listing);
        service.start("plugin.resume_service", "vm");
        assertEquals("vm", peer.hearEvent("plugin.service_resume").get("name"));
        Map<String, ?> message = service.hearRpc();
        if (message.get("name").equals("response")) { // the answer may come first
            message = service.hearRpc();
        }
        service.rpc("response", message.get("id"), "started");
        assertEquals("started", peer.hearRpc("response", first));
    }

    @Test
    public void aServiceWhoseOwnerResumesNoneIsResumedForHim() {
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 16, true, 100, true, 10));
        service.call("plugin.register_service", "vm");
        String call = peer.start("vm.start");
        service.rpc("response", callReached(), 1);
        assertEquals(1L, peer.hearRpc("response", call));
    }

    @Test
    public void itsMethodsAreItsOwnToList() {
        offer();
        String listing = peer.start("discovery.get_methods", "vm");
        service.rpc("response", reached("vm.enumerate_methods", List.of()), List.of(Map.of("name", "start")));
        assertEquals(List.of(Map.of("name", "start")), peer.hearRpc("response", listing));
        String metadata = peer.start("vm.get_metadata");
        service.rpc("response", reached("vm.get_metadata", List.of()), Map.of("private", true));
        assertEquals(Map.of("private", true), peer.hearRpc("response", metadata));
    }

    @Test
    public void onlyTheOwnerMayTakeItAway() {
        offer();
        assertEquals(List.of(1L, "Permission denied"), peer.callRefused("plugin.unregister_service", "vm"));
        assertEquals(List.of(1L, "Permission denied"), peer.callRefused("plugin.resume_service", "vm"));
        assertEquals(List.of(2L, "Service not found"), peer.callRefused("plugin.unregister_service", "other"));
        assertEquals(List.of(2L, "Service not found"), service.callRefused("plugin.resume_service", "other"));
        peer.subscribe("plugin.*");
        service.call("plugin.unregister_service", "vm");
        assertEquals("vm", peer.hearEvent("plugin.service_unregistered").get("name"));
        assertEquals(List.of(2L, "Service vm not found"), peer.callRefused("vm.start"));
    }

    @Test
    public void namesThatAreTakenOrReservedAreRefused() {
        assertEquals(
                17L,
                service.callRefused("plugin.register_service", "management").get(0));
        for (String name : List.of("task.x", "rpc", "dispatcher.lock", "", "a b", "a..b")) {
            assertEquals(
                    name,
                    22L,
                    service.callRefused("plugin.register_service", name).get(0));
        }
        service.call("plugin.register_service", "tasks");
    }

    @Test
    public void aServiceMayComeAgainBeforeItsPredecessorHasGone() {
        offer();
        Peer successor = node.service("daemon");
        successor.call("plugin.register_service", "vm");
        successor.call("plugin.resume_service", "vm");
        service.hangUp();
        await().until(() -> node.clients.all().size() == 2);
        String call = peer.start("vm.start");
        Map<String, ?> message = successor.hearRpc();
        successor.rpc("response", message.get("id"), "new");
        assertEquals("new", peer.hearRpc("response", call));
    }

    @Test
    public void registeringTwiceChangesNothing() {
        offer();
        service.call("plugin.register_service", "vm");
        String call = peer.start("vm.start");
        service.rpc("response", callReached(), 1);
        peer.hearRpc("response", call);
    }

    @Test
    public void callsInFlightAreAnsweredWhenItVanishes() {
        offer();
        peer.subscribe("plugin.*");
        Set<Object> open = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            open.add(peer.start("vm.start", (long) i));
        }
        for (int i = 0; i < 100; i++) {
            callReached();
        }
        service.hangUp();
        for (int i = 0; i < 100; i++) {
            Map<String, ?> answer = peer.hearRpc();
            assertEquals("error", answer.get("name"));
            assertEquals(CLOSED, answer.get("args"));
            assertTrue(open.remove(answer.get("id")));
        }
        assertEquals("vm", peer.hearEvent("plugin.service_unregistered").get("name"));
        assertFalse(((List<?>) peer.call("discovery.get_services")).contains("vm"));
        peer.hasHeardNothing();
    }

    @Test
    public void callsThatWaitForAResumeAreAnsweredWhenItVanishes() {
        service.call("plugin.register_service", "vm");
        String call = peer.start("vm.start");
        await().until(() -> node.dispatcher.requests().stream()
                .anyMatch(request -> request.name().equals("vm.start")));
        service.hangUp();
        assertEquals(CLOSED, peer.hearRpc("error", call));
    }

    @Test
    public void aStreamIsFetchedOnlyAsItIsWanted() {
        offer();
        peer.call("management.enable_features", List.of("streaming_responses"));
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 2, true, 100, true, 0));
        String call = peer.start("vm.list");
        String id = callReached();
        service.rpc("fragment", id, Map.of("seqno", 1, "fragment", List.of(1, 2)));
        assertEquals(Map.of("seqno", 1L, "fragment", List.of(1L, 2L)), peer.hearRpc("fragment", call));
        service.hasHeardNothing();
        peer.rpc("continue", call, 2);
        assertEquals(2L, service.hearRpc("continue", id));
        service.rpc("fragment", id, Map.of("seqno", 2, "fragment", List.of(3)));
        assertEquals(3L, service.hearRpc("continue", id));
        service.rpc("end", id, 3);
        service.rpc("close", id, null);
        assertEquals(Map.of("seqno", 2L, "fragment", List.of(3L)), peer.hearRpc("fragment", call));
        peer.rpc("continue", call, 3);
        assertEquals(3L, peer.hearRpc("end", call));
        assertEquals(null, peer.hearRpc("close", call));
    }

    @Test
    public void aStreamIsOneAnswerForWhoTakesNone() {
        offer();
        String call = peer.start("vm.list");
        String id = callReached();
        service.rpc("fragment", id, Map.of("seqno", 1, "fragment", List.of(1, 2)));
        assertEquals(2L, service.hearRpc("continue", id));
        service.rpc("end", id, 2);
        service.rpc("close", id, null);
        assertEquals(List.of(1L, 2L), peer.hearRpc("response", call));
        call = peer.start("vm.list");
        id = callReached();
        service.rpc("end", id, 1);
        service.rpc("close", id, null);
        assertEquals(List.of(), peer.hearRpc("response", call));
    }

    @Test
    public void aStreamEndsWithAnErrorWhenTheServiceVanishes() {
        offer();
        peer.call("management.enable_features", List.of("streaming_responses"));
        String call = peer.start("vm.list");
        service.rpc("fragment", callReached(), Map.of("seqno", 1, "fragment", List.of(1)));
        service.hearRpc();
        service.hangUp();
        assertEquals(Map.of("seqno", 1L, "fragment", List.of(1L)), peer.hearRpc("fragment", call));
        peer.rpc("continue", call, 2);
        assertEquals(CLOSED, peer.hearRpc("error", call));
    }

    @Test
    public void aFragmentThatIsNoneEndsTheCallWithAnError() {
        offer();
        for (Object fragment : Arrays.asList(null, 5, List.of(1), Map.of("seqno", 1, "fragment", Map.of()))) {
            String call = peer.start("vm.list");
            service.rpc("fragment", callReached(), fragment);
            Map<?, ?> error = (Map<?, ?>) peer.hearRpc("error", call);
            assertEquals(14L, error.get("code"));
            assertTrue(error.toString(), error.get("message").toString().contains("'fragment'"));
        }
    }

    @Test
    public void aServiceIsNeverToldToAbort() {
        offer();
        peer.call("management.enable_features", List.of("streaming_responses"));
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 1, true, 100, true, 0));
        String call = peer.start("vm.list");
        String id = callReached();
        service.rpc("fragment", id, Map.of("seqno", 1, "fragment", List.of(1)));
        peer.hearRpc("fragment", call);
        peer.rpc("abort", call, null);
        assertEquals(null, peer.hearRpc("close", call));
        service.rpc("fragment", id, Map.of("seqno", 2, "fragment", List.of(2)));
        service.hasHeardNothing();
        peer.hasHeardNothing();
    }

    @Test
    public void schemasAndEventTypesAreThereWhileTheirOwnerIs() {
        Map<String, Object> schema = Map.of("type", "object");
        service.call("plugin.register_schema", "Vm", schema);
        service.call("plugin.register_schema", "Vm", Map.of("type", "string"));
        service.call("plugin.register_event_type", "vm", "vm.changed");
        assertEquals(Map.of("type", "string"), definitions().get("Vm"));
        assertEquals(
                Map.of("refcount", 3L, "source", "vm"),
                ((Map<?, ?>) peer.call("discovery.get_event_types")).get("vm.changed"));
        assertEquals(List.of(1L, "Permission denied"), peer.callRefused("plugin.unregister_schema", "Vm"));
        assertEquals(List.of(2L, "Schema not found"), peer.callRefused("plugin.unregister_schema", "Other"));
        assertEquals(List.of(1L, "Permission denied"), peer.callRefused("plugin.unregister_event_type", "vm.changed"));
        assertEquals(List.of(2L, "Event type not found"), peer.callRefused("plugin.unregister_event_type", "other"));
        service.call("plugin.unregister_schema", "Vm");
        assertFalse(definitions().containsKey("Vm"));
        service.call("plugin.register_schema", "Vm", schema);
        service.hangUp();
        await().until(() -> !definitions().containsKey("Vm"));
        assertEquals(Map.of(), peer.call("discovery.get_event_types"));
    }

    private Map<?, ?> definitions() {
        return (Map<?, ?>) ((Map<?, ?>) peer.call("discovery.get_schema")).get("definitions");
    }

    @Test
    public void aServiceCanBeWaitedFor() {
        assertEquals(null, peer.call("plugin.wait_for_service", "management"));
        assertEquals(
                60L, peer.callRefused("plugin.wait_for_service", "vm", 0.01).get(0));
        String call = peer.start("plugin.wait_for_service", "vm");
        service.call("plugin.register_service", "vm");
        assertEquals(null, peer.hearRpc("response", call));
    }
}
