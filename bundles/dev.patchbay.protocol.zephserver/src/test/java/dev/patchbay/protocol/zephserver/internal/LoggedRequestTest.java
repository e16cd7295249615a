package dev.patchbay.protocol.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class LoggedRequestTest {

    private static String logged(Map<String, Object> message) {
        return LoggedRequest.of(new TreeMap<>(message));
    }

    @Test
    public void aSessionIdIsShortened() {
        assertEquals("{\"session_id\":\"abcd…\"}", logged(Map.of("session_id", "abcdefghijklmnop")));
        assertEquals("{\"session_id\":\"a…\"}", logged(Map.of("session_id", "abc")));
        assertEquals("{\"session_id\":\"…\"}", logged(Map.of("session_id", "a")));
        assertEquals(
                "{\"data\":[{\"session_id\":\"abcd…\"}]}",
                logged(Map.of("data", List.of(Map.of("session_id", "abcdefghijklmnop")))));
    }

    @Test
    public void secretsAreNotShownAtAnyDepth() {
        String line = logged(Map.of("data", Map.of("login", Map.of("Password", "hunter2", "apiToken", "hunter2"))));
        assertFalse(line, line.contains("hunter2"));
        assertTrue(line, line.contains("***"));
    }

    @Test
    public void theRestIsShownAsItCame() {
        assertEquals(
                "{\"data\":{\"x\":[1,null]},\"task\":\"TaskBuy\"}",
                logged(Map.of("task", "TaskBuy", "data", Map.of("x", java.util.Arrays.asList(1L, null)))));
    }

    @Test
    public void itIsOneLineOfBoundedLength() {
        String line = logged(Map.of("task", "a\nb\u2028c", "data", "x".repeat(100_000)));
        assertFalse(line, line.contains("\n"));
        assertEquals(501, line.length());
        assertEquals("no such 'a b c'", LoggedRequest.line("no such 'a\nb\u2028c'"));
    }
}
