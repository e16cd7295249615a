package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineSettings;
import dev.patchbay.transport.line.internal.TransportRule.Pair;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What reaches a peer of what is sent to it, and what happens when it takes nothing. */
public class WritingTest {

    private static final LineSettings SMALL = TransportRule.ANY_PORT.withMaxPendingBytes(100_000);
    private static final String KILOBYTE = "0123456789abcdef".repeat(64).substring(1);

    private static final String MUCH = TransportRule.MUCH;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private static CompletableFuture<Void> write(LineConnection connection, String line) {
        return connection.write(line).toCompletableFuture();
    }

    private static Throwable failure(CompletableFuture<Void> future) {
        return assertThrows(
                        CompletionException.class,
                        () -> future.orTimeout(20, TimeUnit.SECONDS).join())
                .getCause();
    }

    /** @return what was taken */
    private static List<String> offerUntilFull(LineConnection connection) {
        List<String> taken = new ArrayList<>();
        for (int i = 0; connection.offer(i + KILOBYTE); i++) {
            taken.add(i + KILOBYTE);
        }
        return taken;
    }

    @Test
    public void linesLeaveInTheOrderInWhichTheyWereHandedOver() throws Exception {
        Pair pair = rule.pair();
        int count = 3_000;
        for (int i = 0; i < count; i += 3) {
            assertTrue(pair.connection().send(i + KILOBYTE.repeat(10)));
            assertTrue(pair.connection().offer((i + 1) + KILOBYTE));
            write(pair.connection(), Integer.toString(i + 2));
        }
        for (int i = 0; i < count; i += 3) {
            assertEquals(i + KILOBYTE.repeat(10), pair.peer().readLine());
            assertEquals((i + 1) + KILOBYTE, pair.peer().readLine());
            assertEquals(Integer.toString(i + 2), pair.peer().readLine());
        }
    }

