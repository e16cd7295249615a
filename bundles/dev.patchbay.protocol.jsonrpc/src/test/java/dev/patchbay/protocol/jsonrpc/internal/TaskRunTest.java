package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Request;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

public class TaskRunTest {

    private final Peer peer = new Peer();

    @Before
    public void offerATask() {
        peer.dispatcher.task("echo", Request::params);
    }

    private static String run(String params) {
        return "{'jsonrpc':'2.0','id':1,'method':'task.run','params':" + params + "}";
    }

    private String refusal(String params) {
        Object answer = peer.ask(run(params));
        Peer.assertError(1L, -32602, answer);
        return Peer.messageOf(answer);
    }

    @Test
    public void theTasksResultIsTheAnswerByNameAndByPosition() {
        String answer = "{'jsonrpc':'2.0','id':1,'result':{'name':'zoe'}}";
        peer.expect(run("{'data':{'name':'zoe'},'name':'echo'}"), answer);
        peer.expect(run("['echo',{'name':'zoe'}]"), answer);
    }

    @Test
    public void anyJsonIsInput() {
        for (String data : List.of("null", "5", "'text'", "[1,2]", "true", "{}")) {
            peer.expect(run("['echo'," + data + "]"), "{'jsonrpc':'2.0','id':1,'result':" + data + "}");
        }
    }

    @Test
    public void withoutDataTheInputIsNull() {
        peer.ask(run("['echo']"));

        assertNull(peer.dispatcher.lastRequest().params());
    }

    @Test
    public void theTimeLimitIsHandedOn() {
        assertEquals(0, limitOf("['echo']"));
        assertEquals(0, limitOf("['echo',null,null]"));
        assertEquals(0, limitOf("['echo',null,0]"));
        assertEquals(1500, limitOf("['echo',null,1500]"));
        assertEquals(1500, limitOf("{'name':'echo','timeLimitInMs':1500}"));
    }

    @Test
    public void aWholeNumberWithAPointIsAWholeNumber() {
        assertEquals(1500, limitOf("['echo',null,1500.0]"));
        assertEquals(1500, limitOf("['echo',null,1.5e3]"));
    }

    private long limitOf(String params) {
        peer.ask(run(params));
        return peer.dispatcher.lastRequest().timeLimitInMs();
    }

    @Test
    public void aTimeLimitThatIsNoWholeNumberIsRefused() {
        for (String limit : List.of("-1", "1.5", "'100'", "true", "[]", "1e300", "99999999999999999999")) {
            String message = refusal("{'name':'echo','timeLimitInMs':" + limit + "}");
            assertTrue(
                    message,
                    message.startsWith(
                            "Invalid params: expected 'timeLimitInMs' to be a whole number of 0 or more, got"));
        }
    }

    @Test
    public void aNameIsNeededAndMustBeAString() {
        for (String params : List.of("{}", "[]", "{'data':1}", "[5]", "[null]", "{'name':['echo']}")) {
            String message = refusal(params);
            assertTrue(message, message.startsWith("Invalid params: expected 'name' to be a string, got"));
        }
    }

    @Test
    public void parametersNobodyKnowsAreRefused() {
        assertTrue(refusal("{'name':'echo','input':1}").contains("expected name, data, timeLimitInMs, got"));
        assertTrue(refusal("['echo',1,2,3]").contains("expected at most 3 parameters"));
    }

    @Test
    public void aRefusedRunReachesNobody() {
        refusal("{}");

        assertTrue(peer.dispatcher.requests().isEmpty());
    }

    @Test
    public void aTaskThatIsNotThereHasACodeOfItsOwn() {
        peer.expectError(run("['missing']"), 1L, -32006);
    }

    @Test
    public void tasksAndMethodsDoNotMix() {
        peer.dispatcher.method("lab.echo", request -> Map.of());

        peer.expectError(run("['lab.echo']"), 1L, -32006);
        peer.expectError("{'jsonrpc':'2.0','id':1,'method':'echo'}", 1L, -32601);
    }
}
