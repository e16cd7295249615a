package dev.patchbay.transport.udp.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.udp.UdpRequest;
import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What a handler is given, and what becomes of its answers. */
public class RequestsTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final UdpRule rule = new UdpRule();

    private static void answerWithData(UdpRequest request) {
        try {
            request.answer(request.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    public void datagramsOfAnyLengthAreHandedOnWhole() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, RequestsTest::answerWithData);
        for (int length : new int[] {31, 0, 1, 33, 65_507, 32, 0}) {
            rule.peer.send(server.address(), random(length));
            assertArrayEquals(random(length), rule.peer.receive().bytes());
        }
        Awaitility.await().until(server::counts, new UdpServer.Counts(7, 7, 0, 0, 0)::equals);
    }

    @Test
    public void longerDatagramsAreCutAndCounted() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT.withMaxBytes(4), RequestsTest::answerWithData);
        assertEquals("123", rule.peer.ask(server.address(), "123"));
        assertEquals("1234", rule.peer.ask(server.address(), "1234"));
        assertEquals(0, server.counts().cut());
        assertEquals("1234", rule.peer.ask(server.address(), "12345"));
        assertEquals("1234", rule.peer.ask(server.address(), "1234567890"));
        assertEquals(2, server.counts().cut());
        assertEquals("12", rule.peer.ask(server.address(), "12"));
        assertEquals(2, server.counts().cut());
    }

    @Test
    public void whatOneHandlingDidToTheBufferIsUndoneForTheNext() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT.withMaxBytes(8), request -> {
            ByteBuffer data = request.data();
            UdpRule.answer(request, data.position() + " " + data.limit() + " " + data.capacity() + " " + data.order());
            data.order(ByteOrder.LITTLE_ENDIAN).position(1).limit(2).mark();
        });
        assertEquals("0 5 8 BIG_ENDIAN", rule.peer.ask(server.address(), "12345"));
        assertEquals("0 8 8 BIG_ENDIAN", rule.peer.ask(server.address(), "123456789"));
        assertEquals("0 0 8 BIG_ENDIAN", rule.peer.ask(server.address(), ""));
    }

    @Test
    public void datagramsAreHandledInTheOrderOfArrivalOneAtATime() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger busy = new AtomicInteger();
        BlockingQueue<String> handled = new LinkedBlockingQueue<>();
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            int before = busy.getAndIncrement();
            await(go);
            handled.add(UdpRule.text(request) + (before == 0 ? "" : " meanwhile"));
            busy.decrementAndGet();
        });
        List<String> sent = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        for (String each : sent) {
            rule.peer.send(server.address(), each);
        }
        go.countDown();
        for (String each : sent) {
            assertEquals(each, handled.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    public void aRequestMayBeAnsweredSeveralTimesOrNever() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            int times = Integer.parseInt(UdpRule.text(request));
            for (int n = 1; n <= times; n++) {
                UdpRule.answer(request, n + " of " + times);
            }
        });
        rule.peer.send(server.address(), "3");
        rule.peer.send(server.address(), "0");
        rule.peer.send(server.address(), "1");
        for (String expected : List.of("1 of 3", "2 of 3", "3 of 3", "1 of 1")) {
            assertEquals(expected, rule.peer.receive().text());
        }
        Awaitility.await().until(server::counts, new UdpServer.Counts(3, 4, 0, 0, 0)::equals);
    }

    @Test
    public void answersLeaveFromTheAddressAndPortThatWereAsked() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, UdpRule::echo);
        UdpServer other = rule.start(UdpSettings.at("127.0.0.2", 0), UdpRule::echo);
        rule.peer.send(server.address(), "one");
        assertEquals(server.address(), rule.peer.receive().from());
        rule.peer.send(other.address(), "other");
        assertEquals(other.address(), rule.peer.receive().from());
    }

    @Test
    public void aRequestKnowsWhenItCameWhoSentItAndWhereTo() throws Exception {
        BlockingQueue<List<Object>> seen = new LinkedBlockingQueue<>();
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            seen.add(List.of(request.receivedAtInNs(), request.source(), request.destination()));
            UdpRule.echo(request);
        });
        long before = System.nanoTime();
        rule.peer.ask(server.address(), "hello");
        List<Object> first = seen.remove();
        long receivedAt = (Long) first.get(0);
        assertTrue(receivedAt - before > 0 && System.nanoTime() - receivedAt > 0);
        assertEquals(rule.peer.address(), first.get(1));
        assertEquals(server.address(), first.get(2));
        try (UdpPeer second = new UdpPeer("127.0.0.2")) {
            second.ask(server.address(), "hello");
            assertEquals(second.address(), seen.remove().get(1));
        }
    }

    @Test
    public void theSameObjectComesAgainWithTheNextDatagram() throws Exception {
        BlockingQueue<UdpRequest> seen = new LinkedBlockingQueue<>();
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            seen.add(request);
            UdpRule.echo(request);
        });
        rule.peer.ask(server.address(), "one");
        rule.peer.ask(server.address(), "two");
        assertSame(seen.remove(), seen.remove());
    }

    @Test
    public void anAnswerOnAnotherThreadIsRefusedSinceItCouldReachSomebodyElse() throws Exception {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(() -> UdpRule.answer(request, "late"));
            failures.add(assertThrows(ExecutionException.class, elsewhere::get).getCause());
            UdpRule.answer(request, "in time");
        });
        assertEquals("in time", rule.peer.ask(server.address(), "hello"));
        assertTrue(failures.remove() instanceof IllegalStateException);
        Awaitility.await().until(() -> server.counts().answered() == 1);
    }

    @Test
    public void anAnswerThatIsTooLongIsTheHandlersToKnow() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            IOException failure =
                    assertThrows(IOException.class, () -> request.answer(ByteBuffer.allocateDirect(65_508)));
            UdpRule.answer(request, String.valueOf(failure.getMessage()));
        });
        assertEquals("Message too long", rule.peer.ask(server.address(), "hello"));
        Awaitility.await().until(server::counts, new UdpServer.Counts(1, 1, 0, 0, 0)::equals);
    }

    @Test
    public void severalThreadsHandleAtTheSameTimeEachWithItsOwnDatagram() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        UdpServer server = rule.start(UdpRule.ANY_PORT.withThreads(3).withMaxBytes(16), request -> {
            String before = UdpRule.text(request);
            await(together);
            request.data().rewind();
            UdpRule.answer(request, before + UdpRule.text(request));
        });
        assertEquals(3, UdpRule.threads(server.address()).size());
        for (String each : List.of("a", "b", "c")) {
            rule.peer.send(server.address(), each);
        }
        List<String> answers = List.of(
                rule.peer.receive().text(),
                rule.peer.receive().text(),
                rule.peer.receive().text());
        assertEquals(List.of("aa", "bb", "cc"), answers.stream().sorted().toList());
    }

    @Test
    public void destinationIsAnAddressNotAName() throws Exception {
        UdpServer server = rule.start(
                UdpSettings.at("localhost", 0),
                request -> UdpRule.answer(request, request.destination().toString()));
        InetSocketAddress there =
                new InetSocketAddress("127.0.0.1", server.address().getPort());
        assertTrue(rule.peer.ask(there, "where?").endsWith("/127.0.0.1:" + there.getPort()));
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
