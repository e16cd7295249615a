package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.session.User;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class SignInTest {

    private static final String LOGIN =
            "{'jsonrpc':'2.0','id':1,'method':'session.login','params':{'token':'zoes-token'}}";
    private static final String WRONG = "{'jsonrpc':'2.0','id':1,'method':'session.login','params':['wrong']}";
    private static final String WHOAMI = "{'jsonrpc':'2.0','id':2,'method':'session.whoami'}";
    private static final String CALL = "{'jsonrpc':'2.0','id':3,'method':'lab.whoCalls'}";
    private static final String ZOE = "{'id':'7','username':'zoe','roles':['admin','lab']}";
    private static final String NOBODY = "{'id':null,'username':'','roles':[]}";

    private final Peer peer = new Peer();

    @Before
    public void knowAUser() {
        peer.sessions.knows("zoes-token", new User("7", "zoe", Set.of("lab", "admin")));
        peer.dispatcher.method("lab.whoCalls", request -> request.user().username());
    }

    @Test
    public void aTokenSaysWhoIsThereFromNowOn() {
        peer.expect(WHOAMI, "{'jsonrpc':'2.0','id':2,'result':" + NOBODY + "}");
        peer.expect(LOGIN, "{'jsonrpc':'2.0','id':1,'result':" + ZOE + "}");
        peer.expect(WHOAMI, "{'jsonrpc':'2.0','id':2,'result':" + ZOE + "}");
        peer.expect(CALL, "{'jsonrpc':'2.0','id':3,'result':'zoe'}");
    }

    @Test
    public void aTokenNobodyIsKnownByIsRefusedAndChangesNothing() {
        peer.expectError(WRONG, 1L, -32004);
        peer.expect(WHOAMI, "{'jsonrpc':'2.0','id':2,'result':" + NOBODY + "}");

        peer.ask(LOGIN);
        peer.expectError(WRONG, 1L, -32004);
        peer.expect(WHOAMI, "{'jsonrpc':'2.0','id':2,'result':" + ZOE + "}");
    }

    @Test
    public void aTokenMustBeAStringAndAPasswordHaveAName() {
        for (String params : List.of(
                "{}",
                "[]",
                "[5]",
                "[null]",
                "['a','b']",
                "{'password':'x'}",
                "{'username':'zoe'}",
                "[null,'zoe',5]",
                "{'token':'zoes-token','username':'zoe','password':'secret'}")) {
            peer.expectError("{'jsonrpc':'2.0','id':1,'method':'session.login','params':" + params + "}", 1L, -32602);
        }
    }

    @Test
    public void aCallSentBehindTheLoginWaitsAndIsTheNewUsers() {
        peer.workers.hold();
        peer.say(LOGIN);
        peer.say(CALL);
        peer.say(WHOAMI);
        peer.hearsNothing();

        peer.workers.release();

        peer.hears("{'jsonrpc':'2.0','id':1,'result':" + ZOE + "}");
        peer.hears("{'jsonrpc':'2.0','id':3,'result':'zoe'}");
        peer.hears("{'jsonrpc':'2.0','id':2,'result':" + ZOE + "}");
    }

    @Test
    public void aCallSentBeforeTheLoginIsNot() {
        peer.workers.hold();
        peer.say(CALL);
        peer.say(LOGIN);
        peer.workers.release();

        peer.hears("{'jsonrpc':'2.0','id':3,'result':''}");
    }

    @Test
    public void severalLoginsInARowAreDoneInOrder() {
        peer.sessions.knows("maxs-token", new User("8", "max", Set.of()));
        peer.workers.hold();
        peer.say(LOGIN);
        peer.say(CALL);
        peer.say(LOGIN.replace("zoes", "maxs"));
        peer.say(CALL);
        peer.workers.release();

        assertEquals(
                List.of("zoe", "max"),
                peer.dispatcher.requests().stream()
                        .map(request -> request.user().username())
                        .toList());
    }

    @Test
    public void theConnectionGoesOnWithoutAWorkerAfterwards() {
        peer.ask(LOGIN);
        peer.workers.hold();

        peer.expect(CALL, "{'jsonrpc':'2.0','id':3,'result':'zoe'}");
    }

    @Test
    public void aPasswordSaysWhoIsThereToo() {
        peer.sessions.knowsPassword("secret", new User("7", "zoe", Set.of("lab", "admin")));
        String login =
                "{'jsonrpc':'2.0','id':1,'method':'session.login','params':{'username':'zoe','password':'secret'}}";

        peer.expectError(login.replace("secret", "wrong"), 1L, -32004);
        peer.expect(login, "{'jsonrpc':'2.0','id':1,'result':" + ZOE + "}");
        peer.expect(CALL, "{'jsonrpc':'2.0','id':3,'result':'zoe'}");
    }

    @Test
    public void theTokenIsNotRepeatedInTheRefusal() {
        assertFalse(Peer.messageOf(peer.ask(WRONG)).contains("wrong"));
    }
}
