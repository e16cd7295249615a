package dev.patchbay.cli.words;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CallArgumentsTest {

    @Test
    public void noWordsAreNoParameters() throws Exception {
        assertNull(CallArguments.params(List.of()));
    }

    @Test
    public void eachWordIsJsonOrText() throws Exception {
        assertEquals(
                Arrays.asList(5L, "Berlin", "5", true, null, Map.of("a", List.of(1L)), "", "-x"),
                CallArguments.params(List.of("5", "Berlin", "\"5\"", "true", "null", "{\"a\":[1]}", "", "-x")));
    }

    @Test
    public void namedWordsAreAMap() throws Exception {
        assertEquals(
                Map.of("zone", "Europe/Berlin", "n", 2L, "sum", "a=b"),
                CallArguments.params(List.of("zone=Europe/Berlin", "n=2", "sum=a=b")));
    }

    @Test
    public void quotedTextWithAnEqualsSignIsNotNamed() throws Exception {
        assertEquals(List.of("a=b"), CallArguments.params(List.of("\"a=b\"")));
    }

    @Test
    public void mixedWordsAreRefused() {
        assertTrue(refused("1", "a=2").contains("'1' and 'a=2'"));
        assertTrue(refused("a=2", "1").contains("'a=2' and '1'"));
    }

    @Test
    public void nameGivenTwiceIsRefused() {
        assertEquals("Expected each parameter once, got 'a' twice", refused("a=null", "a=2"));
    }

    @Test
    public void brokenJsonIsNotTakenAsText() {
        assertTrue(refused("{\"a\":1").startsWith("Expected JSON, got '{\"a\":1': "));
        assertTrue(refused("[1,]").startsWith("Expected JSON, got "));
        assertTrue(refused("\"open").startsWith("Expected JSON, got "));
    }

    @Test
    public void oneWordStandsForItsValueAndNamedWordsForAnObject() throws Exception {
        assertEquals(5L, CallArguments.single(List.of("5")));
        assertEquals(Map.of("a", 1L), CallArguments.single(List.of("{\"a\":1}")));
        assertEquals(Map.of("name", "Ada", "n", 2L), CallArguments.single(List.of("name=Ada", "n=2")));
        assertNull(CallArguments.single(List.of("null")));
    }

    @Test
    public void severalWordsThatAreNotNamedAreNoSingleValue() {
        UsageException e = assertThrows(UsageException.class, () -> CallArguments.single(List.of("1", "2")));
        assertTrue(e.getMessage(), e.getMessage().contains("got 2 values"));
    }

    private static String refused(String... words) {
        return String.valueOf(assertThrows(UsageException.class, () -> CallArguments.params(List.of(words)))
                .getMessage());
    }
}
