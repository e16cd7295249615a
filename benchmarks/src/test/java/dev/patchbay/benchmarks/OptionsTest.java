package dev.patchbay.benchmarks;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class OptionsTest {

    private static final List<Option> KNOWN =
            List.of(new Option("rounds", "5", "how many"), new Option("jvm", "", "flags"));

    @Test
    public void whatIsNotSaidHasItsPreset() {
        assertEquals(5, Options.parse(List.of(), KNOWN).number("rounds"));
    }

    @Test
    public void whatIsSaidWins() {
        Options options = Options.parse(List.of("--rounds=2", "--jvm=-Da=b -Xmx1g"), KNOWN);
        assertEquals(2, options.number("rounds"));
        assertEquals("-Da=b -Xmx1g", options.text("jvm"));
    }

    @Test
    public void unknownOnesAreRefusedWithTheKnownOnes() {
        for (String wrong : List.of("--round=2", "rounds=2", "--rounds")) {
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of(wrong), KNOWN));
            assertTrue(refusal.getMessage(), refusal.getMessage().contains("rounds"));
        }
    }

    @Test
    public void aNumberThatIsNoneIsRefused() {
        Options options = Options.parse(List.of("--rounds=many"), KNOWN);
        assertThrows(IllegalArgumentException.class, () -> options.number("rounds"));
    }

    @Test
    public void numbersAreSeparatedByCommas() {
        Options options = Options.parse(List.of("--rounds=1,8,32"), KNOWN);
        assertEquals(List.of(1, 8, 32), options.numbers("rounds"));
    }

    @Test
    public void whatIsNoNumberAmongThemIsTold() {
        Options options = Options.parse(List.of("--rounds=1,,2"), KNOWN);
        assertThrows(IllegalArgumentException.class, () -> options.numbers("rounds"));
    }
}
