package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.session.User;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class BatchTest {

    private static final String ECHO = "{'jsonrpc':'2.0','id':1,'method':'lab.echo'}";
    private static final String NOTIFICATION = "{'jsonrpc':'2.0','method':'lab.echo'}";

    private static final String LOGIN_AND_CALL =
            "[{'jsonrpc':'2.0','id':1,'method':'session.login','params':['zoes-token']},"
                    + "{'jsonrpc':'2.0','id':2,'method':'lab.whoCalls'}]";

    private final Peer peer = new Peer();

    @Before
    public void offerMethods() {
        peer.dispatcher.method("lab.echo", request -> "echo");
        peer.dispatcher.method("lab.whoCalls", request -> request.user().username());
        peer.dispatcher.slowMethod("lab.first");
        peer.dispatcher.slowMethod("lab.second");
        peer.sessions.knows("zoes-token", new User("7", "zoe", Set.of()));
    }

    @Test
    public void answersComeInOneArrayOnceTheLastIsThere() {
        peer.say("[{'jsonrpc':'2.0','id':1,'method':'lab.first'},{'jsonrpc':'2.0','id':2,'method':'lab.second'}]");
        peer.dispatcher.answer("lab.second", "b");
        peer.hearsNothing();

        peer.dispatcher.answer("lab.first", "a");
        peer.hears("[{'jsonrpc':'2.0','id':2,'result':'b'},{'jsonrpc':'2.0','id':1,'result':'a'}]");
        peer.hearsNothing();
    }

    @Test
    public void aSlowNotificationHoldsTheArrayBackAndAddsNothing() {
        peer.say("[{'jsonrpc':'2.0','method':'lab.first'}," + ECHO + "]");
        peer.hearsNothing();

        peer.dispatcher.answer("lab.first", "a");
        peer.hears("[{'jsonrpc':'2.0','id':1,'result':'echo'}]");
    }

    @Test
    public void twoBatchesAreTwoArrays() {
        peer.say("[" + ECHO + "]");
        peer.say("[" + ECHO + "," + ECHO + "]");

        assertEquals(1, ((List<?>) peer.hear()).size());
        assertEquals(2, ((List<?>) peer.hear()).size());
    }

    @Test
    public void aBatchInsideABatchIsAnInvalidMember() {
        List<?> answers = (List<?>) peer.ask("[" + ECHO + ",[" + ECHO + "]]");

        assertEquals(2, answers.size());
        Peer.assertError(null, -32600, answers.get(1));
    }

    @Test
    public void aMemberWithoutIdThatIsNoRequestIsAnsweredAllTheSame() {
        List<?> answers = (List<?>) peer.ask("[" + NOTIFICATION + ",{'jsonrpc':'2.0'}]");

        assertEquals(1, answers.size());
        Peer.assertError(null, -32600, answers.get(0));
    }

    @Test
    public void aBatchPastTheLimitIsRefusedAsAWhole() {
        peer.limit(100, 3);

        assertEquals(3, ((List<?>) peer.ask(batchOf(3))).size());
        Object answer = peer.ask(batchOf(4));

        Peer.assertError(null, -32600, answer);
        assertTrue(Peer.messageOf(answer).endsWith("expected 1 to 3 requests in a batch, got 4"));
        assertEquals(3, peer.dispatcher.requests().size());
    }

    private static String batchOf(int size) {
        return "[" + String.join(",", Collections.nCopies(size, ECHO)) + "]";
    }

    @Test
    public void aCallBehindALoginOfTheSameBatchIsTheNewUsersWhateverSpaceComesFirst() {
        for (String space : List.of("", " ", "\r\n\t")) {
            peer.connection.signIn(User.ANONYMOUS);
            peer.workers.hold();
            peer.say(space + LOGIN_AND_CALL);
            peer.workers.release();

            assertEquals("zoe", ((Map<?, ?>) ((List<?>) peer.hear()).get(1)).get("result"));
        }
    }
}