    @Test
    public void linesOfManyThreadsStayWholeAndInOrder() throws Exception {
        Pair pair = rule.pair();
        int each = 5_000;
        List<CompletableFuture<Void>> senders = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        pair.connection().send(n + " " + i + " " + KILOBYTE);
                    }
                }))
                .toList();
        int[] next = new int[4];
        for (int i = 0; i < 4 * each; i++) {
            String[] line = pair.peer().readLine().split(" ");
            int sender = Integer.parseInt(line[0]);
            assertEquals(next[sender]++, Integer.parseInt(line[1]));
            assertEquals(KILOBYTE, line[2]);
        }
        senders.forEach(CompletableFuture::join);
    }

    @Test
    public void textIsWrittenAsUtf8() throws Exception {
        Pair pair = rule.pair();
        pair.connection().send("ü \uD83D\uDC0E");
        pair.connection().send("");
        pair.connection().send("end\r");
        assertEquals("ü \uD83D\uDC0E", pair.peer().readLine());
        assertEquals("", pair.peer().readLine());
        assertEquals("end\r", pair.peer().readLine());
    }

    @Test
    public void lineFeedWithinALineIsRefused() throws Exception {
        Pair pair = rule.pair();
        assertThrows(IllegalArgumentException.class, () -> pair.connection().send("a\nb"));
        assertThrows(IllegalArgumentException.class, () -> pair.connection().offer("a\n"));
        assertThrows(IllegalArgumentException.class, () -> pair.connection().write("\n"));
        pair.connection().send("c");
        assertEquals("c", pair.peer().readLine());
    }

    @Test
    public void whatIsSentInTheAcceptorComesFirst() throws Exception {
        RecordingListener listener = RecordingListener.echo().atFirst(connection -> {
            connection.send("welcome");
            connection.next();
        });
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.peer().send("hello\n");
        assertEquals("welcome", pair.peer().readLine());
        assertEquals("hello", pair.peer().readLine());
    }

    @Test
    public void sendEndsTheConnectionWhenThePeerTakesTooLittle() throws Exception {
        Pair pair = rule.pair(SMALL, new RecordingListener());
        int taken = 0;
        while (pair.connection().send(KILOBYTE)) {
            taken++;
        }
        assertTrue("taken " + taken, taken >= 97);
        assertEquals(LineEnd.SLOW_PEER, pair.listener().end());
        assertFalse(pair.connection().isOpen());
        assertFalse(pair.connection().send("more"));
    }

    @Test
    public void offerDropsWhatDoesNotFitAndCutsNoLine() throws Exception {
        Pair pair = rule.pair(SMALL, new RecordingListener());
        List<String> taken = offerUntilFull(pair.connection());
        assertFalse(pair.connection().offer(KILOBYTE));
        assertTrue(pair.connection().isOpen());
        for (String line : taken) {
            assertEquals(line, pair.peer().readLine());
        }
        await().until(() -> pair.connection().offer("again"));
        assertEquals("again", pair.peer().readLine());
        assertTrue(pair.listener().ends.isEmpty());
    }

    @Test
    public void oneLineIsTakenHoweverLongWhenNothingWaits() throws Exception {
        Pair pair = rule.pair(SMALL, new RecordingListener());
        assertTrue(pair.connection().send(MUCH));
        assertFalse(pair.connection().offer("y"));
        pair.peer().assertReads(MUCH);
        await().until(() -> pair.connection().offer("z"));
        assertEquals("z", pair.peer().readLine());
    }

    @Test
    public void writeIsDoneWhenTheSystemHasAllOfIt() throws Exception {
        Pair pair = rule.pair();
        assertTrue(write(pair.connection(), "short").isDone());
        AtomicReference<String> thread = new AtomicReference<>();
        CompletableFuture<Void> written = write(pair.connection(), MUCH);
        CompletableFuture<Void> told =
                written.thenRun(() -> thread.set(Thread.currentThread().getName()));
        CompletableFuture<Void> behind = write(pair.connection(), "behind");
        await().during(Duration.ofMillis(200)).until(() -> !written.isDone() && !behind.isDone());
        assertEquals("short", pair.peer().readLine());
        pair.peer().assertReads(MUCH);
        told.orTimeout(20, TimeUnit.SECONDS).join();
        behind.orTimeout(20, TimeUnit.SECONDS).join();
        assertTrue(thread.get(), thread.get().startsWith("patchbay-line-"));
    }

    @Test
    public void writeFailsWhenTheConnectionEndsBefore() throws Exception {
        Pair pair = rule.pair();
        // Not waited for itself, since whoever waits helps telling the others.
        CompletableFuture<String> told = write(pair.connection(), MUCH)
                .handle((nothing, e) -> e + " on " + Thread.currentThread().getName());
        pair.connection().close();
        String failure = told.orTimeout(20, TimeUnit.SECONDS).join();
        assertTrue(failure, failure.contains("IOException") && failure.contains("on patchbay-line-"));
        assertEquals(LineEnd.BY_US, pair.listener().end());
        assertTrue(failure(write(pair.connection(), "after")) instanceof IOException);
    }

    @Test
    public void writeThatDoesNotFitFailsAndEndsTheConnection() throws Exception {
        Pair pair = rule.pair(SMALL, new RecordingListener());
        CompletableFuture<Void> first = write(pair.connection(), MUCH);
        Throwable failure = failure(write(pair.connection(), KILOBYTE));
        assertTrue(failure.getMessage(), failure.getMessage().contains("SLOW_PEER"));
        assertTrue(failure(first) instanceof IOException);
        assertEquals(LineEnd.SLOW_PEER, pair.listener().end());
    }

    @Test
    public void writeFailsWhenThePeerBreaksTheConnection() throws Exception {
        Pair pair = rule.pair();
        CompletableFuture<Void> written = write(pair.connection(), MUCH);
        pair.peer().reset();
        assertTrue(failure(written) instanceof IOException);
        assertEquals(LineEnd.BROKEN, pair.listener().end());
    }

    @Test
    public void sendingToAPeerThatHasLeftEndsTheConnection() throws Exception {
        Pair pair = rule.pair();
        pair.peer().close();
        await().until(() -> !pair.connection().send("hello?"));
        assertTrue(List.of(LineEnd.BY_PEER, LineEnd.BROKEN)
                .contains(pair.listener().end()));
    }

    @Test
    public void peerThatNeverReadsIsReadAndOfferedAnswers() throws Exception {
        AtomicInteger dropped = new AtomicInteger();
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> {
                    if (!connection.offer(KILOBYTE)) {
                        dropped.incrementAndGet();
                    }
                    connection.next();
                });
        Pair pair = rule.pair(SMALL, listener);
        int count = 20_000;
        pair.peer().send("chatter\n".repeat(count)).send("last\n");
        await().until(() -> listener.lines.size() == count + 1);
        assertTrue("dropped " + dropped, dropped.get() > 0);
        assertTrue(listener.ends.isEmpty());
        for (int i = 0; i <= count - dropped.get(); i++) {
            assertEquals(KILOBYTE, pair.peer().readLine());
        }
        pair.connection().close();
        assertNull(pair.peer().readLine());
    }

    @Test
    public void answersGatheredInATurnDoNotCountAsASlowPeer() throws Exception {
        // 64 lines are handed over in a turn; their answers are more than may wait, but the peer does take them.
        String line = KILOBYTE + KILOBYTE;
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, text) -> {
                    connection.send(line);
                    connection.next();
                });
        Pair pair = rule.pair(TransportRule.ANY_PORT.withMaxPendingBytes(5_000), listener);
        pair.peer().send("q\n".repeat(50));
        for (int i = 0; i < 50; i++) {
            assertEquals(line, pair.peer().readLine());
        }
        assertTrue(pair.connection().isOpen());
    }
}
