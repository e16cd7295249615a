package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class SuggestionTest {

    private static final List<String> WORDS = List.of("port", "host", "maxConnections", "graceInMs", "drainInMs");

    @Test
    public void aSlipOfTheFingerFindsItsWord() {
        assertEquals(Optional.of("port"), Suggestion.nearest("prt", WORDS));
        assertEquals(Optional.of("maxConnections"), Suggestion.nearest("MaxConection", WORDS));
        assertEquals(Optional.of("graceInMs"), Suggestion.nearest("graceInSec", WORDS));
    }

    @Test
    public void aWordOfItsOwnFindsNothing() {
        assertEquals(Optional.empty(), Suggestion.nearest("colour", WORDS));
        assertEquals(Optional.empty(), Suggestion.nearest("port", List.of()));
    }
}
