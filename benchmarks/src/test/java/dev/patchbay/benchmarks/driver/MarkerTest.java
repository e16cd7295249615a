package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class MarkerTest {

    private final Marker marker = new Marker("\"id\":");

    @Test
    public void theNumberBehindTheTextIsRead() {
        assertEquals(120, numberIn("{\"id\":120,\"x\":3}"));
        assertEquals(0, numberIn("{\"id\":0}"));
        assertEquals(7, numberIn("\"id\":7"));
    }

    @Test
    public void withoutTextOrDigitsItIsAbsent() {
        assertEquals(Marker.ABSENT, numberIn("{\"idx\":120}"));
        assertEquals(Marker.ABSENT, numberIn("{\"id\":null}"));
        assertEquals(Marker.ABSENT, numberIn(""));
    }

    @Test
    public void whatIsOutsideTheMessageIsNotSeen() {
        byte[] bytes = "\"id\":12345".getBytes(StandardCharsets.US_ASCII);
        assertEquals(12, marker.numberIn(bytes, 0, 7));
        assertFalse(marker.isIn(bytes, 1, 9));
        assertTrue(marker.isIn(bytes, 0, 5));
    }

    private long numberIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return marker.numberIn(bytes, 0, bytes.length);
    }
}
