package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** The examples of JSON-RPC 2.0 §7, one by one; our error messages say more than the examples' do. */
public class SpecificationTest {

    private final Peer peer = new Peer();

    @Before
    public void offerTheMethodsOfTheExamples() {
        peer.dispatcher.method("subtract", request -> subtract(request.params()));
        peer.dispatcher.method("sum", request -> sum((List<?>) request.params()));
        peer.dispatcher.method("get_data", request -> List.of("hello", 5L));
        for (String name : List.of("update", "foobar", "notify_hello", "notify_sum")) {
            peer.dispatcher.method(name, request -> "not to be heard");
        }
    }

    private static long subtract(Object params) {
        return params instanceof List<?> list
                ? (long) list.get(0) - (long) list.get(1)
                : (long) ((Map<?, ?>) params).get("minuend") - (long) ((Map<?, ?>) params).get("subtrahend");
    }

    private static long sum(List<?> numbers) {
        return numbers.stream().mapToLong(Long.class::cast).sum();
    }

    @Test
    public void positionalParametersReachTheMethod() {
        peer.expect(
                "{'jsonrpc': '2.0', 'method': 'subtract', 'params': [42, 23], 'id': 1}",
                "{'jsonrpc': '2.0', 'result': 19, 'id': 1}");
        peer.expect(
                "{'jsonrpc': '2.0', 'method': 'subtract', 'params': [23, 42], 'id': 2}",
                "{'jsonrpc': '2.0', 'result': -19, 'id': 2}");
    }

    @Test
    public void namedParametersReachTheMethodInAnyOrder() {
        peer.expect(
                "{'jsonrpc': '2.0', 'method': 'subtract', 'params': {'subtrahend': 23, 'minuend': 42}, 'id': 3}",
                "{'jsonrpc': '2.0', 'result': 19, 'id': 3}");
        peer.expect(
                "{'jsonrpc': '2.0', 'method': 'subtract', 'params': {'minuend': 42, 'subtrahend': 23}, 'id': 4}",
                "{'jsonrpc': '2.0', 'result': 19, 'id': 4}");
    }

    @Test
    public void aNotificationIsCarriedOutAndNotAnswered() {
        peer.say("{'jsonrpc': '2.0', 'method': 'update', 'params': [1,2,3,4,5]}");
        peer.say("{'jsonrpc': '2.0', 'method': 'foobar'}");

        peer.hearsNothing();
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L), peer.dispatcher.requests().get(0).params());
        assertEquals("foobar", peer.dispatcher.requests().get(1).name());
    }

    @Test
    public void aMethodThatIsNotThereIsNotFound() {
        peer.expectError("{'jsonrpc': '2.0', 'method': 'missing', 'id': '1'}", "1", -32601);
    }

    @Test
    public void invalidJsonIsAParseError() {
        peer.expectError("{'jsonrpc': '2.0', 'method': 'foobar, 'params': 'bar', 'baz]", null, -32700);
    }

    @Test
    public void anInvalidRequestObjectIsRefused() {
        peer.expectError("{'jsonrpc': '2.0', 'method': 1, 'params': 'bar'}", null, -32600);
    }

    @Test
    public void aBatchOfInvalidJsonIsOneParseError() {
        peer.expectError(
                "[{'jsonrpc': '2.0', 'method': 'sum', 'params': [1,2,4], 'id': '1'}, {'jsonrpc': '2.0', 'method'",
                null,
                -32700);
    }

    @Test
    public void anEmptyBatchIsOneInvalidRequest() {
        peer.expectError("[]", null, -32600);
    }

    @Test
    public void aBatchOfOneInvalidMemberGivesAnArrayOfOneError() {
        List<?> answers = (List<?>) peer.ask("[1]");

        assertEquals(1, answers.size());
        Peer.assertError(null, -32600, answers.get(0));
    }

    @Test
    public void aBatchOfInvalidMembersGivesAnErrorForEach() {
        List<?> answers = (List<?>) peer.ask("[1,2,3]");

        assertEquals(3, answers.size());
        answers.forEach(answer -> Peer.assertError(null, -32600, answer));
    }

    @Test
    public void aMixedBatchIsAnsweredMemberByMember() {
        List<?> answers = (List<?>) peer.ask("""
                [
                  {'jsonrpc': '2.0', 'method': 'sum', 'params': [1,2,4], 'id': '1'},
                  {'jsonrpc': '2.0', 'method': 'notify_hello', 'params': [7]},
                  {'jsonrpc': '2.0', 'method': 'subtract', 'params': [42,23], 'id': '2'},
                  {'foo': 'boo'},
                  {'jsonrpc': '2.0', 'method': 'foo.get', 'params': {'name': 'myself'}, 'id': '5'},
                  {'jsonrpc': '2.0', 'method': 'get_data', 'id': '9'}
                ]""");

        assertEquals(5, answers.size());
        assertEquals(Map.of("jsonrpc", "2.0", "id", "1", "result", 7L), answers.get(0));
        assertEquals(Map.of("jsonrpc", "2.0", "id", "2", "result", 19L), answers.get(1));
        Peer.assertError(null, -32600, answers.get(2));
        Peer.assertError("5", -32601, answers.get(3));
        assertEquals(Map.of("jsonrpc", "2.0", "id", "9", "result", List.of("hello", 5L)), answers.get(4));
    }

    @Test
    public void aBatchOfNotificationsIsNotAnswered() {
        peer.say("[{'jsonrpc': '2.0', 'method': 'notify_sum', 'params': [1,2,4]},"
                + " {'jsonrpc': '2.0', 'method': 'notify_hello', 'params': [7]}]");

        peer.hearsNothing();
        assertEquals(2, peer.dispatcher.requests().size());
    }
}
