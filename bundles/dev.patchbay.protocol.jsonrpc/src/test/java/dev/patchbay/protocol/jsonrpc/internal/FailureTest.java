package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import dev.patchbay.dispatch.Failure;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class FailureTest {

    private static final String CALL = "{'jsonrpc':'2.0','id':1,'method':'lab.fail'}";
    private static final String RUN = "{'jsonrpc':'2.0','id':1,'method':'task.run','params':['fail']}";

    /** By kind: the code of a provider's method, then the code of a task. */
    private static final Map<Failure.Kind, List<Integer>> CODES = Map.of(
            Failure.Kind.UNKNOWN_NAME, List.of(-32601, -32006),
            Failure.Kind.INVALID_INPUT, List.of(-32602, -32602),
            Failure.Kind.NOT_SIGNED_IN, List.of(-32004, -32004),
            Failure.Kind.NOT_ALLOWED, List.of(-32005, -32005),
            Failure.Kind.REFUSED, List.of(17, 17),
            Failure.Kind.FAILED, List.of(-32000, -32000),
            Failure.Kind.TIMED_OUT, List.of(-32001, -32001),
            Failure.Kind.INTERRUPTED, List.of(-32002, -32002),
            Failure.Kind.OVERLOADED, List.of(-32003, -32003));

    private final Peer peer = new Peer();

    private static Failure failure(Failure.Kind kind) {
        return new Failure(kind, kind == Failure.Kind.REFUSED ? 17 : 0, "It went wrong", null);
    }

    @Test
    public void everyKindOfFailureHasItsCode() {
        for (Failure.Kind kind : Failure.Kind.values()) {
            List<Integer> codes = CODES.get(kind);
            assertNotNull(kind.toString(), codes);
            peer.dispatcher.failingMethod("lab.fail", failure(kind));
            peer.expectError(CALL, 1L, codes.get(0));
            peer.dispatcher.failingTask("fail", failure(kind));
            peer.expectError(RUN, 1L, codes.get(1));
        }
    }

    @Test
    public void messageAndDataReachTheCallerUnchanged() {
        peer.dispatcher.failingMethod(
                "lab.fail",
                new Failure(Failure.Kind.REFUSED, -7, "No \"beer\" left", Map.of("bottles", 0L, "since", List.of())));

        peer.expect(
                CALL,
                "{'jsonrpc':'2.0','id':1,'error':{'code':-7,'message':'No \\'beer\\' left',"
                        + "'data':{'bottles':0,'since':[]}}}");
    }

    @Test
    public void withoutDataThereIsNoMemberForIt() {
        peer.dispatcher.failingMethod("lab.fail", failure(Failure.Kind.FAILED));

        assertEquals(
                List.of("code", "message"),
                List.copyOf(Peer.error(peer.ask(CALL)).keySet()));
    }
}
