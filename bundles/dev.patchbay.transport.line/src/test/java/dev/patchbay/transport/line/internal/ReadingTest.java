package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.transport.line.internal.TransportRule.Pair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What a listener is told of what a peer sends, and when. */
public class ReadingTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private static void assertQuiet(RecordingListener listener) {
        await().during(Duration.ofMillis(100)).until(() -> listener.lines.isEmpty() && listener.ends.isEmpty());
    }

    @Test
    public void oneLineComesForEachNext() throws Exception {
        Pair pair = rule.pair();
        pair.peer().send("a\nb\nc\n");
        assertQuiet(pair.listener());
        pair.connection().next();
        assertEquals("a", pair.listener().line());
        assertQuiet(pair.listener());
        pair.connection().next();
        assertEquals("b", pair.listener().line());
    }

    @Test
    public void nextMayComeBeforeTheLine() throws Exception {
        Pair pair = rule.pair();
        pair.connection().next();
        assertQuiet(pair.listener());
        pair.peer().send("late\n");
        assertEquals("late", pair.listener().line());
    }

    @Test
    public void linesMayComeInAnyPieces() throws Exception {
        Pair pair = rule.pair(TransportRule.ANY_PORT, RecordingListener.echo());
        for (String piece : List.of("o", "ne\ntw", "o", "\n", "\nthree\nfo", "ur\n")) {
            pair.peer().send(piece);
        }
        for (String line : List.of("one", "two", "", "three", "four")) {
            assertEquals(line, pair.listener().line());
            assertEquals(line, pair.peer().readLine());
        }
    }

    @Test
    public void whatHasComeOfALineIsShown() throws Exception {
        Pair pair = rule.pair();
        assertEquals("", pair.connection().unread());
        pair.connection().next();
        pair.peer().send("slow");
        await().until(() -> pair.connection().unread().equals("slow"));
        pair.peer().send("ly\n");
        assertEquals("slowly", pair.listener().line());
        await().until(() -> pair.connection().unread().isEmpty());
    }

    @Test
    public void carriageReturnStays() throws Exception {
        Pair pair = rule.pair();
        pair.connection().next();
        pair.peer().send("a\r\n");
        assertEquals("a\r", pair.listener().line());
    }

    @Test
    public void nextInTheAcceptorHolds() throws Exception {
        Pair pair = rule.pair(TransportRule.ANY_PORT, new RecordingListener().atFirst(LineConnection::next));
        pair.peer().send("first\n");
        assertEquals("first", pair.listener().line());
    }

    @Test
    public void secondNextBeforeTheLineIsRefusedAndTheFirstHolds() throws Exception {
        Pair pair = rule.pair();
        pair.connection().next();
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> pair.connection().next());
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("next()"));
        pair.peer().send("a\nb\n");
        assertEquals("a", pair.listener().line());
        assertQuiet(pair.listener());
    }

    @Test
    public void nextAfterTheEndIsHarmless() throws Exception {
        Pair pair = rule.pair();
        pair.connection().close();
        assertEquals(LineEnd.BY_US, pair.listener().end());
        pair.connection().next();
        pair.connection().next();
        assertQuiet(pair.listener());
    }

    @Test
    public void hundredThousandPipelinedLinesAreAnsweredInOrder() throws Exception {
        int count = 100_000;
        Pair pair = rule.pair(TransportRule.ANY_PORT, RecordingListener.echo());
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i).append('\n');
        }
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAll(pair.peer(), all.toString()));
        for (int i = 0; i < count; i++) {
            assertEquals(Integer.toString(i), pair.peer().readLine());
        }
        sent.join();
        assertEquals(List.of(), pair.listener().faults);
    }

    private static void sendAll(Peer peer, String text) {
        try {
            peer.send(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void lineAskedForByAnotherThreadWhileOneIsHandledComesAfterwards() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> {
                    if (line.equals("a")) {
                        CompletableFuture.runAsync(connection::next).thenRun(asked::countDown);
                        awaitUninterrupted(asked);
                        order.add("a handled");
                    } else {
                        order.add(line);
                    }
                });
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.peer().send("a\nb\n");
        assertEquals("a", listener.line());
        assertEquals("b", listener.line());
        await().untilAsserted(() -> assertEquals(List.of("a handled", "b"), order));
        assertEquals(List.of(), listener.faults);
    }

    @Test
    public void nextFromOtherThreadsLosesNoLine() throws Exception {
        int count = 5_000;
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> CompletableFuture.runAsync(() -> {
                    connection.send(line);
                    connection.next();
                }));
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        CompletableFuture<Void> sent =
                CompletableFuture.runAsync(() -> sendAll(pair.peer(), "0123456789\n".repeat(count)));
        for (int i = 0; i < count; i++) {
            assertEquals("0123456789", pair.peer().readLine());
        }
        sent.join();
        // Now without anything in advance: the line comes after it was asked for.
        for (int i = 0; i < 500; i++) {
            pair.peer().send("x" + i + "\n");
            assertEquals("x" + i, pair.peer().readLine());
        }
        assertEquals(List.of(), listener.faults);
    }

    @Test
    public void peerThatSendsFasterThanItIsAnsweredWaitsInItsSocket() throws Exception {
        RecordingListener listener = new RecordingListener();
        InetSocketAddress address = rule.listen(listener::attach).address();
        try (SocketChannel peer = SocketChannel.open(address)) {
            peer.configureBlocking(false);
            byte[] line = "a line of some length\n".getBytes(StandardCharsets.US_ASCII);
            ByteBuffer buffer = ByteBuffer.wrap(line);
            long bytes = fill(peer, buffer);
            AtomicInteger handled = new AtomicInteger();
            listener.onLine((connection, text) -> {
                handled.incrementAndGet();
                connection.next();
            });
            listener.awaitConnection().next();
            while (buffer.hasRemaining()) {
                bytes += peer.write(buffer);
            }
            int lines = Math.toIntExact(bytes / line.length);
            await().untilAsserted(() -> assertEquals(lines, handled.get()));
        }
        assertEquals(List.of(), listener.faults);
    }

    /** Sends the same again and again, until for a while nothing is taken. */
    private static long fill(SocketChannel peer, ByteBuffer buffer) {
        long[] bytes = {0};
        await().during(Duration.ofMillis(300)).until(() -> {
            int count = 0;
            for (int written = peer.write(buffer); written > 0; written = peer.write(buffer)) {
                count += written;
                if (!buffer.hasRemaining()) {
                    buffer.rewind();
                }
            }
            bytes[0] += count;
            return count == 0;
        });
        return bytes[0];
    }

    /** A connection, its other side, and the thread that its lines come on. */
    private record Client(Peer peer, RecordingListener listener, AtomicReference<String> thread) {}

    /** @param order gets the first character of each line; one that begins with b waits for the latch */
    private Client client(List<String> order, CountDownLatch latch) throws Exception {
        AtomicReference<String> thread = new AtomicReference<>("");
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> {
                    thread.set(Thread.currentThread().getName());
                    order.add(line.substring(0, 1));
                    if (line.startsWith("b")) {
                        awaitUninterrupted(latch);
                    }
                    connection.next();
                });
        Peer peer = rule.pair(TransportRule.ANY_PORT, listener).peer();
        peer.send("hello\n");
        listener.line();
        await().until(() -> !thread.get().isEmpty());
        return new Client(peer, listener, thread);
    }

    @Test
    public void oneThatSendsMuchDoesNotKeepOthersWaiting() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch allIsSent = new CountDownLatch(1);
        Client greedy = client(order, allIsSent);
        Client modest = client(order, allIsSent);
        while (!modest.thread().get().equals(greedy.thread().get())) {
            modest = client(order, allIsSent);
        }
        order.clear();
        greedy.peer().send("block\n");
        await().until(() -> order.size() == 1);
        greedy.peer().send("g\n".repeat(2_000));
        modest.peer().send("m\n");
        allIsSent.countDown();
        await().until(() -> order.size() == 2_002);
        int place = order.indexOf("m");
        assertTrue("the other's line came after " + place, place <= 3 * 64);
    }

    @Test
    public void endOfThePeerIsToldAtOnceWhileALineIsAskedFor() throws Exception {
        Pair pair = rule.pair();
        pair.connection().next();
        pair.peer().close();
        assertEquals(LineEnd.BY_PEER, pair.listener().end());
        assertTrue(!pair.connection().isOpen());
    }

    @Test
    public void endOfThePeerComesAfterTheLinesBeforeIt() throws Exception {
        Pair pair = rule.pair();
        pair.peer().send("a\nb\nhalf").close();
        assertQuiet(pair.listener());
        pair.connection().next();
        assertEquals("a", pair.listener().line());
        assertQuiet(pair.listener());
        pair.connection().next();
        assertEquals("b", pair.listener().line());
        assertQuiet(pair.listener());
        pair.connection().next();
        assertEquals(LineEnd.BY_PEER, pair.listener().end());
        assertNull("the half line", pair.listener().lines.poll());
    }

    @Test
    public void peerThatOnlyStopsSendingGetsAllItsAnswers() throws Exception {
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> CompletableFuture.runAsync(() -> {
                    connection.send("answer to " + line);
                    connection.next();
                }));
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.peer().send("q\n".repeat(2_000)).shutdownOutput();
        for (int i = 0; i < 2_000; i++) {
            assertEquals("answer to q", pair.peer().readLine());
        }
        assertNull(pair.peer().readLine());
        assertEquals(LineEnd.BY_PEER, listener.end());
    }

    @Test
    public void brokenConnectionIsToldThoughNoLineIsAskedFor() throws Exception {
        Pair pair = rule.pair();
        pair.peer().send("unread\n").reset();
        assertEquals(LineEnd.BROKEN, pair.listener().end());
    }

    @Test
    public void brokenConnectionIsToldWhenMoreWasReadAheadThanMay() throws Exception {
        Pair pair = rule.pair();
        pair.peer().send("x".repeat(100_000)).reset();
        assertQuiet(pair.listener());
        pair.connection().next();
        assertEquals(LineEnd.BROKEN, pair.listener().end());
    }

    @Test
    public void textOfAllLanguagesComesAsItIs() throws Exception {
        String text = "žluťoučký кůň 馬 \uD83D\uDC0E \uFFFD \u0000 \uFEFF";
        Pair pair = rule.pair();
        pair.connection().next();
        pair.peer().send(text + "\n");
        assertEquals(text, pair.listener().line());
    }

    @Test
    public void characterMayComeInTwoPieces() throws Exception {
        Pair pair = rule.pair();
        pair.connection().next();
        pair.peer().send(0xF0, 0x9F);
        assertQuiet(pair.listener());
        pair.peer().send(0x90, 0x8E, '\n');
        assertEquals("\uD83D\uDC0E", pair.listener().line());
    }

    @Test
    public void whatIsNotUtf8EndsTheConnectionAfterTheLinesBeforeIt() throws Exception {
        int[][] wrong = {{0xFF}, {0xC3}, {0x80}, {0xC0, 0xAF}, {0xED, 0xA0, 0x80}, {0xF8, 0x88, 0x80, 0x80, 0x80}};
        for (int[] bytes : wrong) {
            Pair pair = rule.pair();
            pair.peer().send("good\n").send(bytes).send("\nunseen\n");
            assertQuiet(pair.listener());
            pair.connection().next();
            assertEquals("good", pair.listener().line());
            pair.connection().next();
            assertEquals(LineEnd.NOT_TEXT, pair.listener().end());
            assertNull(pair.listener().lines.poll());
            assertTrue(pair.peer().isEnded());
        }
    }

    @Test
    public void longestLineComesAndALongerOneEndsTheConnection() throws Exception {
        var settings = TransportRule.ANY_PORT.withMaxLineBytes(10);
        Pair pair = rule.pair(settings, RecordingListener.echo());
        pair.peer().send("123456789\n1234567890\n12345678ü\n12345678901\nunseen\n");
        assertEquals("123456789", pair.listener().line());
        assertEquals("1234567890", pair.listener().line());
        assertEquals("12345678ü", pair.listener().line());
        assertEquals(LineEnd.LINE_TOO_LONG, pair.listener().end());
        assertNull(pair.listener().lines.poll());
    }

    @Test
    public void lineIsTooLongBeforeItsEndHasCome() throws Exception {
        Pair pair = rule.pair(TransportRule.ANY_PORT.withMaxLineBytes(10), new RecordingListener());
        pair.connection().next();
        pair.peer().send("1234567890");
        assertQuiet(pair.listener());
        pair.peer().send("1");
        assertEquals(LineEnd.LINE_TOO_LONG, pair.listener().end());
    }

    @Test
    public void lineOf16MiBComesAndOneByteMoreDoesNot() throws Exception {
        String longest = "0123456789abcdef".repeat(1 << 20);
        Pair pair = rule.pair();
        pair.connection().next();
        pair.peer().send(longest).send("\n");
        assertTrue("as it was sent", longest.equals(pair.listener().line()));
        pair.connection().next();
        // Without the line feed, which might be sent after this side has given up.
        pair.peer().send(longest).send("x");
        assertEquals(LineEnd.LINE_TOO_LONG, pair.listener().end());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
