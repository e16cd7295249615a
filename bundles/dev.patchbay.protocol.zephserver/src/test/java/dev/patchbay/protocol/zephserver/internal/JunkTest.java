package dev.patchbay.protocol.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.protocol.zephserver.internal.Playground.Peer;
import java.util.List;
import org.junit.Test;

public class JunkTest {

    private final Playground node = new Playground();

    private void assertClosed(int code, String reason, String text) {
        for (Peer peer : List.of(node.connect(), node.inRoom("r", null))) {
            peer.send(text);
            String shown = text.substring(0, Math.min(40, text.length()));
            assertEquals(shown, code, peer.connection.closeCode());
            assertTrue(
                    shown + ": " + peer.connection.closeReason(),
                    peer.connection.closeReason().contains(reason));
            peer.close();
        }
        assertEquals(List.of(), node.rooms.rooms());
        assertEquals(List.of(), List.copyOf(node.dispatcher.requests()));
    }

    @Test
    public void whatIsNoJsonObjectClosesWith1007AndSaysWhich() {
        assertClosed(1007, "got an array", "[]");
        assertClosed(1007, "got an array", "[{\"room\":\"r\"}]");
        assertClosed(1007, "got a number", "7");
        assertClosed(1007, "got a string", "\"hello\"");
        assertClosed(1007, "got a boolean", "true");
        assertClosed(1007, "got nothing", "null");
    }

    @Test
    public void whatIsNoJsonClosesWith1007() {
        assertClosed(1007, "end of the text", "");
        assertClosed(1007, "end of the text", "{\"room\":\"r\"");
        assertClosed(1007, "xpected", "nope");
        assertClosed(1007, "xpected", "{room:'r'}");
        assertClosed(1007, "xpected", "{\"room\":\"r\"} {}");
        assertClosed(1007, "xpected", "{\"task\":\"x\",\"data\":NaN}");
        assertClosed(1007, "xpected", "{\"task\":\"x\",\"data\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        assertClosed(1007, "xpected", "x".repeat(1 << 20));
    }

    @Test
    public void aHelloWithoutARoomThatIsTextClosesWith1008() {
        assertClosed(1008, "got nothing", "{}");
        assertClosed(1008, "got nothing", "{\"session_id\":\"session-of-alice\"}");
        assertClosed(1008, "got nothing", "{\"room\":null}");
        assertClosed(1008, "got a number", "{\"room\":5}");
        assertClosed(1008, "got an array", "{\"room\":[\"r\"]}");
        assertClosed(1008, "got an object", "{\"room\":{}}");
    }

    @Test
    public void aTaskBeforeTheHelloClosesWith1008() {
        for (String text : List.of("{\"task\":\"TaskEcho\",\"data\":1,\"room\":\"r\"}", "{\"task\":null}")) {
            Peer peer = node.connect();
            peer.send(text);
            assertEquals(1008, peer.connection.closeCode());
            assertTrue(peer.connection.closeReason().contains("before the first task"));
        }
        assertEquals(List.of(), List.copyOf(node.dispatcher.requests()));
    }

    @Test
    public void aBinaryMessageClosesWith1003() {
        Peer peer = node.inRoom("r", null);
        peer.sendBinary();
        assertEquals(1003, peer.connection.closeCode());
    }

    @Test
    public void whatComesBehindTheMessageThatClosedIsNotRead() {
        Peer peer = node.connect();
        peer.send("nope");
        peer.hello("r", "session-of-alice");
        assertEquals(1007, peer.connection.closeCode());
        assertEquals(List.of(), node.rooms.rooms());
    }

    @Test
    public void aTaskWhoseNameIsNoTextIsUnknownAndTheConnectionStays() {
        Peer peer = node.inRoom("r", null);
        node.dispatcher.task("5", request -> "never");
        for (String name : List.of("5", "null", "{}", "[\"TaskEcho\"]", "true")) {
            peer.send("{\"task\":" + name + ",\"data\":1}");
        }
        node.dispatcher.task("TaskEcho", request -> request.params());
        peer.task("TaskEcho", "still here");
        assertEquals(List.of(Playground.answer("TaskEcho", "still here")), peer.drain());
    }

    @Test
    public void aMessageOfAMegabyteIsAnsweredInFull() {
        Peer peer = node.inRoom("r", null);
        node.dispatcher.task("TaskEcho", request -> request.params());
        String large = "ä\uD83D\uDE00\"\\".repeat(150_000);
        peer.task("TaskEcho", large);
        assertEquals(
                Json.write(Playground.answer("TaskEcho", large)).length(),
                peer.connection.sent().poll().length());
    }
}
