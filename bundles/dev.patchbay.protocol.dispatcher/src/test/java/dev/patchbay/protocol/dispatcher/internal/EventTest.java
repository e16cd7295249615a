package dev.patchbay.protocol.dispatcher.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** Spec §9.0, and the tolerance of §3.1. */
public class EventTest {

    private static final Map<String, Object> TIME = Map.of("$date", "2026-11-20 09:30:00.250000");

    private final TestNode node = new TestNode();
    private final Peer peer = node.loggedIn();

    @After
    public void closeNode() {
        node.close();
    }

    @Test
    public void whoSubscribedHearsOneCopyWithATimestamp() {
        peer.subscribe("volume.*", "volume.changed", "*");
        node.events.publish("volume.changed", Map.of("ids", List.of(1)));
        assertEquals(Map.of("ids", List.of(1L), "timestamp", TIME), peer.hearEvent("volume.changed"));
        peer.hasHeardNothing();
    }

    @Test
    public void aTimestampThatIsThereStays() {
        peer.subscribe("*");
        node.events.publish("a", Map.of("timestamp", Instant.EPOCH));
        assertEquals(Map.of("timestamp", Map.of("$date", "1970-01-01 00:00:00")), peer.hearEvent("a"));
    }

    @Test
    public void anEventIsEncodedOnceForAllConnections() throws InterruptedException {
        Peer other = node.loggedIn();
        peer.subscribe("a");
        other.subscribe("*");
        node.events.publish("a", Map.of());
        Message first = peer.connection.poll();
        assertTrue(FakeConnection.text(first).contains("\"id\":null"));
        assertSame(first, other.connection.poll());
    }

    @Test
    public void onlyExactlyEqualMasksAreRemoved() {
        peer.subscribe("a.*", "a.b", "a.b");
        peer.say("events", "unsubscribe", null, List.of("a.b", "a.?"));
        assertEquals(List.of("a.*"), peer.call("event.get_my_subscriptions"));
        peer.say("events", "unsubscribe", null, List.of("a.*"));
        node.events.publish("a.b", Map.of());
        peer.hasHeardNothing();
    }

    @Test
    public void masksThatAreNoneAreIgnored() {
        peer.say("events", "subscribe", null, "a");
        peer.say("events", "subscribe", null, null);
        peer.say("{'namespace':'events','name':'subscribe','id':null,'args':[7,null,'b',{}]}");
        assertEquals(List.of("b"), peer.call("event.get_my_subscriptions"));
    }

    @Test
    public void whoIsNotLoggedInNeitherHearsNorSpeaks() {
        peer.subscribe("secret", "mine");
        Peer stranger = node.connect();
        stranger.subscribe("*");
        stranger.publish("mine", Map.of());
        node.events.publish("secret", Map.of());
        peer.hearEvent("secret");
        peer.hasHeardNothing();
        stranger.logIn();
        assertEquals(List.of(), stranger.call("event.get_my_subscriptions"));
        stranger.hasHeardNothing();
    }

    @Test
    public void subscriptionsEndWithTheirConnection() {
        peer.subscribe("*");
        assertEquals(1, node.events.subscriptions());
        peer.hangUp(); // what it says after that cannot come in real life
        assertEquals(0, node.events.subscriptions());
        peer.say("events", "subscribe", null, List.of("*"));
        assertEquals(0, node.events.subscriptions());
    }

    @Test
    public void clientsPublishForEverybodyIncludingThemselves() {
        Peer other = node.loggedIn();
        peer.subscribe("x.*");
        other.subscribe("x.*");
        peer.publish("x.y", Map.of("a", 1));
        assertEquals(Map.of("a", 1L, "timestamp", TIME), peer.hearEvent("x.y"));
        assertEquals(Map.of("a", 1L, "timestamp", TIME), other.hearEvent("x.y"));
    }

    @Test
    public void aBurstKeepsItsOrder() {
        peer.subscribe("x.*");
        peer.say(
                "events",
                "event_burst",
                "some-id",
                Map.of(
                        "events",
                        List.of(
                                Map.of("name", "x.1", "args", Map.of()),
                                Map.of("name", ""),
                                "odd",
                                Map.of("name", "x.2", "args", Map.of()))));
        peer.hearEvent("x.1");
        peer.hearEvent("x.2");
        peer.hasHeardNothing();
    }

    @Test
    public void argumentsThatAreNoObjectAreNone() {
        peer.subscribe("x");
        peer.say("events", "event", null, Map.of("name", "x", "args", "args"));
        assertEquals(Map.of("timestamp", TIME), peer.hearEvent("x"));
        peer.say("{'namespace':'events','name':'event','id':'7','args':{'name':'x'}}");
        assertEquals(Map.of("timestamp", TIME), peer.hearEvent("x"));
    }

    @Test
    public void eventsWithoutANameAreIgnored() {
        peer.subscribe("*");
        for (Object args : List.of(Map.of("name", "", "args", Map.of()), Map.of("name", 7), Map.of(), List.of(), "x")) {
            peer.say("events", "event", null, args);
            peer.say("events", "event_burst", null, args);
        }
        peer.hasHeardNothing();
        assertTrue(peer.connection.isOpen());
    }

    @Test
    public void specialValuesPassThrough() {
        peer.subscribe("x");
        peer.say("{'namespace':'events','name':'event','id':null,'args':{'name':'x','args':{"
                + "'d':{'$date':'2017-03-01T12:00:05+00:00'},'b':{'$binary':'aGk='},'r':{'$regex':'a.*'},"
                + "'p':{'$password':'s'},'f':{'$fd':0},'timestamp':1}}}");
        Map<String, Object> expected = new HashMap<>();
        expected.put("d", Map.of("$date", "2017-03-01 12:00:05+00:00"));
        expected.put("b", Map.of("$binary", "aGk="));
        expected.put("r", Map.of("$regex", "a.*"));
        expected.put("p", Map.of("$password", "s"));
        expected.put("f", null);
        expected.put("timestamp", 1L);
        assertEquals(expected, peer.hearEvent("x"));
    }

    @Test
    public void suspendedEventsComeLaterInTheirOrder() {
        peer.subscribe("x.*");
        peer.call("event.suspend");
        node.events.publish("x.1", Map.of());
        node.events.publish("x.2", Map.of());
        peer.hasHeardNothing();
        peer.call("event.resume");
        node.events.publish("x.3", Map.of());
        peer.hearEvent("x.1");
        peer.hearEvent("x.2");
        peer.hearEvent("x.3");
        peer.hasHeardNothing();
    }

    @Test
    public void tooManySuspendedEventsCloseTheConnection() {
        peer.subscribe("x");
        peer.call("event.suspend");
        for (int i = 0; i <= 10_000; i++) {
            node.events.publish("x", Map.of());
        }
        await().until(() -> peer.connection.closeCode() == 1013);
    }
}
