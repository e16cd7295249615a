package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.transport.line.internal.Outbound.Taken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** Taking lines, gathering and writing them, and the bound. */
public class OutboundTest {

    private final Outbound outbound = new Outbound(10);
    private final Channel channel = new Channel();

    /** Takes so many bytes and then no more. */
    private static final class Channel implements WritableByteChannel {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room;
        private int writes;
        private boolean isBroken;

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (isBroken) {
                throw new IOException("broken pipe");
            }
            writes++;
            int count = Math.min(room, source.remaining());
            written.write(source.array(), source.position(), count);
            source.position(source.position() + count);
            room -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            room = 0;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Taken take(String line) throws IOException {
        return outbound.take(bytes(line), null, false);
    }

    private Taken gather(String line) throws IOException {
        return outbound.take(bytes(line), null, true);
    }

    private void open(int room) {
        channel.room = room;
        outbound.open(channel);
    }

    private void assertWritten(String text) {
        assertEquals(text, channel.written.toString(StandardCharsets.US_ASCII));
    }

    @Test
    public void lineIsWrittenAtOnceWhenNothingWaits() throws IOException {
        open(100);
        assertEquals(Taken.WRITTEN, take("ab\n"));
        assertEquals(Taken.WRITTEN, take("c\n"));
        assertWritten("ab\nc\n");
    }

    @Test
    public void onlyTheFirstThatWaitsCallsForAFlush() throws IOException {
        open(1);
        assertEquals(Taken.WAITS_FOR_FLUSH, take("ab\n"));
        channel.room = 100;
        assertEquals(Taken.WAITS, take("c\n"));
        assertWritten("a");
        assertTrue(outbound.flush());
        assertWritten("ab\nc\n");
    }

    @Test
    public void boundIsExactAndNotForTheFirst() throws IOException {
        open(0);
        assertEquals(Taken.WAITS_FOR_FLUSH, take("12345\n"));
        assertEquals(Taken.NO_ROOM, take("7890\n"));
        assertEquals(Taken.WAITS, take("789\n"));
        assertEquals(Taken.NO_ROOM, take("\n"));
        channel.room = 100;
        assertTrue(outbound.flush());
        channel.room = 1;
        assertEquals(Taken.WAITS_FOR_FLUSH, take("longer than the bound\n"));
        assertEquals(Taken.NO_ROOM, take("\n"));
        channel.room = 100;
        assertTrue(outbound.flush());
        assertWritten("12345\n789\nlonger than the bound\n");
    }

    @Test
    public void writtenBytesDoNotCount() throws IOException {
        open(4);
        assertEquals(Taken.WAITS_FOR_FLUSH, take("12345\n"));
        assertEquals(Taken.WAITS, take("1234567\n"));
        assertEquals(Taken.NO_ROOM, take("\n"));
    }

    @Test
    public void gatheredLinesAreWrittenTogether() throws IOException {
        open(100);
        Outbound roomy = new Outbound(1_000);
        roomy.open(channel);
        for (int i = 0; i < 20; i++) {
            assertEquals(Taken.WAITS, roomy.take(bytes(i % 10 + "\n"), null, true));
        }
        assertEquals(0, channel.writes);
        assertTrue(roomy.flush());
        assertEquals(1, channel.writes);
        assertWritten("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n".repeat(2));
    }

    @Test
    public void gatheredLinesAreWrittenBeforeOneIsRefused() throws IOException {
        open(12);
        assertEquals(Taken.WAITS, gather("12345678\n"));
        assertEquals(Taken.WAITS, gather("abc\n"));
        assertWritten("12345678\n");
        assertEquals(Taken.NO_ROOM, gather("123456789\n"));
        assertWritten("12345678\nabc");
        channel.room = 100;
        assertTrue(outbound.flush());
        assertWritten("12345678\nabc\n");
    }

    @Test
    public void manyShortAndLongLinesStayInOrder() throws IOException {
        Outbound roomy = new Outbound(Long.MAX_VALUE);
        open(0);
        roomy.open(channel);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            String line = i + "x".repeat(i % 50 == 0 ? 20_000 : i % 7) + "\n";
            all.append(line);
            roomy.take(bytes(line), null, false);
        }
        for (channel.room = 777; !roomy.flush(); channel.room = 777) {
            assertEquals(0, channel.room);
        }
        assertWritten(all.toString());
    }

    @Test
    public void nothingIsWrittenBeforeTheConnectionStands() throws IOException {
        assertEquals(Taken.WAITS, take("a\n"));
        assertFalse(outbound.flush());
        assertEquals(Taken.WAITS, take("b\n"));
        open(100);
        assertTrue(outbound.flush());
        assertWritten("a\nb\n");
    }

    @Test
    public void promiseIsKeptWhenItsLastByteIsWritten() throws IOException {
        open(2);
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        outbound.take(bytes("ab\n"), first, false);
        outbound.take(bytes("c\n"), second, false);
        assertFalse(outbound.flush());
        assertFalse(first.isDone());
        channel.room = 2;
        assertFalse(outbound.flush());
        assertTrue(first.isDone());
        assertFalse(second.isDone());
        assertEquals(List.of(second), outbound.abandon());
        assertFalse(second.isDone());
    }

    @Test
    public void closedTakesNothingAndWritesTheRest() throws IOException {
        open(0);
        take("ab\n");
        outbound.close();
        assertEquals(Taken.CLOSED, take("c\n"));
        channel.room = 100;
        assertTrue(outbound.flush());
        assertWritten("ab\n");
    }

    @Test
    public void abandonedTakesAndWritesNothing() throws IOException {
        open(1);
        take("ab\n");
        outbound.abandon();
        assertEquals(Taken.CLOSED, take("c\n"));
        channel.room = 100;
        assertTrue(outbound.flush());
        assertWritten("a");
    }

    @Test
    public void brokenSocketIsTheCallersToHandle() throws IOException {
        open(0);
        take("ab\n");
        channel.isBroken = true;
        assertThrows(IOException.class, outbound::flush);
    }

    @Test
    public void socketThatTakesEverythingIsNotWrittenToForever() throws IOException {
        open(Integer.MAX_VALUE);
        assertEquals(Taken.WAITS_FOR_FLUSH, take("x".repeat(3 << 20)));
        assertTrue(channel.written.size() < 2 << 20);
        assertFalse(outbound.flush());
        assertTrue(outbound.flush());
        assertEquals(3 << 20, channel.written.size());
    }
}
