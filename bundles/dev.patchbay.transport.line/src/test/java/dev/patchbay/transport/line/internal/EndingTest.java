package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LinePort;
import dev.patchbay.transport.line.internal.TransportRule.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** How connections end, and that this is told once, last, and never in the middle of a line. */
public class EndingTest {

    private static final String MUCH = TransportRule.MUCH;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private static void assertNoMore(RecordingListener listener) {
        await().during(Duration.ofMillis(100)).until(listener.ends::isEmpty);
    }

    @Test
    public void endWritesWhatWaits() throws Exception {
        Pair pair = rule.pair();
        pair.connection().send(MUCH);
        pair.connection().end();
        assertFalse(pair.connection().isOpen());
        assertFalse(pair.connection().send("more"));
        assertFalse(pair.connection().offer("more"));
        assertNoMore(pair.listener());
        pair.peer().assertReads(MUCH);
        assertNull(pair.peer().readLine());
        assertEquals(LineEnd.BY_US, pair.listener().end());
    }

    @Test
    public void endDoesNotWaitForeverForAPeerThatTakesNothing() throws Exception {
        Pair pair = rule.pair();
        pair.connection().send(MUCH);
        long began = System.nanoTime();
        pair.connection().end();
        assertEquals(LineEnd.BY_US, pair.listener().end());
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertTrue("took " + tookInMs, tookInMs >= 1_990 && tookInMs < 10_000);
        assertEquals(0, pair.port().connections());
    }

    @Test
    public void closeAfterEndDoesNotWaitAnyMore() throws Exception {
        Pair pair = rule.pair();
        pair.connection().send(MUCH);
        pair.connection().end();
        long began = System.nanoTime();
        pair.connection().close();
        assertEquals(LineEnd.BY_US, pair.listener().end());
        assertTrue(System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(1_900));
    }

    @Test
    public void closeLosesWhatWaits() throws Exception {
        Pair pair = rule.pair();
        pair.connection().send(MUCH);
        pair.connection().close();
        assertFalse(pair.connection().isOpen());
        assertEquals(LineEnd.BY_US, pair.listener().end());
        assertTrue(pair.peer().countAll() < MUCH.length());
    }

    @Test
    public void endIsToldOnceHoweverOftenItIsCalledFor() throws Exception {
        Pair pair = rule.pair();
        pair.connection().end();
        pair.connection().close();
        pair.connection().end();
        pair.connection().close();
        assertEquals(LineEnd.BY_US, pair.listener().end());
        pair.peer().close();
        pair.connection().close();
        assertNoMore(pair.listener());
    }

    @Test
    public void endIsToldAfterTheHandlerHasReturned() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        RecordingListener listener = new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((connection, line) -> {
                    connection.next();
                    connection.close();
                    order.add("handled " + line);
                })
                .onEnd(end -> order.add("end"));
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.peer().send("a\nb\n");
        assertEquals(LineEnd.BY_US, listener.end());
        assertEquals(List.of("handled a", "end"), order);
    }

    @Test
    public void lastAnswerArrivesThoughMoreHadBeenSent() throws Exception {
        // A socket that is closed with something unread breaks, and what the system has not sent yet is lost.
        String answer = MUCH.substring(0, 500_000);
        RecordingListener listener = new RecordingListener().onLine((connection, line) -> {
            connection.send(answer);
            connection.end();
        });
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.peer().send("q\n" + "x".repeat(50_000));
        pair.connection().next();
        assertEquals(LineEnd.BY_US, listener.end());
        pair.peer().assertReads(answer);
        assertNull(pair.peer().readLine());
    }

    @Test
    public void listenerThatFailsOnALineLosesItsConnectionOnly() throws Exception {
        LinePort port = rule.listen(connection -> new RecordingListener()
                .atFirst(LineConnection::next)
                .onLine((which, line) -> fail(line))
                .attach(connection));
        for (String failure : List.of("exception", "error")) {
            Peer peer = rule.peer(port);
            peer.send(failure + "\n");
            assertTrue(peer.isEnded());
        }
        await().until(() -> port.connections() == 0);
        Pair other = rule.pair(TransportRule.ANY_PORT, RecordingListener.echo());
        other.peer().send("still there\n");
        assertEquals("still there", other.peer().readLine());
    }

    private static void fail(String how) {
        if (how.equals("error")) {
            throw new NoClassDefFoundError("as after its bundle has gone");
        }
        throw new IllegalStateException("as a bug does");
    }

    @Test
    public void listenerThatFailedIsToldTheEnd() throws Exception {
        RecordingListener listener =
                new RecordingListener().atFirst(LineConnection::next).onLine((connection, line) -> fail(line));
        rule.pair(TransportRule.ANY_PORT, listener).peer().send("exception\n");
        assertEquals(LineEnd.BY_US, listener.end());
        assertNoMore(listener);
    }

    @Test
    public void listenerThatFailsAtTheEndHarmsNobody() throws Exception {
        RecordingListener listener = new RecordingListener().onEnd(end -> fail("error"));
        Pair pair = rule.pair(TransportRule.ANY_PORT, listener);
        pair.connection().close();
        assertEquals(LineEnd.BY_US, listener.end());
        for (int i = 0; i < 2; i++) {
            Pair other = rule.pair(TransportRule.ANY_PORT, RecordingListener.echo());
            other.peer().send("still there\n");
            assertEquals("still there", other.peer().readLine());
        }
    }

    @Test
    public void acceptorThatFailsLosesTheConnectionOnly() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        LinePort port = rule.listen(connection -> switch (asked.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("as a bug does");
            case 2 -> throw new NoClassDefFoundError("as after its bundle has gone");
            case 3 -> null;
            default -> RecordingListener.echo().attach(connection);
        });
        for (int i = 0; i < 3; i++) {
            assertTrue(rule.peer(port).isEnded());
        }
        await().until(() -> port.connections() == 0);
        assertEquals("hi", rule.peer(port).send("hi\n").readLine());
    }

    @Test
    public void connectionThatIsClosedInTheAcceptorIsToldItsEnd() throws Exception {
        RecordingListener closing = new RecordingListener().atFirst(LineConnection::close);
        assertTrue(rule.pair(TransportRule.ANY_PORT, closing).peer().isEnded());
        assertEquals(LineEnd.BY_US, closing.end());
        assertNoMore(closing);
        RecordingListener ending = new RecordingListener().atFirst(connection -> {
            connection.send("bye " + MUCH);
            connection.end();
        });
        rule.pair(TransportRule.ANY_PORT, ending).peer().assertReads("bye " + MUCH);
        assertEquals(LineEnd.BY_US, ending.end());
        assertNoMore(ending);
    }
}
