package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class PartCollectorTest {

    private Instant now = Instant.EPOCH;
    private final PartCollector collector = new PartCollector(() -> now, 1_000);

    private Optional<String> add(String uuid, int number, String chunk) {
        return collector.add(new Part(uuid, 3, number, chunk));
    }

    @Test
    public void partsComeInAnyOrderAndTwice() {
        assertEquals(Optional.empty(), add("a", 2, "three"));
        assertEquals(Optional.empty(), add("a", 0, "one"));
        assertEquals(Optional.empty(), add("a", 0, "one"));
        assertEquals(Optional.of("onetwothree"), add("a", 1, "two"));
    }

    @Test
    public void messagesMayInterleave() {
        add("a", 0, "a");
        add("b", 0, "1");
        add("b", 1, "2");
        add("a", 1, "b");

        assertEquals(Optional.of("abc"), add("a", 2, "c"));
        assertEquals(Optional.of("123"), add("b", 2, "3"));
    }

    @Test
    public void whatStaysIncompleteIsDroppedAfterAMinute() {
        add("a", 0, "a");
        add("a", 1, "b");
        now = now.plusSeconds(59);
        add("b", 0, "1");
        assertEquals(0, collector.expire());
        now = now.plusSeconds(1);

        assertEquals(1, collector.expire());
        assertEquals(0, collector.expire());
        assertEquals("the rest of it begins anew", Optional.empty(), add("a", 2, "c"));
        add("b", 1, "2");
        assertEquals(Optional.of("123"), add("b", 2, "3"));
    }

    @Test
    public void tooMuchPushesOutTheOldest() {
        add("a", 0, "x".repeat(400));
        add("b", 0, "1");
        add("a", 1, "x".repeat(400));

        assertEquals(1, collector.expire());
        add("b", 1, "2");
        assertEquals(Optional.of("123"), add("b", 2, "3"));
        assertEquals(Optional.empty(), add("a", 2, "x"));
    }

    @Test
    public void aPartOfAnotherCountIsRefused() {
        add("a", 0, "a");

        assertThrows(IllegalArgumentException.class, () -> collector.add(new Part("a", 4, 3, "d")));
        add("a", 1, "b");
        assertEquals(Optional.of("abc"), add("a", 2, "c"));
    }

    @Test
    public void whatIsNoPartIsRefused() {
        Map<String, Object> good = Map.of("uuid", "u", "parts", 2L, "number", 1L, "data", "");
        assertEquals(new Part("u", 2, 1, ""), Part.from(good));

        for (Object data : new Object[] {
            null,
            "text",
            Map.of(),
            Map.of("uuid", "u", "parts", 2L, "number", 2L, "data", ""),
            Map.of("uuid", "u", "parts", 2L, "number", -1L, "data", ""),
            Map.of("uuid", "u", "parts", Long.MAX_VALUE, "number", 0L, "data", ""),
            Map.of("uuid", "u", "parts", 2L, "number", 0L, "data", 7L)
        }) {
            assertThrows(IllegalArgumentException.class, () -> Part.from(data));
        }
    }
}
