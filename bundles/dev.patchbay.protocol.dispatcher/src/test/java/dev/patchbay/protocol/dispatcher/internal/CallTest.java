package dev.patchbay.protocol.dispatcher.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.Request.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;

/** Spec §4, §5.1: every call gets exactly one answer. */
public class CallTest {

    private static final String BROKEN = "java.lang.NumberFormatException: For input string: \"broken\"";
    private static final Map<String, String> ZOE = Map.of("username", "zoe", "password", "secret");

    private final TestNode node = new TestNode();
    private final Echo echo = new Echo();
    private final Peer peer = node.loggedIn();

    public CallTest() {
        node.provides("echo", echo);
    }

    @After
    public void closeNode() {
        node.close();
    }

    @Test
    public void aCallIsAnsweredWithItsResult() {
        assertEquals(List.of(1L, "two"), peer.call("echo.same", List.of(1L, "two")));
        assertEquals(Map.of("$binary", "aGk="), peer.call("echo.same", Map.of("$binary", "aGk=")));
        assertEquals(null, peer.call("echo.same", (Object) null));
    }

    @Test
    public void argsReachTheDispatcherAsTheyCame() {
        for (Object args : Arrays.asList(null, List.of(1L), Map.of("value", 1L))) {
            Map<String, @Nullable Object> call = new HashMap<>();
            call.put("method", "echo.same");
            call.put("args", args);
            peer.rpc("call", "x", call);
            peer.hearRpc();
            assertEquals(args, lastRequest().params());
        }
    }

    private Request lastRequest() {
        List<Request> requests = node.dispatcher.requests();
        return requests.get(requests.size() - 1);
    }

    @Test
    public void argsThatAreNeitherArrayNorObjectAreRefused() {
        peer.rpc("call", "x", Map.of("method", "echo.same", "args", "text"));
        assertEquals(
                Map.of("code", 22L, "message", "Function parameters should be passed as dictionary or array"),
                peer.hearRpc("error", "x"));
    }

    @Test
    public void aCallIsMadeAsWhoIsLoggedIn() {
        peer.call("echo.same", 1L);
        assertEquals(FakeSessions.ROOT, lastRequest().user());
        assertEquals(peer.connection, lastRequest().connection());
        assertEquals(Set.of(Rule.SIGNED_IN, Rule.TRACED), lastRequest().rules());
        peer.call("management.enable_features", List.of("strict_validation"));
        peer.call("echo.same", 1L);
        assertEquals(
                Set.of(Rule.SIGNED_IN, Rule.STRICT, Rule.TRACED), lastRequest().rules());
    }

    @Test
    public void whatIsNotThereIsSaid() {
        assertEquals(List.of(22L, "Invalid function path"), peer.callRefused("echo"));
        assertEquals(List.of(2L, "Service nobody not found"), peer.callRefused("nobody.same"));
        assertEquals(List.of(2L, "Service a.b not found"), peer.callRefused("a.b.same"));
        assertEquals(List.of(2L, "Method not found"), peer.callRefused("echo.dance"));
        assertEquals(List.of(2L, "Method not found"), peer.callRefused("management.dance"));
    }

    @Test
    public void whoIsNotLoggedInMayCallOnlyWhatSaysSo() {
        Peer stranger = node.connect();
        assertEquals(List.of(13L, "Not logged in"), stranger.callRefused("echo.same", 1L));
        assertEquals(List.of(2L, "Service nobody not found"), stranger.callRefused("nobody.same"));
        assertEquals("127.0.0.1,40001", stranger.call("management.get_sender_address"));
    }

    @Test
    public void aRefusalCarriesCodeMessageAndExtra() {
        peer.startAs("r", "echo.refuse");
        assertEquals(
                Map.of("code", 17L, "message", "There is one already", "extra", Map.of("which", 3L)),
                peer.hearRpc("error", "r"));
    }

    @Test
    public void aFaultIsOneSentenceWithoutAStackTrace() {
        List<Object> error = peer.callRefused("echo.fail");
        assertEquals(14L, error.get(0));
        assertEquals("It failed: java.lang.NumberFormatException: For input string: \"broken\"", error.get(1));
    }

    @Test
    public void anAdministratorIsToldTheStackTraceBesides() {
        assertEquals(BROKEN + "\n\tat Echo.fail", ((Map<?, ?>) faultFor(peer).get("extra")).get("stacktrace"));
        assertEquals(
                BROKEN + "\n\tat Echo.fail",
                ((Map<?, ?>) faultFor(node.service("daemon")).get("extra")).get("stacktrace"));
    }

