package dev.patchbay.process.internal;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class LineSplitterTest {

    private final LineSplitter splitter = new LineSplitter();

    private List<String> add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return splitter.add(bytes, bytes.length);
    }

    @Test
    public void linesEndAtLineFeedsWhereverTheReadsEnd() {
        assertEquals(List.of("a", ""), add("a\n\nb"));
        assertEquals(List.of("bc"), add("c\nd"));
        assertEquals(List.of("d"), splitter.end());
        assertEquals(List.of(), splitter.end());
    }

    @Test
    public void aCarriageReturnBeforeTheLineFeedIsDroppedAndOthersStay() {
        assertEquals(List.of("a", "b\rc"), add("a\r\nb\rc\n"));
    }

    @Test
    public void aCharacterMayBeCutByARead() {
        byte[] bytes = "ä€\n".getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (byte one : bytes) {
            lines.addAll(splitter.add(new byte[] {one}, 1));
        }
        assertEquals(List.of("ä€"), lines);
    }

    @Test
    public void aLineThatIsTooLongComesInPartsCutBetweenCharacters() {
        String line = "x" + "€".repeat(LineSplitter.LONGEST_IN_BYTES);
        List<String> parts = new ArrayList<>(add(line + "\nnext\n"));
        assertEquals("next", parts.remove(parts.size() - 1));
        assertEquals(4, parts.size());
        assertEquals(line, String.join("", parts));
    }

    @Test
    public void aLineOfJustTheLongestLengthIsWhole() {
        String line = "x".repeat(LineSplitter.LONGEST_IN_BYTES);
        assertEquals(List.of(line), add(line + "\n"));
    }

    @Test
    public void bytesThatAreNoTextBecomeTheReplacementCharacter() {
        byte[] bytes = {'a', (byte) 0xFF, (byte) 0x80, '\n'};
        assertEquals(List.of("a\uFFFD\uFFFD"), splitter.add(bytes, bytes.length));
    }

    @Test
    public void bytesThatOnlyContinueACharacterDoNotStopTheCutting() {
        byte[] bytes = new byte[3 * LineSplitter.LONGEST_IN_BYTES];
        Arrays.fill(bytes, (byte) 0x80);
        assertEquals(2, splitter.add(bytes, bytes.length).size());
        assertEquals(LineSplitter.LONGEST_IN_BYTES, splitter.end().get(0).length());
    }
}
