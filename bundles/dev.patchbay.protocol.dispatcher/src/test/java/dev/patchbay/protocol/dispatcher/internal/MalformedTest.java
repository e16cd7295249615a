package dev.patchbay.protocol.dispatcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** What comes and is no message, or only nearly one (spec §3, §3.1). */
public class MalformedTest {

    private final TestNode node = new TestNode();
    private final Peer peer = node.connect();

    @After
    public void closeNode() {
        node.close();
    }

    private void expectError(String text, Object id, String message) {
        peer.say(text);
        assertEquals(Map.of("code", 22L, "message", message), peer.hearRpc("error", id));
        assertTrue(peer.connection.isOpen());
    }

    @Test
    public void textThatIsNoJsonIsAnsweredWithoutAnId() {
        expectError("{'namespace':", null, "Request is not valid JSON");
        expectError("", null, "Request is not valid JSON");
        expectError(
                "{'namespace':'rpc','name':'call','name':'call','id':'1','args':null}",
                null,
                "Request is not valid JSON");
    }

    @Test
    public void jsonThatIsNoMessageIsAnsweredWithoutAnId() {
        for (String text : List.of(
                "[]",
                "null",
                "7",
                "{}",
                "{'namespace':'rpc','id':'1','args':null}",
                "{'name':'call','id':'1','args':null}",
                "{'namespace':1,'name':'call','id':'1','args':null}",
                "{'namespace':'rpc','name':'dance','id':'1','args':null}",
                "{'namespace':'dance','name':'call','id':'1','args':null}",
                "{'namespace':'transport','name':'setup','id':'1','args':['1.2.3.4',5]}",
                "{'namespace':'events','name':'dance','id':'1','args':null}")) {
            expectError(text, null, "Invalid request");
        }
    }

    @Test
    public void callWithoutMethodOrArgsIsAnsweredWithItsId() {
        for (String args : List.of("null", "[]", "{}", "{'method':'a.b'}", "{'args':[]}", "{'method':3,'args':[]}")) {
            expectError("{'namespace':'rpc','name':'call','id':'c1','args':" + args + "}", "c1", "Malformed request");
        }
    }

    @Test
    public void missingIdOrArgsAreNull() {
        expectError("{'namespace':'rpc','name':'call'}", null, "Malformed request");
        peer.say("{'namespace':'rpc','name':'call','args':{'method':'management.get_sender_address','args':null}}");
        assertEquals("127.0.0.1,40000", peer.hearRpc("response", null));
    }

    @Test
    public void idsThatAreNoTextComeBackAsTheyWere() {
        peer.say(
                "{'namespace':'rpc','name':'call','id':7,'args':{'method':'management.get_sender_address','args':null}}");
        assertEquals("127.0.0.1,40000", peer.hearRpc("response", 7L));
    }

    @Test
    public void answersToNothingAreIgnored() {
        peer.logIn();
        for (String name : List.of("response", "error", "fragment", "end", "close")) {
            peer.rpc(name, null, Map.of("code", 22, "message", "Invalid request"));
            peer.rpc(name, "nobody", null);
            peer.rpc(name, 7L, List.of());
        }
        peer.hasHeardNothing();
    }

    @Test
    public void binaryMessagesAreText() {
        peer.sayBinary(
                "{\"namespace\":\"rpc\",\"name\":\"call\",\"id\":\"ä\",\"args\":{\"method\":\"management.get_sender_address\",\"args\":[]}}"
                        .getBytes(UTF_8));
        assertEquals("127.0.0.1,40000", peer.hearRpc("response", "ä"));
    }

    @Test
    public void largeMessagesAreTakenInTheirOrder() {
        peer.logIn();
        String large = "x".repeat(1 << 20);
        node.provides("echo", new Echo());
        String first = peer.start("echo.same", large);
        String second = peer.start("echo.same", "small");
        Map<String, Object> answers = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            Map<?, ?> answer = peer.hearRpc();
            answers.put(String.valueOf(answer.get("id")), answer.get("args"));
        }
        assertEquals(Map.of(first, large, second, "small"), answers);
        assertEquals(List.of(large), node.dispatcher.requests().get(0).params());
    }
}
