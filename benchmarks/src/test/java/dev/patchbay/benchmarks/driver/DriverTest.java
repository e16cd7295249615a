package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.benchmarks.server.BareEcho;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

public class DriverTest {

    private static final Request NUMBERED = Request.of("{\"id\":{n},\"text\":\"" + "x".repeat(200) + "\"}");
    private static final long MINUTE_IN_MS = 60_000;

    private static Server server;
    private static Target target;

    @BeforeClass
    public static void startEcho() throws Exception {
        server = BareEcho.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        target = Target.local(((ServerConnector) server.getConnectors()[0]).getLocalPort(), BareEcho.PATH);
    }

    @AfterClass
    public static void stopEcho() throws Exception {
        server.stop();
    }

    @Test
    public void everyCallIsAnsweredOnce() throws Exception {
        assertAllAnswered(Load.of(NUMBERED, MINUTE_IN_MS).atMost(2_000), 8);
    }

    @Test
    public void everyCallIsAnsweredOnceWithManyOutstanding() throws Exception {
        assertAllAnswered(Load.of(NUMBERED, MINUTE_IN_MS).outstanding(50).atMost(2_000), 3);
    }

    @Test
    public void everyCallIsAnsweredOnceAtAFixedRate() throws Exception {
        assertAllAnswered(Load.of(NUMBERED, MINUTE_IN_MS).atRate(5_000).atMost(2_000), 4);
    }

    @Test
    public void aRunEndsWhenItsTimeIsOver() throws Exception {
        try (Driver driver = Driver.open(target, 2)) {
            Outcome outcome = driver.run(Load.of(NUMBERED, 100));
            assertTrue(outcome.answered() > 0);
            assertEquals(0, outcome.unanswered());
            assertTrue(outcome.rate() > 0);
        }
    }

    @Test
    public void aRunEndsWhenAskedTo() throws Exception {
        try (Driver driver = Driver.open(target, 2)) {
            Outcome outcome =
                    driver.run(Load.of(NUMBERED, MINUTE_IN_MS), (buffer, offset, length, now) -> driver.end());
            assertEquals(0, outcome.unanswered());
            assertTrue(outcome.answered() >= 1);
        }
    }

    @Test
    public void severalLanesShareTheLoad() throws Exception {
        try (Driver driver = Driver.open(target, 5, 2)) {
            Outcome outcome = driver.run(Load.of(NUMBERED, MINUTE_IN_MS).atMost(1_000));
            assertEquals(1_000, outcome.answered());
        }
    }

    @Test
    public void aRefusedUpgradeIsTold() {
        Target nowhere = Target.local(target.port(), "/nowhere");
        assertThrows(IOException.class, () -> Driver.open(nowhere, 1));
    }

    @Test
    public void aCrowdIsOpenedAtOnce() throws Exception {
        try (Crowd crowd = new Crowd(target)) {
            crowd.open(50, 50);
            assertEquals(50, crowd.stillOpen());
        }
    }

    @Test
    public void aProbeIsAnswered() throws Exception {
        try (Probe probe = Probe.open(target)) {
            assertEquals("hello", probe.ask("hello"));
            String text = "x".repeat(20_000);
            assertEquals(text, probe.ask(text));
        }
    }

    @Test
    public void aProbeDropsWhatIsNotTheAnswer() throws Exception {
        try (Probe probe = Probe.open(target)) {
            probe.ask("first");
            assertThrows(IOException.class, () -> probeForNothing());
            assertEquals("second", probe.ask("second", answer -> answer.equals("second")));
        }
    }

    private static void probeForNothing() throws IOException {
        try (Rpc rpc = Rpc.open(target)) {
            // the echo answers with the request, which holds no result
            rpc.call("any", "{}");
        }
    }

    @Test
    public void aGreetingIsSaidByEachConnection() throws Exception {
        try (Driver driver = Driver.open(target, 3)) {
            driver.greet(new Greeting(Request.of("{\"hello\":{n}}"), new Marker("\"hello\"")));
            assertEquals(
                    0, driver.run(Load.of(NUMBERED, MINUTE_IN_MS).atMost(30)).unanswered());
        }
    }

    @Test
    public void aGreetingThatIsRefusedIsTold() throws Exception {
        try (Driver driver = Driver.open(target, 2)) {
            Greeting refused = new Greeting(Request.of("{\"error\":{n}}"), new Marker("\"hello\""));
            assertThrows(IOException.class, () -> driver.greet(refused));
        }
    }

    private static void assertAllAnswered(Load load, int connections) throws Exception {
        ExactlyOnce calls = new ExactlyOnce(new Marker("\"id\":"));
        try (Driver driver = Driver.open(target, connections)) {
            Outcome outcome = driver.run(load, calls);
            assertEquals(load.maxCount(), outcome.answered());
            assertEquals(0, outcome.unanswered());
        }
        assertEquals(load.maxCount(), calls.sent());
        assertEquals(0, calls.duplicated());
        assertEquals(0, calls.unanswered());
    }
}
