package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public final class StartLevelsTest {

    @Test
    public void theFirstLineThatMatchesWins() {
        StartLevels levels = StartLevels.parse(List.of("# comment", "", "5 a.b", "7  a.   # the rest", "9 a.c"));
        assertEquals(5, levels.of("a.b-1.jar"));
        assertEquals(7, levels.of("a.c-1.jar"));
    }

    @Test
    public void whatIsNotListedStartsInTheMiddle() {
        assertEquals(StartLevels.DEFAULT, StartLevels.parse(List.of("5 a.b")).of("a-1.jar"));
    }

    @Test
    public void aLineThatIsNotOneIsRefused() {
        for (String line : List.of("a.b 5", "5", "0 a", "100 a", "5 a b")) {
            IllegalArgumentException e =
                    assertThrows(line, IllegalArgumentException.class, () -> StartLevels.parse(List.of(line)));
            assertTrue(String.valueOf(e.getMessage()).contains("'" + line + "'"));
        }
    }
}
