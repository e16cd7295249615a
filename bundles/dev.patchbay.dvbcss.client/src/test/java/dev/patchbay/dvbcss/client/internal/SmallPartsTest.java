package dev.patchbay.dvbcss.client.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.client.WallClockOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class SmallPartsTest {

    @Test
    public void aWallClockIsAtAHostAndAPort() {
        assertEquals(InetSocketAddress.createUnresolved("tv.local", 6677), UdpAddress.parse("udp://tv.local:6677"));
        assertEquals(InetSocketAddress.createUnresolved("10.0.0.7", 1), UdpAddress.parse("UDP://10.0.0.7:1/"));
        assertEquals(
                InetSocketAddress.createUnresolved("fe80::1%eth0", 65535),
                UdpAddress.parse("udp://[fe80::1%eth0]:65535"));
        assertTrue("not looked up", UdpAddress.parse("udp://localhost:1").isUnresolved());
    }

    @Test
    public void anythingElseIsNoWallClock() {
        for (String url : List.of(
                "",
                "udp://",
                "udp://tv",
                "udp://tv:",
                "udp://tv:0",
                "udp://tv:65536",
                "udp://tv:6677/x",
                "tv:6677",
                "ws://tv:6677",
                "udp://:6677",
                "udp://a b:1",
                "udp://[x]:1",
                "udp://{{host}}",
                "udp://tv:123456")) {
            String message = assertThrows(url, IllegalArgumentException.class, () -> UdpAddress.parse(url))
                    .getMessage();
            assertTrue(message, message.contains("udp://HOST:PORT, got '" + url + "'"));
        }
    }

    @Test
    public void aWebSocketUrlHasASchemeAndAHost() {
        MessageSocket.checked(URI.create("ws://tv:1/cii?x=1"));
        MessageSocket.checked(URI.create("WSS://[::1]:1"));
        for (String url : List.of("http://tv/cii", "ws:/cii", "ws:cii", "cii", "ws://tv/cii#x")) {
            assertThrows(url, IllegalArgumentException.class, () -> MessageSocket.checked(URI.create(url)));
        }
    }

    @Test
    public void shortestAndMiddleTimeAreThoseOfTheLastFew() {
        RttWindow window = new RttWindow(3);
        assertEquals(-1, window.min());
        assertEquals(-1, window.median());
        window.add(5);
        assertEquals(5, window.median());
        window.add(1);
        assertEquals(1, window.median());
        window.add(9);
        assertEquals(1, window.min());
        assertEquals(5, window.median());
        for (int i = 0; i < 20; i++) {
            window.add(7 + i % 3);
        }
        assertEquals(7, window.min());
        assertEquals(8, window.median());
    }

    @Test
    public void pausesGrowUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));
        assertEquals(Duration.ofMillis(100), backoff.take());
        assertEquals(Duration.ofMillis(200), backoff.take());
        assertEquals(Duration.ofMillis(300), backoff.take());
        assertEquals(Duration.ofMillis(300), backoff.take());
        backoff.succeeded();
        assertEquals(Duration.ofMillis(100), backoff.take());
    }

    @Test
    public void optionsOutOfRangeAreRefused() {
        WallClockOptions options = WallClockOptions.DEFAULTS;
        assertThrows(IllegalArgumentException.class, () -> options.withInterval(0));
        assertThrows(IllegalArgumentException.class, () -> options.withInterval(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> options.withTimeout(-1));
        assertThrows(IllegalArgumentException.class, () -> options.withMaxFrequencyError(Double.POSITIVE_INFINITY));
        assertEquals(0.05, options.withInterval(0.05).intervalAfterImprovementInSec(), 0);
    }
}
