package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Request;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class RequestTest {

    private final Peer peer = new Peer();

    @Before
    public void offerAMethod() {
        peer.dispatcher.method("lab.echo", Request::params);
    }

    @Test
    public void everyKindOfIdComesBackUnchanged() {
        for (String id : List.of(
                "''",
                "'a'",
                "'\\u00e9 \\\\ \\n'",
                "0",
                "-7",
                "1.5",
                "9007199254740993",
                "123456789012345678901234567890")) {
            peer.expect(
                    "{'jsonrpc':'2.0','method':'lab.echo','params':[],'id':" + id + "}",
                    "{'jsonrpc':'2.0','result':[],'id':" + id + "}");
        }
    }

    @Test
    public void anIdOfNullIsARequestAndIsAnswered() {
        peer.expect(
                "{'jsonrpc':'2.0','method':'lab.echo','params':[],'id':null}",
                "{'jsonrpc':'2.0','result':[],'id':null}");
    }

    @Test
    public void anIdOfAnotherTypeIsRefusedAndNotSentBack() {
        for (String id : List.of("true", "[1]", "{'a':1}")) {
            peer.expectError("{'jsonrpc':'2.0','method':'lab.echo','id':" + id + "}", null, -32600);
        }
        assertTrue(peer.dispatcher.requests().isEmpty());
    }

    @Test
    public void aRequestThatIsWrongInOtherWaysIsRefusedUnderItsOwnId() {
        peer.expectError("{'method':'lab.echo','id':7}", 7L, -32600);
        peer.expectError("{'jsonrpc':'1.0','method':'lab.echo','id':'a'}", "a", -32600);
        peer.expectError("{'jsonrpc':2.0,'method':'lab.echo','id':7}", 7L, -32600);
        peer.expectError("{'jsonrpc':'2.0','id':7}", 7L, -32600);
        peer.expectError("{'jsonrpc':'2.0','method':null,'id':7}", 7L, -32600);
        peer.expectError("{'jsonrpc':'2.0','method':'lab.echo','params':'x','id':7}", 7L, -32600);
        peer.expectError("{'jsonrpc':'2.0','method':'lab.echo','params':null,'id':7}", 7L, -32600);
    }

    @Test
    public void aMessageThatIsNoObjectIsRefused() {
        for (String message : List.of("1", "'text'", "true", "null")) {
            peer.expectError(message, null, -32600);
        }
    }

    @Test
    public void namesTheSpecificationDoesNotKnowAreLeftAlone() {
        peer.expect(
                "{'jsonrpc':'2.0','method':'lab.echo','params':[1],'id':1,'trace':{'a':1}}",
                "{'jsonrpc':'2.0','id':1,'result':[1]}");
    }

    @Test
    public void aNotificationIsNeverAnsweredWhateverGoesWrong() {
        peer.say("{'jsonrpc':'2.0','method':'lab.missing'}");
        peer.say("{'jsonrpc':'2.0','method':'task.run','params':{'name':5}}");
        peer.say("{'jsonrpc':'2.0','method':'task.run','params':{'name':'missing'}}");
        peer.say("{'jsonrpc':'2.0','method':'session.login','params':['wrong']}");
        peer.say("{'jsonrpc':'2.0','method':'rpc.discover'}");

        peer.hearsNothing();
    }

    @Test
    public void parametersAreHandedOnAsTheyCame() {
        peer.expect(
                "{'jsonrpc':'2.0','id':1,'method':'lab.echo','params':{'a':[1,2.5,null,true,'x'],'b':{}}}",
                "{'jsonrpc':'2.0','id':1,'result':{'a':[1,2.5,null,true,'x'],'b':{}}}");
        peer.ask("{'jsonrpc':'2.0','id':1,'method':'lab.echo'}");
        assertNull(peer.dispatcher.lastRequest().params());
    }

    @Test
    public void aCallCarriesItsUserAndItsConnection() {
        User zoe = new User("7", "zoe", Set.of());
        peer.connection.signIn(zoe);

        peer.ask("{'jsonrpc':'2.0','id':1,'method':'lab.echo'}");

        Request request = peer.dispatcher.lastRequest();
        assertEquals("lab.echo", request.name());
        assertEquals(zoe, request.user());
        assertSame(peer.connection, request.connection());
        assertEquals(0, request.timeLimitInMs());
    }

    @Test
    public void aResultOfNullIsAnAnswer() {
        peer.dispatcher.method("lab.nothing", request -> null);

        peer.expect("{'jsonrpc':'2.0','id':1,'method':'lab.nothing'}", "{'jsonrpc':'2.0','id':1,'result':null}");
    }

    @Test
    public void answersOvertakeOneAnother() {
        peer.dispatcher.slowMethod("lab.slow");
        peer.say("{'jsonrpc':'2.0','id':1,'method':'lab.slow'}");
        peer.expect("{'jsonrpc':'2.0','id':2,'method':'lab.echo','params':[]}", "{'jsonrpc':'2.0','id':2,'result':[]}");

        peer.dispatcher.answer("lab.slow", Map.of());
        peer.hears("{'jsonrpc':'2.0','id':1,'result':{}}");
    }

    @Test
    public void namesBelowTheProtocolsOwnThatItDoesNotKnowAreNotFound() {
        for (String name : List.of("rpc.nope", "task.nope", "event.nope", "session.nope", "task.RUN", "")) {
            peer.expectError("{'jsonrpc':'2.0','id':1,'method':'" + name + "'}", 1L, -32601);
        }
    }
}
