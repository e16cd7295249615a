package dev.patchbay.transport.udp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.udp.UdpRequest;
import dev.patchbay.udp.UdpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What goes wrong with one datagram and must not concern the next. */
public class FaultsTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final UdpRule rule = new UdpRule();

    private static final class Unspeakable extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw this;
        }
    }

    private static void fail(UdpRequest request) throws Throwable {
        switch (UdpRule.text(request)) {
            case "exception" -> throw new IllegalStateException("as asked");
            case "recursion" -> recurse(1);
            case "missing class" -> throw new NoClassDefFoundError("org/example/Gone");
            case "assertion" -> throw new AssertionError("as asked");
            case "memory" -> throw new OutOfMemoryError("as asked");
            case "checked" -> throw new IOException("as asked");
            case "unspeakable" -> throw new Unspeakable();
            default -> {
                request.data().rewind();
                UdpRule.echo(request);
            }
        }
    }

    private static int recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth + 1);
    }

    private static void failSneakily(UdpRequest request) {
        try {
            fail(request);
        } catch (Throwable e) {
            sneak(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    public void whateverAHandlerThrowsIsCountedAndTheNextDatagramIsHandled() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, FaultsTest::failSneakily);
        int failed = 0;
        for (String kind : new String[] {
            "exception", "recursion", "missing class", "assertion", "memory", "checked", "unspeakable", "exception"
        }) {
            rule.peer.send(server.address(), kind);
            assertEquals("still here", rule.peer.ask(server.address(), "still here"));
            failed++;
            assertEquals(failed, server.counts().failed());
            assertEquals(2L * failed, server.counts().received());
        }
        assertEquals(1, UdpRule.threads(server.address()).size());
    }

    @Test
    public void aHandlerThatLeavesItsThreadInterruptedIsCalledAgain() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            boolean wasInterrupted = Thread.interrupted();
            Thread.currentThread().interrupt();
            UdpRule.answer(
                    request, wasInterrupted + " " + Thread.currentThread().isInterrupted());
        });
        for (int i = 0; i < 3; i++) {
            assertEquals("false true", rule.peer.ask(server.address(), "hello"));
        }
        assertEquals(0, server.counts().broken());
    }

    @Test
    public void aThreadThatIsInterruptedWhileItWaitsLosesItsSocketAndThePortIsOpenedAgain() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT.withThreads(2), UdpRule::echo);
        InetSocketAddress address = server.address();
        for (int i = 0; i < 3; i++) {
            rule.peer.ask(address, "hello");
            List<Thread> threads = UdpRule.threads(address);
            await().until(() -> isEndedByInterrupt(threads));
            await().until(() -> rule.peer.isAnswered(address));
            await().until(() -> UdpRule.threads(address).size() == 2);
        }
        assertTrue(server.isRunning());
        server.stop();
        assertEquals(0, UdpRule.threads(address).size());
        assertFalse(server.isRunning());
    }

    private static boolean isEndedByInterrupt(List<Thread> threads) {
        threads.forEach(Thread::interrupt);
        return threads.stream().noneMatch(Thread::isAlive);
    }

    @Test
    public void thoseWhoHaveGoneBeforeTheirAnswersHarmNobody() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            for (int i = 0; i < 5; i++) {
                UdpRule.answer(request, "answer " + i);
            }
        });
        for (int i = 0; i < 20; i++) {
            try (UdpPeer gone = new UdpPeer()) {
                gone.send(server.address(), "never mind");
            }
        }
        rule.peer.send(server.address(), "hello");
        assertEquals("answer 0", rule.peer.receive().text());
        assertEquals(21, server.counts().received());
        assertEquals(0, server.counts().failed());
    }

    /** On Linux the system does not tell a socket like ours of unreachable ports; others do. */
    @Test
    public void receivesThatFailAreCountedAndSurvived() throws Exception {
        Tally tally = new Tally();
        FailingChannel channel = new FailingChannel(5);
        BoundSocket socket = started(channel, tally);
        assertEquals("hello", rule.peer.ask(socket.address(), "hello"));
        assertEquals(5, tally.counts().broken());
        channel.failures.set(1);
        rule.peer.ask(socket.address(), "taken by the receive that runs");
        assertEquals("hello", rule.peer.ask(socket.address(), "hello"));
        assertEquals(6, tally.counts().broken());
        socket.close();
        assertTrue(socket.join(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)));
    }

    @Test
    public void receivesThatFailForEverAreTriedRarelyAndEndWithTheSocket() throws Exception {
        Tally tally = new Tally();
        long began = System.nanoTime();
        BoundSocket socket = started(new FailingChannel(Integer.MAX_VALUE), tally);
        await().until(() -> tally.counts().broken() >= 10);
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        // One at once, and pauses of 1, 2, 4, 8, 16, 32, 64 and 100 ms.
        assertTrue("took " + tookInMs + " ms", tookInMs >= 200);
        socket.close();
        assertTrue(socket.join(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)));
    }

    private static BoundSocket started(FailingChannel channel, Tally tally) throws IOException {
        BoundSocket socket = new BoundSocket(channel, 100, tally, ended -> {});
        socket.start(1, new HandlerCalls(UdpRule::echo, tally, null), new OnceASecond(System::nanoTime));
        return socket;
    }
}
