package dev.patchbay.event.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import dev.patchbay.schema.Password;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class PlainPropertiesTest {

    enum Colour {
        RED
    }

    record Point(int x, @Nullable String note) {}

    record Any(Object value) {}

    private static final class Foreign {
        @Override
        public String toString() {
            return "foreign";
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("value", value);
        return PlainProperties.of(properties).get("value");
    }

    @Test
    public void whatIsPlainStaysAsItIs() {
        for (Object value : Arrays.asList(
                "a",
                true,
                1,
                2L,
                1.5,
                1.5f,
                new BigDecimal("0.1"),
                Instant.EPOCH,
                OffsetDateTime.MIN,
                Pattern.compile("a*"),
                new Password("secret"),
                null)) {
            assertSame(value, plain(value));
        }
    }

    @Test
    public void bytesAreCopiedSinceTheirOwnerMayChangeThem() {
        byte[] bytes = {1, 2};
        Object kept = plain(bytes);
        bytes[0] = 9;
        assertArrayEquals(new byte[] {1, 2}, (byte[]) kept);
    }

    @Test
    public void recordsDatesEnumsAndArraysBecomePlainAtEveryDepth() {
        assertEquals(Map.of("x", 1L, "note", "n"), plain(new Point(1, "n")));
        assertEquals("1970-01-01", plain(LocalDate.EPOCH));
        assertEquals("RED", plain(Colour.RED));
        assertEquals(List.of("a", "RED"), plain(new Object[] {"a", Colour.RED}));
        assertEquals(List.of(1L, 2L), plain(new int[] {1, 2}));
        assertEquals(
                Map.of("list", List.of(Map.of("RED", "RED"))),
                plain(Map.of("list", List.of(Map.of(Colour.RED, Colour.RED)))));
    }

    @Test
    public void whatJsonCannotExpressBecomesItsText() {
        Thread thread = Thread.currentThread();
        assertEquals("foreign", plain(new Foreign()));
        assertEquals(List.of("foreign", 1), plain(List.of(new Foreign(), 1)));
        assertEquals("NaN", plain(Double.NaN));
        assertEquals("Infinity", plain(Float.POSITIVE_INFINITY));
        assertEquals("7", String.valueOf(plain(new AtomicInteger(7))));
        assertEquals("Any[value=" + thread + "]", plain(new Any(thread)));
    }

    @Test
    public void containersOfAnyClassAreCopiedInTheirOrderAndCannotBeChanged() {
        List<Integer> list = new ArrayList<>(List.of(1, 2)) {
            private static final long serialVersionUID = 1L;
        };
        assertNotSame(list, plain(list));
        assertEquals(List.of(1, 2), plain(list));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("b", 1);
        properties.put("a", list);
        Map<String, @Nullable Object> plain = PlainProperties.of(properties);
        assertEquals(List.of("b", "a"), List.copyOf(plain.keySet()));
        assertThrows(UnsupportedOperationException.class, plain::clear);
    }
}
