package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.CloseCode;
import java.util.List;
import org.junit.Test;

public class BadTextTest {

    private final Peer peer = new Peer();

    private String refusal(String text) {
        Object answer = peer.ask(text);
        Peer.assertError(null, -32700, answer);
        return Peer.messageOf(answer);
    }

    private void assertStillServed() {
        assertEquals(0, peer.connection.closeCode());
        peer.expectError("{'jsonrpc':'2.0','id':1,'method':'lab.missing'}", 1L, -32601);
    }

    @Test
    public void textThatIsNotJsonIsAnsweredWithItsPlaceAndTheConnectionStays() {
        for (String text :
                List.of("", " ", "hello", "{", "[", "{'jsonrpc'}", "{'a':1} {'b':2}", "[1,]", "NaN", "\u0000")) {
            String message = refusal(text);
            assertTrue(message, message.startsWith("Parse error: Expected"));
            assertTrue(message, message.contains("line 1, column"));
        }
        assertStillServed();
    }

    @Test
    public void aNameThatComesTwiceIsRefused() {
        assertTrue(refusal("{'jsonrpc':'2.0','id':1,'id':2,'method':'a.b'}").contains("'id' twice"));
        assertStillServed();
    }

    @Test
    public void nestingPastTheLimitIsRefusedHoweverDeep() {
        for (int depth : List.of(201, 100_000)) {
            refusal("[".repeat(depth) + "]".repeat(depth));
            refusal("{'jsonrpc':'2.0','id':1,'method':'a.b','params':" + "[".repeat(depth) + "]".repeat(depth) + "}");
        }
        assertStillServed();
    }

    @Test
    public void aBinaryMessageClosesTheConnection() {
        peer.sayBinary(new byte[] {1});

        assertEquals(CloseCode.UNACCEPTABLE, peer.connection.closeCode());
    }
}