    @Test
    public void nobodyElseIsToldAStackTrace() {
        Map<String, Object> sentence = Map.of("code", 14L, "message", "It failed: " + BROKEN);
        assertEquals(sentence, faultFor(node.connect()));

        letIn("lab", true);
        Peer zoe = node.connect();
        zoe.ask("auth", ZOE);
        assertEquals(sentence, faultFor(zoe));
        peer.ask("auth", ZOE); // whoever is logged in last counts
        assertEquals(sentence, faultFor(peer));
    }

    @Test
    public void theNodesSettingsKeepTracesFromAdministratorsToo() {
        letIn("admin", false);
        assertEquals(Set.of("code", "message"), faultFor(peer).keySet());
        letIn("admin", true);
        assertEquals(Set.of("code", "message", "extra"), faultFor(peer).keySet());
    }

    private void letIn(String group, boolean stackTraces) {
        node.use(new Settings(false, group, 600, 16, true, 100, stackTraces, 0));
    }

    private static Map<?, ?> faultFor(Peer caller) {
        return (Map<?, ?>) caller.hearRpc("error", caller.start("echo.fail_anybody"));
    }

    @Test
    public void aResultThatIsNoJsonIsAFault() {
        assertEquals(14L, peer.callRefused("echo.unspeakable").get(0));
    }

    @Test
    public void eachKindOfFailureHasItsCode() {
        assertEquals(RpcError.of(2, "nobody"), error(Kind.UNKNOWN_NAME));
        assertEquals(RpcError.of(13, "Not logged in"), error(Kind.NOT_SIGNED_IN));
        assertEquals(RpcError.of(13, "Insufficent privileges"), error(Kind.NOT_ALLOWED));
        assertEquals(RpcError.of(60, "why"), error(Kind.TIMED_OUT));
        assertEquals(RpcError.of(4, "why"), error(Kind.INTERRUPTED));
        assertEquals(RpcError.of(16, "why"), error(Kind.OVERLOADED));
        assertEquals(RpcError.of(14, "why"), error(Kind.FAILED));
        assertEquals(
                RpcError.of(22, "One or more passed arguments failed schema verification"), error(Kind.INVALID_INPUT));
    }

    private static RpcError error(Kind kind) {
        return RpcError.of(Failure.of(kind, "why"), "nobody");
    }

    @Test
    public void violationsNameTheirPathStepByStep() {
        Failure failure = new Failure(
                Kind.INVALID_INPUT,
                0,
                "wrong",
                List.of(
                        Map.of("path", "/0/name", "message", "too short"),
                        Map.of("path", "/1/a~1b/22", "message", "no number"),
                        Map.of("path", "", "message", "too few")));
        assertEquals(
                List.of(
                        Map.of("path", List.of(0L, "name"), "message", "too short", "code", 22L),
                        Map.of("path", List.of(1L, "a/b", 22L), "message", "no number", "code", 22L),
                        Map.of("path", List.of(), "message", "too few", "code", 22L)),
                RpcError.of(failure, "").extra());
    }

    @Test
    public void aSlowCallDelaysNoOther() throws InterruptedException {
        String slow = peer.start("echo.hang");
        assertTrue(echo.entered.await(10, TimeUnit.SECONDS));
        assertEquals(1L, peer.call("echo.same", 1L));
        echo.goOn.release();
        assertEquals(null, peer.hearRpc("response", slow));
    }

    @Test
    public void moreCallsThanAllowedAreRefused() {
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 16, true, 2, true, 0));
        peer.start("echo.hang");
        peer.start("echo.hang");
        assertEquals(List.of(16L, "Too many simultaneous requests"), peer.callRefused("echo.same", 1L));
        echo.goOn.release(2);
        peer.hearRpc();
        peer.hearRpc();
        assertEquals(1L, peer.call("echo.same", 1L));
    }

    @Test
    public void callsOfAClosedConnectionAreCancelled() throws InterruptedException {
        peer.start("echo.hang");
        assertTrue(echo.entered.await(10, TimeUnit.SECONDS));
        peer.hangUp();
        assertTrue(echo.interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    public void everyServiceDescribesItself() {
        assertEquals(Map.of("private", false), peer.call("echo.get_metadata"));
        assertEquals(
                Map.of("private", false, "description", "The node and its connections."),
                peer.call("management.get_metadata"));
        assertEquals(
                Map.of("private", true, "description", "What the node's threads are doing."),
                peer.call("debug.get_metadata"));
        assertEquals(List.of(), peer.call("echo.enumerate_methods"));
        assertEquals(List.of(2L, "Service nobody not found"), peer.callRefused("nobody.get_metadata"));
        assertEquals(List.of(13L, "Not logged in"), node.connect().callRefused("echo.enumerate_methods"));
    }
}
