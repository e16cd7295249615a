package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineEnd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Cutting bytes into lines, however they come. */
public class LineBufferTest {

    private final LineBuffer buffer = new LineBuffer(1_000_000);

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] shared = Arrays.copyOf(bytes, bytes.length + 100);
        buffer.add(shared, bytes.length);
    }

    @Test
    public void linesComeOneByOne() throws BadLineException {
        add("a\n\nb\nc");
        assertEquals("a", buffer.poll());
        assertEquals("", buffer.poll());
        assertEquals("b", buffer.poll());
        assertNull(buffer.poll());
        assertTrue(buffer.isSearched());
        assertEquals(1, buffer.size());
        add("d\n");
        assertFalse(buffer.isSearched());
        assertEquals("cd", buffer.poll());
        assertEquals(0, buffer.size());
    }

    @Test
    public void whatIsLeftOutlivesTheArrayItCameIn() throws BadLineException {
        byte[] shared = "a\nbc".getBytes(StandardCharsets.US_ASCII);
        buffer.add(shared, 4);
        assertEquals("a", buffer.poll());
        buffer.settle();
        Arrays.fill(shared, (byte) 'x');
        add("d\n");
        assertEquals("bcd", buffer.poll());
    }

    @Test
    public void anyPiecesGiveTheSameLines() throws BadLineException {
        Random random = new Random(4_711);
        for (int round = 0; round < 50; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                lines.add("ü€a".repeat(random.nextInt(round % 10 == 0 ? 9_000 : 20)));
            }
            assertEquals(lines, cut(lines, random, 1 + random.nextInt(round % 10 == 0 ? 5_000 : 40)));
            assertEquals(0, buffer.size());
        }
    }

    private List<String> cut(List<String> lines, Random random, int piece) throws BadLineException {
        byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        byte[] shared = new byte[piece];
        for (int from = 0; from < all.length; ) {
            int count = Math.min(all.length - from, 1 + random.nextInt(piece));
            System.arraycopy(all, from, shared, 0, count);
            buffer.add(shared, count);
            from += count;
            // Sometimes lines are left for later.
            for (String line = null; random.nextInt(10) > 0 && (line = buffer.poll()) != null; ) {
                found.add(line);
            }
            buffer.settle();
        }
        for (String line = buffer.poll(); line != null; line = buffer.poll()) {
            found.add(line);
        }
        return found;
    }

    @Test
    public void longestLineIsTakenAndALongerOneIsRefusedAsSoonAsItIsKnown() throws BadLineException {
        LineBuffer small = new LineBuffer(3);
        small.add("abc\nabc".getBytes(StandardCharsets.US_ASCII), 7);
        assertEquals("abc", small.poll());
        assertNull(small.poll());
        small.settle();
        small.add("d".getBytes(StandardCharsets.US_ASCII), 1);
        assertEquals(
                LineEnd.LINE_TOO_LONG,
                assertThrows(BadLineException.class, small::poll).end());
    }

    @Test
    public void asciiOfOneLineSaysNothingOfTheNext() throws BadLineException {
        add("ü\na\nü\n");
        assertEquals("ü", buffer.poll());
        assertEquals("a", buffer.poll());
        assertEquals("ü", buffer.poll());
    }

    @Test
    public void replacementCharacterIsText() throws BadLineException {
        add("\uFFFD\n");
        assertEquals("\uFFFD", buffer.poll());
        buffer.add(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD, (byte) 0xFF, '\n'}, 5);
        assertEquals(
                LineEnd.NOT_TEXT,
                assertThrows(BadLineException.class, buffer::poll).end());
    }

    @Test
    public void aLineThatIsNoTextIsTakenLikeOthers() throws BadLineException {
        add("a\n");
        buffer.add(new byte[] {'b', (byte) 0xFF, '\n', 'c', '\n'}, 5);
        assertEquals("a", buffer.poll());
        assertEquals(
                "b\uFFFD", assertThrows(BadLineException.class, buffer::poll).shown());
        assertEquals("c", buffer.poll());
        assertNull(buffer.poll());
    }

    @Test
    public void beginningOfTheNextLineIsShown() throws BadLineException {
        assertEquals("", buffer.unread());
        add("a\nfirst");
        assertEquals("a", buffer.poll());
        buffer.settle();
        assertEquals("first", buffer.unread());
        add(" and rest\nnext");
        buffer.settle();
        assertEquals("first and rest", buffer.unread());
        assertEquals("first and rest", buffer.poll());
        assertEquals("", buffer.unread());
        buffer.settle();
        assertEquals("next", buffer.unread());
        add("\n");
        assertEquals("next", buffer.poll());
        buffer.settle();
        assertEquals("", buffer.unread());
    }

    @Test
    public void noMoreThanThousandCharactersAreShown() {
        add("x".repeat(1_000));
        buffer.settle();
        assertEquals("x".repeat(1_000), buffer.unread());
        add("€\uD83D\uDC0E".repeat(10_000));
        buffer.settle();
        assertEquals("x".repeat(1_000), buffer.unread());
    }

    @Test
    public void longestCharactersAreShownUncut() {
        for (String text : List.of("€", "\uD83D\uDC0E", "ü")) {
            LineBuffer other = new LineBuffer(1_000_000);
            byte[] bytes = text.repeat(2_000).getBytes(StandardCharsets.UTF_8);
            other.add(bytes, bytes.length);
            other.settle();
            assertEquals(text.repeat(1_000 / text.length()), other.unread());
        }
    }

    @Test
    public void whatIsNotTextIsShownAsFarAsItIs() {
        buffer.add(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82}, 5);
        buffer.settle();
        assertEquals("a\uFFFDb\uFFFD", buffer.unread());
    }
}
