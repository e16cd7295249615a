package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PathExpansionTest {

    private final PathExpansion paths =
            new PathExpansion(Map.of("HOME", "/home/ann", "COST", "$5\\")::get, "/home/ann");

    @Test
    public void bothSpellingsOfAVariableAreFilledIn() {
        assertEquals("/home/ann/a:/home/annb", paths.expand("$HOME/a:${HOME}b"));
    }

    @Test
    public void anUnknownVariableStaysAsItIsWritten() {
        assertEquals("$NOBODY/${NOTHING}/$", paths.expand("$NOBODY/${NOTHING}/$"));
    }

    @Test
    public void aValueIsTakenLiterally() {
        assertEquals("$5\\/x", paths.expand("$COST/x"));
    }

    @Test
    public void onlyALeadingTildeIsTheHome() {
        assertEquals("/home/ann/a~/b", paths.expand("~/a~/b"));
        assertEquals("~bob/a", paths.expand("~bob/a"));
    }

    @Test
    public void onlyTextsUnderPathKeysAreExpanded() {
        Map<String, Object> values = Map.of(
                "static_path",
                "$HOME/s",
                "keyPath",
                "$HOME/k",
                "path",
                "$HOME",
                "name",
                "$HOME",
                "many_path",
                List.of("$HOME"));

        Map<String, Object> expected = Map.of(
                "static_path",
                "/home/ann/s",
                "keyPath",
                "/home/ann/k",
                "path",
                "$HOME",
                "name",
                "$HOME",
                "many_path",
                List.of("$HOME"));
        assertEquals(expected, paths.expandIn(values));
    }
}
