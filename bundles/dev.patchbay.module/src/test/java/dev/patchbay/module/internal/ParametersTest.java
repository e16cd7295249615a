package dev.patchbay.module.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What modules say of themselves, and how much of it there may be. */
public class ParametersTest {

    private static final String MEBIBYTE = "x".repeat(1 << 20);

    private final Parameters parameters = new Parameters();

    @Test
    public void onlyThoseThatThereAreAreTold() {
        parameters.set(Map.of("a", 1L));
        parameters.set(Collections.singletonMap("none", null));
        assertEquals(Collections.singletonMap("none", null), parameters.of(List.of("absent", "none")));
        assertEquals(List.of("a", "none"), List.copyOf(parameters.all().keySet()));
        parameters.unset(List.of("none", "absent"));
        assertEquals(Map.of("a", 1L), parameters.all());
    }

    @Test
    public void whatWasShownDoesNotChange() {
        parameters.set(Map.of("a", 1L));
        Map<String, Object> shown = parameters.all();
        assertSame(shown, parameters.all());
        parameters.set(Map.of("a", 2L));
        assertEquals(Map.of("a", 1L), shown);
        assertEquals(Map.of("a", 2L), parameters.all());
    }

    @Test
    public void replacingAndRemovingMakeRoom() {
        for (int i = 0; i < 100; i++) {
            assertTrue(parameters.set(Map.of("one", MEBIBYTE + i)));
        }
        for (int i = 0; i < 14; i++) {
            assertTrue(parameters.set(Map.of("more" + i, List.of(Map.of("text", MEBIBYTE)))));
        }
        parameters.unset(List.of("more1", "more2"));
        assertTrue(parameters.set(Map.of("a", MEBIBYTE, "b", MEBIBYTE)));
        assertFalse(parameters.set(Map.of("c", MEBIBYTE)));
    }

    @Test
    public void manySmallOnesCountToo() {
        boolean fits = true;
        int count = 0;
        while (fits && count < 1_000_000) {
            fits = parameters.set(Map.of("n" + count++, 1L));
        }
        assertTrue("stopped at " + count, count > 200_000 && count < 600_000);
    }

    @Test
    public void numbersOfAnyLengthCount() {
        BigInteger large = BigInteger.ONE.shiftLeft(80_000);
        assertTrue(Weight.of("n", large) >= 10_000);
        assertTrue(Weight.of("n", new BigDecimal(large, 3)) >= 10_000);
        assertTrue(Weight.of("n", 1.5) < 100);
        assertTrue(Weight.of("n", Arrays.asList(null, true)) < 150);
    }
}
