package dev.patchbay.cli.words;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.Test;

public class WordsTest {

    @Test
    public void exitLineIsReadAsItIsWritten() {
        assertEquals(OptionalInt.of(0), ExitLine.parse(ExitLine.of(0)));
        assertEquals(OptionalInt.of(255), ExitLine.parse(ExitLine.of(255)));
    }

    @Test
    public void otherLinesAreNoExitLines() {
        for (String line : List.of("exit", "exit ", "exit x", " exit 0", "exit 0 ", "exit -1", "exit 1234")) {
            assertEquals(line, OptionalInt.empty(), ExitLine.parse(line));
        }
    }

    @Test
    public void terminalIsReadAsItIsWritten() {
        TerminalWords words = new TerminalWords("xterm-256color", 120, 40);

        assertEquals(words, TerminalWords.parse(List.of("xterm-256color", "120", "40")));
    }

    @Test
    public void unknownTerminalIsDumbAndOfUsualSize() {
        assertEquals(new TerminalWords("dumb", 80, 24), TerminalWords.parse(List.of()));
        assertEquals(new TerminalWords("vt100", 80, 24), TerminalWords.parse(List.of("vt100")));
        assertEquals(new TerminalWords("vt100", 80, 24), TerminalWords.parse(List.of("vt100", "0", "x")));
    }
}
