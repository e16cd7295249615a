package dev.patchbay.transport.udp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Start, stop, start again, and what may come in between. */
public class LifeTest {

    /** Less than a stop waits before it interrupts a handler. */
    private static final long AT_ONCE_IN_MS = 1_400;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final UdpRule rule = new UdpRule();

    private static long tookInMs(Runnable action) {
        long began = System.nanoTime();
        action.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private UdpServer echo() throws IOException {
        return rule.start(UdpRule.ANY_PORT, UdpRule::echo);
    }

    private static UdpSettings at(InetSocketAddress address) {
        return UdpSettings.at(address.getHostString(), address.getPort());
    }

    @Test
    public void nothingIsOpenBeforeTheStart() {
        UdpServer server = rule.transport.server(UdpSettings.at("127.0.0.1", 4_711), UdpRule::echo);
        assertFalse(server.isRunning());
        assertEquals("127.0.0.1", server.address().getHostString());
        assertEquals(4_711, server.address().getPort());
        server.stop();
        assertFalse(server.isRunning());
    }

    @Test
    public void theAddressHasThePortThatTheSystemChose() throws Exception {
        UdpServer server = echo();
        assertTrue(server.isRunning());
        assertNotEquals(0, server.address().getPort());
        assertEquals("127.0.0.1", server.address().getAddress().getHostAddress());
        assertEquals("hello", rule.peer.ask(server.address(), "hello"));
    }

    @Test
    public void startingTwiceIsHarmless() throws Exception {
        UdpServer server = echo();
        InetSocketAddress address = server.address();
        server.start();
        assertEquals(address, server.address());
        assertEquals(1, UdpRule.threads(address).size());
        assertEquals("hello", rule.peer.ask(address, "hello"));
    }

    @Test
    public void stopIsPromptAndItsThreadsAreGoneAndThePortIsFree() throws Exception {
        UdpServer server = rule.start(UdpRule.ANY_PORT.withThreads(3), UdpRule::echo);
        InetSocketAddress address = server.address();
        rule.peer.ask(address, "hello");
        assertEquals(3, UdpRule.threads(address).size());
        long tookInMs = tookInMs(server::stop);
        assertTrue("took " + tookInMs + " ms", tookInMs < AT_ONCE_IN_MS);
        assertEquals(List.of(), UdpRule.threads(address));
        assertFalse(server.isRunning());
        assertEquals(address, server.address());
        server.stop();
        UdpServer next = rule.start(at(address), UdpRule::echo);
        assertEquals("hello", rule.peer.ask(address, "hello"));
        next.stop();
    }

    @Test
    public void aStoppedServerStartsAgainAndCountsOn() throws Exception {
        UdpServer first = echo();
        UdpSettings same = at(first.address());
        first.close();
        UdpServer server = rule.start(same, UdpRule::echo);
        for (int i = 1; i <= 20; i++) {
            assertEquals("hello", rule.peer.ask(server.address(), "hello"));
            assertEquals(i, server.counts().received());
            server.stop();
            assertEquals(0, UdpRule.threads(server.address()).size());
            server.start();
        }
    }

    @Test
    public void aClosedServerNeverStartsAgain() throws Exception {
        UdpServer server = echo();
        server.close();
        server.close();
        assertFalse(server.isRunning());
        assertThrows(IllegalStateException.class, server::start);
        assertEquals(List.of(), rule.transport.servers());
    }

    @Test
    public void aHandlerMayStopItsOwnServer() throws Exception {
        AtomicReference<UdpServer> server = new AtomicReference<>();
        CompletableFuture<Long> stopped = new CompletableFuture<>();
        server.set(rule.start(UdpRule.ANY_PORT, request -> stopped.complete(tookInMs(server.get()::stop))));
        rule.peer.send(server.get().address(), "stop");
        long tookInMs = stopped.get(20, TimeUnit.SECONDS);
        assertTrue("took " + tookInMs + " ms", tookInMs < AT_ONCE_IN_MS);
        await().until(() -> UdpRule.threads(server.get().address()).isEmpty());
        assertFalse(server.get().isRunning());
    }

    @Test
    public void aHandlerMayStartItsOwnServerAgain() throws Exception {
        AtomicReference<UdpServer> server = new AtomicReference<>();
        CompletableFuture<InetSocketAddress> again = new CompletableFuture<>();
        server.set(rule.start(UdpRule.ANY_PORT, request -> {
            if (again.isDone()) {
                UdpRule.echo(request);
                return;
            }
            server.get().stop();
            try {
                server.get().start();
            } catch (IOException e) {
                again.completeExceptionally(e);
            }
            again.complete(server.get().address());
        }));
        rule.peer.send(server.get().address(), "again");
        assertEquals("hello", rule.peer.ask(again.get(20, TimeUnit.SECONDS), "hello"));
    }

    @Test
    public void aBusyHandlerIsWaitedForAndThenInterrupted() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            busy.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        rule.peer.send(server.address(), "hello");
        assertTrue(busy.await(20, TimeUnit.SECONDS));
        server.stop();
        assertTrue(interrupted.get(20, TimeUnit.SECONDS));
        await().until(() -> UdpRule.threads(server.address()).isEmpty());
    }

