package dev.patchbay.job.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.worker.Frames;
import dev.patchbay.job.worker.Wire;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.schema.Password;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** Values and messages between the node and a process. */
public class WireTest {

    private final Wire typed = Wire.typed(WireTest.class.getClassLoader());
    private final Wire plain = Wire.plain();

    /** Some type of a plugin. */
    public record Disk(String name, List<Integer> sizes) {}

    /** Some choice of a plugin. */
    public enum Colour {
        RED
    }

    private static Object through(Wire wire, Object value) throws JsonException {
        return wire.read(Json.parse(Json.writeAscii(wire.write(value))));
    }

    @Test
    public void plainValuesComeOutAsTheyWentIn() throws JsonException {
        List<Object> values = Arrays.asList(
                null,
                "text",
                true,
                5L,
                0.5,
                new BigInteger("123456789012345678901234567890"),
                Instant.parse("2026-11-20T10:11:12.345Z"),
                OffsetDateTime.parse("2026-11-20T10:11:12+02:00"),
                new Password("open"),
                List.of(Map.of("a", List.of())),
                Map.of("$", "dollar", "other", Instant.EPOCH));
        for (Object value : values) {
            assertEquals(value, through(plain, value));
        }
        assertArrayEquals(new byte[] {1, -1}, (byte[]) through(plain, new byte[] {1, -1}));
        assertEquals("a.*", ((Pattern) through(plain, Pattern.compile("a.*"))).pattern());
    }

    @Test
    public void typedValuesKeepTheirClassesWhereverTheyAre() throws JsonException {
        List<Object> values = List.of(
                new Disk("da0", List.of(1, 2)),
                5,
                (short) 5,
                LocalDate.parse("2026-11-20"),
                Colour.RED,
                Map.of("disks", List.of(new Disk("da1", List.of()))));
        for (Object value : values) {
            assertEquals(value, through(typed, value));
        }
    }

    @Test
    public void whatIsNotPlainBecomesPlain() throws JsonException {
        assertEquals(Map.of("name", "da0", "sizes", List.of(1L)), through(plain, new Disk("da0", List.of(1))));
    }

    @Test
    public void aProcessCannotMakeTheNodeLoadAClass() {
        Map<String, Object> forged = Map.of("$", "typed", "class", "java.lang.Integer", "value", 5L);
        assertThrows(IllegalArgumentException.class, () -> plain.read(forged));
        assertThrows(IllegalArgumentException.class, () -> plain.read(Map.of("$", "nothing")));
    }

    @Test
    public void messagesAndOtherTextCanShareAStream() {
        List<Object> messages = new ArrayList<>();
        List<String> text = new ArrayList<>();
        Frames frames = new Frames(messages::add, text::add);
        List<String> lines = new ArrayList<>();
        Map<String, Object> large = Map.of("text", "é\n".repeat(400_000));
        Frames.write(large, lines::add);
        assertTrue("got " + lines.size(), lines.size() > 1);
        assertTrue(lines.stream().allMatch(line -> line.length() < 1 << 20 && line.indexOf('\n') < 0));
        frames.read("before");
        lines.forEach(frames::read);
        Frames.write(Map.of("a", 1L), line -> frames.read("without a line end" + line));
        frames.read("");
        assertEquals(List.of(large, Map.of("a", 1L)), messages);
        assertEquals(List.of("before", "without a line end", ""), text);
    }

    @Test
    public void whatIsNoMessageIsRefused() {
        Frames frames = new Frames(message -> {}, line -> {});
        assertThrows(IllegalArgumentException.class, () -> frames.read("\u001e {"));
        frames.read("\u001e");
    }
}
