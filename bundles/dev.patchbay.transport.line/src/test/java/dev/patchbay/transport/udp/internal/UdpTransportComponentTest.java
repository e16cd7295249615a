package dev.patchbay.transport.udp.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.udp.UdpServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** What goes when a bundle releases the transport, and when UDP itself stops. */
public class UdpTransportComponentTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final UdpRule rule = new UdpRule();

    private final UdpTransportComponent other = new UdpTransportComponent(rule.servers);

    private UdpServer echo(UdpTransportComponent transport) throws Exception {
        UdpServer server = transport.server(UdpRule.ANY_PORT, UdpRule::echo);
        server.start();
        return server;
    }

    @Test
    public void whatABundleMadeGoesWithItAndOthersStay() throws Exception {
        UdpServer one = echo(rule.transport);
        UdpServer two = echo(rule.transport);
        UdpServer idle = rule.transport.server(UdpRule.ANY_PORT, UdpRule::echo);
        UdpServer others = echo(other);
        rule.transport.deactivate();
        for (UdpServer gone : List.of(one, two)) {
            assertFalse(gone.isRunning());
            assertEquals(0, UdpRule.threads(gone.address()).size());
            assertThrows(IllegalStateException.class, gone::start);
        }
        assertThrows(IllegalStateException.class, idle::start);
        assertEquals("still here", rule.peer.ask(others.address(), "still here"));
        assertEquals(List.of(others), other.servers());
    }

    @Test
    public void nothingIsMadeAfterwards() {
        rule.transport.deactivate();
        assertThrows(IllegalStateException.class, () -> rule.transport.server(UdpRule.ANY_PORT, UdpRule::echo));
        rule.servers.close();
        assertThrows(IllegalStateException.class, () -> other.server(UdpRule.ANY_PORT, UdpRule::echo));
    }

    @Test
    public void allServersAreListedWhoeverMadeThemUntilTheyAreClosed() throws Exception {
        UdpServer one = echo(rule.transport);
        UdpServer two = other.server(UdpRule.ANY_PORT, UdpRule::echo);
        assertEquals(List.of(one, two), rule.transport.servers());
        one.stop();
        assertEquals(List.of(one, two), other.servers());
        one.close();
        assertEquals(List.of(two), rule.transport.servers());
        two.close();
        assertEquals(List.of(), rule.transport.servers());
    }

    @Test
    public void allGoWhenUdpStops() throws Exception {
        UdpServer one = echo(rule.transport);
        UdpServer two = echo(other);
        rule.servers.close();
        assertFalse(one.isRunning() || two.isRunning());
        assertEquals(List.of(), rule.transport.servers());
        assertEquals(0, UdpRule.threads(one.address()).size());
        assertThrows(IllegalStateException.class, two::start);
    }

    @Test
    public void severalBusyHandlersAreWaitedForTogether() throws Exception {
        CountDownLatch busy = new CountDownLatch(5);
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            UdpServer server = rule.start(UdpRule.ANY_PORT, request -> {
                busy.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            rule.peer.send(server.address(), "hello");
        }
        assertTrue(busy.await(20, TimeUnit.SECONDS));
        long began = System.nanoTime();
        rule.transport.deactivate();
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertTrue("took " + tookInMs + " ms", tookInMs < 4_000);
    }
}
