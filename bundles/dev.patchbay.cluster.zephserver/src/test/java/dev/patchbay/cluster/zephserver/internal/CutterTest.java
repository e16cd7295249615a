package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class CutterTest {

    private final Cutter cutter = new Cutter("nodeA");

    private static String envelopeOf(int length, String filling) {
        String empty = Wire.envelope("e", "nodeA", Map.of("text", ""));
        String envelope = Wire.envelope(
                "e", "nodeA", Map.of("text", filling.repeat((length - empty.length()) / filling.length())));
        return envelope;
    }

    private static Part partIn(String text) throws Exception {
        return Part.from(((Map<?, ?>) Json.parse(text)).get("data"));
    }

    private static String joined(Message message) throws Exception {
        PartCollector collector = new PartCollector(InstantSource.system(), 10_000_000);
        Optional<String> whole = Optional.empty();
        for (String text : message.writes()) {
            whole = collector.add(partIn(text));
        }
        return whole.orElseThrow();
    }

    @Test
    public void whatFitsOneReadGoesOutWhole() {
        String longest = envelopeOf(3_900, "x");

        assertEquals(3_900, longest.length());
        assertEquals(List.of(longest), cutter.cut(longest).writes());
    }

    @Test
    public void oneCharacterMoreIsCut() throws Exception {
        String tooLong = envelopeOf(3_901, "x");
        Message message = cutter.cut(tooLong);

        assertEquals(3, message.writes().size());
        assertEquals(1_800, partIn(message.writes().get(0)).chunk().length());
        assertEquals(301, partIn(message.writes().get(2)).chunk().length());
        assertEquals(tooLong, joined(message));
    }

    @Test
    public void everyPartFitsWhateverIsInIt() throws Exception {
        for (String filling : List.of("\\", "\"", "é", "\u0001", "😀", "a\"\\é\n")) {
            String envelope = envelopeOf(60_000, filling);
            Message message = cutter.cut(envelope);

            for (String text : message.writes()) {
                assertTrue(filling + ": " + text.length(), text.length() <= 3_900);
                assertTrue(text.chars().allMatch(c -> c < 128));
            }
            assertEquals(envelope, joined(message));
        }
    }

    @Test
    public void everyPartFitsBesideALongName() throws Exception {
        String name = "n".repeat(1_500);
        String envelope = Wire.envelope("e", name, Map.of("text", "\\".repeat(20_000)));
        Message message = new Cutter(name).cut(envelope);

        assertTrue(message.writes().stream().allMatch(text -> text.length() <= 3_900));
        assertTrue(partIn(message.writes().get(1)).chunk().length() < 1_800);
        assertEquals(envelope, joined(message));
    }

    @Test
    public void aNameThatLeavesNoRoomIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Cutter("n".repeat(2_500)));

        assertTrue(refused.getMessage(), refused.getMessage().contains("shorter name"));
    }

    @Test
    public void partsAreNumberedFromNoughtUnderOneUuid() throws Exception {
        Message message = cutter.cut(envelopeOf(37_000, "x"));
        Part first = partIn(message.writes().get(0));

        assertEquals(21, message.writes().size());
        assertTrue(first.uuid(), first.uuid().matches("[0-9a-f]{32}"));
        for (int i = 0; i < 21; i++) {
            Part part = partIn(message.writes().get(i));
            assertEquals(new Part(first.uuid(), 21, i, part.chunk()), part);
        }
    }
}
