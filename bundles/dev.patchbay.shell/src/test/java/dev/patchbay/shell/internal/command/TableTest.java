package dev.patchbay.shell.internal.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class TableTest {

    @Test
    public void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("A", "LONG NAME").row("first", "1").row("b", "second value");

        assertEquals(List.of("A      LONG NAME", "first  1", "b      second value"), table.lines(80));
    }

    @Test
    public void widestColumnIsCutUntilTheLineFits() {
        Table table = new Table("NAME", "TEXT").row("hello", "a sentence that is far too long for this screen");

        List<String> lines = table.lines(24);

        assertEquals("hello  a sentence that …", lines.get(1));
        assertEquals(24, lines.get(1).length());
    }

    @Test
    public void namesAreNeverCutAndOthersKeepALeastWidth() {
        Table table = new Table("ONE", "TWO").row("0123456789", "0123456789");

        assertEquals("0123456789  0123456…", table.lines(3).get(1));
    }

    @Test
    public void nothingIsCutInAPipe() {
        String text = "x".repeat(500);

        assertTrue(new Table("T").row(text).lines(Screen.UNLIMITED).contains(text));
    }

    @Test
    public void charactersOutsideTheBasicPlaneCountOnce() {
        assertEquals(
                List.of("A   B", "𝄞𝄞  x"),
                new Table("A", "B").row("𝄞𝄞", "x").lines(80));
    }

    @Test
    public void cellsCannotMoveTheCursor() {
        assertEquals("a [2Jb", new Table("T").row("a\u001b[2Jb\n").lines(80).get(1));
    }

    @Test
    public void rowWithTooFewCellsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Table("A", "B").row("only one"));
    }
}
