package dev.patchbay.cluster.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class EnvelopeTest {

    record Point(int x, String name) {}

    @Test
    public void everythingButAsciiIsEscapedAndComesBack() throws Exception {
        String text = "Grüße, 東京, \uD83D\uDE00, \"quoted\" \\ \n \u2028 \u007F";

        String envelope = Envelope.of("é", "a", Map.of("text", text)).envelope();

        assertTrue(envelope, envelope.chars().allMatch(c -> c >= ' ' && c < 0x7F));
        assertEquals(new ClusterEvent("é", "a", Map.of("text", text)), Envelope.read(envelope));
    }

    @Test
    public void keysStandInTheOrderTheOriginalWritesThem() {
        assertEquals(
                "{\"event\":\"e\",\"source\":\"a\",\"data\":{\"x\":1,\"name\":\"p\"}}",
                Envelope.of("e", "a", new Point(1, "p")).envelope());
    }

    @Test
    public void whatJsonDoesNotHaveIsRefusedWithTheReason() {
        String said = assertThrows(IllegalArgumentException.class, () -> Envelope.of("e", "a", Map.of("x", Double.NaN)))
                .getMessage();

        assertTrue(said, said.contains("cluster event e") && said.contains("NaN"));
    }

    @Test
    public void whatContainsItselfIsRefused() {
        List<Object> loop = new ArrayList<>();
        loop.add(loop);

        assertThrows(IllegalArgumentException.class, () -> Envelope.of("e", "a", loop));
    }

    @Test
    public void whatTheReceiverWouldNotReadForItsDepthIsRefusedAndWhatItReadsIsNot() throws Exception {
        Object deepest = "[[[{{{\\\"";
        for (int i = 0; i < 199; i++) {
            deepest = List.of(deepest);
        }
        Object fits = deepest;

        Envelope.read(Envelope.of("e", "a", fits).envelope());
        assertThrows(IllegalArgumentException.class, () -> Envelope.of("e", "a", List.of(fits)));
    }

    @Test
    public void namesWithQuotesAndEscapesComeBack() throws Exception {
        for (String name : List.of("a\"b", "a\\", "\",\"source\":\"x", "\t", "", "\u007F")) {
            assertEquals(
                    new ClusterEvent(name, name + "1", name),
                    Envelope.read(Envelope.of(name, name + "1", name).envelope()));
        }
    }

    @Test
    public void othersMayWriteTheKeysInAnyOrderWithSpacesAndMoreOfThem() throws Exception {
        for (String envelope : List.of(
                "{\"source\":\"a\",\"event\":\"e\",\"data\":1}",
                "{\"event\":\"e\",\"source\":\"a\",\"data\":1,\"more\":{}}",
                "{\"event\":\"e\",\"source\":\"a\",\"data\": 1 }",
                "{\"event\":\"e\",\"source\":\"a\",\"data\":1} ",
                " {\"event\" : \"\\u0065\", \"data\":1, \"source\":\"a\"}")) {
            assertEquals(envelope, new ClusterEvent("e", "a", 1L), Envelope.read(envelope));
        }
        assertEquals(new ClusterEvent("e", "a", null), Envelope.read("{\"event\":\"e\",\"source\":\"a\"}"));
    }

    @Test
    public void whatIsNearlyAnEnvelopeIsJunk() {
        for (String junk : List.of(
                "{\"event\":\"e\",\"source\":\"a\",\"data\":1",
                "{\"event\":\"e\",\"source\":\"a\",\"data\":}",
                "{\"event\":\"e\",\"source\":\"a\",\"data\":1}}",
                "{\"event\":\"e\",\"source\":\"a\",\"data\":1,\"event\":\"e\"}",
                "{\"event\":\"e",
                "{\"event\":\"e\",\"source\":\"a",
                "{\"event\":\"e\u0001\",\"source\":\"a\",\"data\":1}")) {
            assertThrows(junk, IOException.class, () -> Envelope.read(junk));
        }
    }

    @Test
    public void anythingElseIsNoEnvelope() {
        for (String junk :
                List.of("dummy", "[]", "{}", "{\"event\":1,\"source\":\"a\"}", "{\"event\":\"e\"}", "{\"a")) {
            assertThrows(junk, IOException.class, () -> Envelope.read(junk));
        }
    }
}
