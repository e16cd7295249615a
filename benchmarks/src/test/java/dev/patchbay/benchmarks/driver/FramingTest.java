package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class FramingTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/json\r\nContent-Length: 5\r\n\r\n";

    @Test
    public void aLineEndsBehindItsLineFeed() throws Exception {
        assertEquals(3, length(Framing.LINE, "[]\n"));
        assertEquals(3, length(Framing.LINE, "[]\n{}\n"));
        assertEquals(1, length(Framing.LINE, "\n"));
    }

    @Test
    public void aLineWithoutLineFeedIsNotComplete() throws Exception {
        assertEquals(Framing.INCOMPLETE, length(Framing.LINE, ""));
        assertEquals(Framing.INCOMPLETE, length(Framing.LINE, "[]"));
    }

    @Test
    public void whatIsBehindTheFilledPartDoesNotCount() throws Exception {
        byte[] buffer = "[]\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Framing.INCOMPLETE, Framing.LINE.lengthOfFirst(buffer, 2));
    }

    @Test
    public void anHttpAnswerEndsWhereItsHeadSays() throws Exception {
        String whole = HEAD + "12345";
        assertEquals(whole.length(), length(Framing.HTTP, whole));
        assertEquals(whole.length(), length(Framing.HTTP, whole + "HTTP/1.1 500"));
    }

    @Test
    public void anHttpAnswerIsNotCompleteAnywhereBefore() throws Exception {
        String whole = HEAD + "12345";
        for (int end = 0; end < whole.length(); end++) {
            assertEquals(Framing.INCOMPLETE, length(Framing.HTTP, whole.substring(0, end)));
        }
    }

    @Test
    public void anHttpAnswerThatDoesNotSayItsLengthIsRefused() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        assertThrows(IOException.class, () -> length(Framing.HTTP, chunked));
    }

    private static int length(Framing framing, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return framing.lengthOfFirst(bytes, bytes.length);
    }
}
