package dev.patchbay.dvbcss;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.Test;

public class GivenTest {

    @Test
    public void omittedIsNeitherNoneNorAValue() {
        Given<String> omitted = Given.omitted();
        assertTrue(omitted.isOmitted());
        assertFalse(omitted.isNone());
        assertFalse(omitted.isValue());
        assertEquals("other", omitted.orElse("other"));
        assertEquals(Optional.empty(), omitted.toOptional());
        assertEquals("omitted", omitted.toString());
    }

    @Test
    public void noneIsNeitherOmittedNorAValue() {
        Given<String> none = Given.none();
        assertFalse(none.isOmitted());
        assertTrue(none.isNone());
        assertFalse(none.isValue());
        assertEquals("other", none.orElse("other"));
        assertEquals("none", none.toString());
    }

    @Test
    public void aValueIsAValue() {
        Given<String> given = Given.of("a");
        assertFalse(given.isOmitted());
        assertFalse(given.isNone());
        assertTrue(given.isValue());
        assertEquals("a", given.value());
        assertEquals("a", given.orElse("other"));
        assertEquals(Optional.of("a"), given.toOptional());
        assertEquals("a", given.toString());
    }

    @Test
    public void whereThereIsNoValueNoneCanBeTaken() {
        assertEquals(
                "Expected a value, got omitted",
                assertThrows(NoSuchElementException.class, () -> Given.omitted().value())
                        .getMessage());
        assertThrows(NoSuchElementException.class, () -> Given.none().value());
    }

    @Test
    public void equalsByState() {
        assertEquals(Given.of(List.of("a")), Given.of(List.of("a")));
        assertEquals(Given.of("a").hashCode(), Given.of("a").hashCode());
        assertNotEquals(Given.of("a"), Given.of("b"));
        assertNotEquals(Given.omitted(), Given.none());
        assertNotEquals(Given.none(), Given.omitted());
        assertNotEquals(Given.none(), Given.of("none"));
        assertNotEquals(Given.of("omitted"), Given.omitted());
        assertEquals(Given.none(), Given.none());
    }
}
