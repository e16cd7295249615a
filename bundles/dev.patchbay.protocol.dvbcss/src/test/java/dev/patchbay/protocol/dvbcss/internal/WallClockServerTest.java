package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.SysClock;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class WallClockServerTest {

    private static final String REQUEST = "00".repeat(32);

    private final FakeFramework framework = new FakeFramework();
    private final NodeWallClock wallClock = new NodeWallClock(Configs.of(DvbCssConfig.class, Map.of()));

    private WallClockServer server(Map<String, ?> settings) {
        return new WallClockServer(framework.context(), wallClock, config(settings));
    }

    private static WallClockServer.Config config(Map<String, ?> settings) {
        return Configs.of(WallClockServer.Config.class, settings);
    }

    private FakeRequest ask() {
        FakeRequest request = FakeRequest.of(REQUEST);
        ((UdpRequestHandler) framework.service()).handle(request);
        return request;
    }

    @Test
    public void itOffersAHandlerForThePortThatTheSettingsName() {
        WallClockServer server = server(Map.of("host", "127.0.0.2", "port", 7000, "threads", 2));

        assertEquals(7000, framework.property(UdpSettings.PORT));
        assertEquals("127.0.0.2", framework.property("patchbay.udp.host"));
        assertEquals(2, framework.property("patchbay.udp.threads"));
        assertTrue((int) framework.property("patchbay.udp.maxBytes") >= 33);
        assertEquals(1, ask().answers().size());
        server.deactivate();
        assertNull(framework.service());
    }

    @Test
    public void withoutSettingsItIsAtTheUsualPortOfThisMachineOnly() {
        server(Map.of());
        assertEquals(6677, framework.property(UdpSettings.PORT));
        assertEquals("127.0.0.1", framework.property("patchbay.udp.host"));
    }

    @Test
    public void aHostThatOthersReachIsNotListenedOnUnlessItIsMeant() {
        for (String host : List.of("0.0.0.0", "::", "192.0.2.1", "2001:db8::1")) {
            WallClockServer server = server(Map.of("host", host));
            assertNull(host, framework.service());
            server.deactivate();
        }
        for (String host : List.of("127.0.0.1", "127.0.0.2", "::1", "localhost")) {
            WallClockServer server = server(Map.of("host", host));
            assertNotNull(host, framework.service());
            server.deactivate();
        }
        server(Map.of("host", "0.0.0.0", "allowPublicWithoutAuthentication", true));
        assertEquals("0.0.0.0", framework.property("patchbay.udp.host"));
    }

    @Test
    public void theListeningComesAndGoesWithThePermission() {
        WallClockServer server = server(Map.of("host", "0.0.0.0"));
        assertNull(framework.service());
        server.modified(config(Map.of("host", "0.0.0.0", "allowPublicWithoutAuthentication", true)));
        Object handler = framework.service();
        assertEquals("0.0.0.0", framework.property("patchbay.udp.host"));

        server.modified(config(Map.of("host", "0.0.0.0")));
        assertNull(framework.service());

        server.modified(config(Map.of("port", 7001)));
        assertSame(handler, framework.service());
        assertEquals("127.0.0.1", framework.property("patchbay.udp.host"));
        assertEquals(7001, framework.property(UdpSettings.PORT));
        assertEquals(1, ask().answers().size());
        server.modified(config(Map.of("host", "0.0.0.0")));
        server.deactivate();
        assertNull(framework.service());
    }

    @Test
    public void precisionIsWhatWasMeasuredUnlessTheSettingsSayIt() {
        double measured = ((SysClock) wallClock.clock()).precisionInSec();
        assertEquals(measured, server(Map.of()).status().precisionInSec(), 0);
        assertTrue("Expected better than 10 µs, got " + measured, measured > 0 && measured < 1e-5);
        assertEquals(0.5, server(Map.of("precisionInSec", 0.5)).status().precisionInSec(), 0);
    }

    @Test
    public void qualityChangesWithoutTouchingThePort() {
        WallClockServer server = server(Map.of());
        Object handler = framework.service();

        server.modified(config(Map.of("maxFrequencyErrorInPpm", 50.0, "followUp", true)));

        assertEquals(0, framework.changes());
        assertSame(handler, framework.service());
        assertEquals(2, ask().answers().size());
        assertEquals(50, server.status().maxFrequencyErrorInPpm(), 0);
    }

    @Test
    public void thePortChangesWithoutAnotherHandler() {
        WallClockServer server = server(Map.of());
        Object handler = framework.service();

        server.modified(config(Map.of("port", 7001)));

        assertSame(handler, framework.service());
        assertEquals(7001, framework.property(UdpSettings.PORT));
        assertEquals(7001, server.status().port());
    }

    @Test
    public void wrongSettingsAreRefusedInASentenceAndLaterChangeNothing() {
        IllegalArgumentException fault =
                assertThrows(IllegalArgumentException.class, () -> server(Map.of("precisionInSec", -1.0)));
        assertEquals(
                "Expected 'precisionInSec' of section 'dvbcssWallClock' to be 0 or more, got -1.0", fault.getMessage());
        assertThrows(IllegalArgumentException.class, () -> server(Map.of("port", 70_000)));
        assertThrows(IllegalArgumentException.class, () -> server(Map.of("maxFrequencyErrorInPpm", Double.NaN)));

        WallClockServer server = server(Map.of());
        server.modified(config(Map.of("port", 70_000, "followUp", true)));
        server.modified(config(Map.of("precisionInSec", -1.0, "port", 7001)));

        assertEquals(6677, server.status().port());
        assertEquals(1, ask().answers().size());
    }

    @Test
    public void requestsAreCountedForTheOperator() {
        WallClockServer server = server(Map.of());
        ask();
        ((UdpRequestHandler) framework.service()).handle(FakeRequest.of("0000"));

        assertEquals(new WallClockHandler.Counts(1, 1, 0, 0, 0), server.status().requests());
    }

    @Test
    public void theRawOriginIsThatOfTheSystem() {
        SysClock raw = (SysClock) new NodeWallClock(Configs.of(DvbCssConfig.class, Map.of("rawOrigin", true))).clock();
        long nanoTime = System.nanoTime();
        if (nanoTime > 0) {
            assertEquals(nanoTime, raw.ticksAt(nanoTime));
        }
        assertTrue(raw.ticksAt(nanoTime) >= 0);
    }

    @Test
    public void theWallClockDoesNotJumpWhenSettingsChange() {
        SysClock clock = (SysClock) wallClock.clock();
        long before = clock.ticks();
        wallClock.modified(Configs.of(DvbCssConfig.class, Map.of("rawOrigin", true)));
        assertSame(clock, wallClock.clock());
        assertTrue(wallClock.clock().ticks() - before < 60_000_000_000L);
    }
}