    @Test
    public void aHandlerThatNeverReturnsDoesNotHoldTheStopForEver() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
            busy.countDown();
            boolean isReleased = false;
            while (!isReleased) {
                isReleased = isReleased(go);
            }
        });
        rule.peer.send(server.address(), "hello");
        assertTrue(busy.await(20, TimeUnit.SECONDS));
        server.stop();
        assertFalse(server.isRunning());
        assertEquals(1, UdpRule.threads(server.address()).size());
        go.countDown();
        await().until(() -> UdpRule.threads(server.address()).isEmpty());
    }

    /** Does not care about interrupts. */
    private static boolean isReleased(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    public void aPortInUseIsNamedAndThatOfOursStaysUnharmed() throws Exception {
        UdpServer first = echo();
        UdpServer second = rule.transport.server(at(first.address()), request -> UdpRule.answer(request, "second"));
        IOException failure = assertThrows(IOException.class, second::start);
        assertTrue(
                failure.getMessage(),
                failure.getMessage().contains("127.0.0.1:" + first.address().getPort()));
        assertTrue(failure.getMessage(), failure.getMessage().contains("in use"));
        assertFalse(second.isRunning());
        assertEquals("hello", rule.peer.ask(first.address(), "hello"));
        first.stop();
        second.start();
        assertEquals("second", rule.peer.ask(first.address(), "hello"));
        first.start();
        assertNotEquals(second.address(), first.address());
    }

    @Test
    public void aHostThatIsNotKnownIsNamed() {
        UdpServer server = rule.transport.server(UdpSettings.at("no-such-host.invalid", 4_000), UdpRule::echo);
        IOException failure = assertThrows(IOException.class, server::start);
        assertTrue(failure.getMessage(), failure.getMessage().contains("no-such-host.invalid:4000"));
    }

    @Test
    public void anAddressOfAnotherMachineIsNamed() {
        UdpServer server = rule.transport.server(UdpSettings.at("198.51.100.1", 4_000), UdpRule::echo);
        IOException failure = assertThrows(IOException.class, server::start);
        assertTrue(failure.getMessage(), failure.getMessage().contains("198.51.100.1:4000"));
    }

    @Test
    public void startsAndStopsOfSeveralThreadsLeaveOneStateAndNoThreadBehind() throws Exception {
        UdpServer first = echo();
        UdpSettings same = at(first.address());
        first.close();
        UdpServer server = rule.transport.server(same, UdpRule::echo);
        CompletableFuture<?>[] hands = new CompletableFuture<?>[4];
        for (int hand = 0; hand < hands.length; hand++) {
            hands[hand] = CompletableFuture.runAsync(() -> startAndStop(server));
        }
        CompletableFuture.allOf(hands).get(30, TimeUnit.SECONDS);
        server.start();
        assertEquals(1, UdpRule.threads(server.address()).size());
        assertEquals("hello", rule.peer.ask(server.address(), "hello"));
        server.stop();
        assertEquals(0, UdpRule.threads(server.address()).size());
    }

    private static void startAndStop(UdpServer server) {
        for (int i = 0; i < 50; i++) {
            try {
                server.start();
                server.stop();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
