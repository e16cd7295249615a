package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.Test;

public class AnswerStreamTest {

    private static final String MARK = "#!#end_communication#!#";

    @Test
    public void markAtTheEndIsTakenOff() throws IOException {
        assertEquals("a\nb\n", read("a\nb\n" + MARK));
        assertEquals("", read(MARK));
    }

    @Test
    public void markMayComeInPieces() throws IOException {
        for (int size = 1; size < 40; size++) {
            assertEquals(
                    "text\n#!\n", new String(pieces("text\n#!\n" + MARK, size).readAllBytes(), UTF_8));
        }
    }

    @Test
    public void markElsewhereIsText() throws IOException {
        assertEquals("a" + MARK + "\n", read("a" + MARK + "\n" + MARK));
        assertEquals(MARK + "\n", read(MARK + "\n" + MARK));
    }

    @Test
    public void nothingIsHeldBackInsideALine() throws IOException {
        InputStream source = new ByteArrayInputStream("patchbay> #!".getBytes(UTF_8));
        byte[] shown = new byte[12];

        assertEquals(12, new AnswerStream(source).read(shown));
        assertArrayEquals("patchbay> #!".getBytes(UTF_8), shown);
    }

    @Test
    public void endWithoutTheMarkIsAFailure() {
        assertThrows(EOFException.class, () -> read("half an answer"));
        assertThrows(EOFException.class, () -> read("a\n#!#end_comm"));
        assertThrows(EOFException.class, () -> read(""));
    }

    private static String read(String answer) throws IOException {
        return new String(pieces(answer, 8192).readAllBytes(), UTF_8);
    }

    /** The answer as it comes in reads of at most that many bytes. */
    private static InputStream pieces(String answer, int size) {
        InputStream whole = new ByteArrayInputStream(answer.getBytes(UTF_8));
        return new AnswerStream(new InputStream() {
            @Override
            public int read() throws IOException {
                return whole.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return whole.read(target, offset, Math.min(length, size));
            }
        });
    }
}
