package dev.patchbay.transport.line.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Ports that settings name: they move, wait until they are free, and are let go. */
public class DoorTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final TransportRule rule = new TransportRule();

    private final RecordedLog log = new RecordedLog();

    /** What doors tell the operator. */
    private static final class RecordedLog extends Handler {

        private static final Logger OF_DOORS = Logger.getLogger(RetriedDoor.class.getName());

        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            told.add(entry.getLevel() + ": " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Before
    public void record() {
        RecordedLog.OF_DOORS.addHandler(log);
    }

    @After
    public void forget() {
        RecordedLog.OF_DOORS.removeHandler(log);
    }

    private LineDoor door(String name) {
        return rule.transport.door(name, "lab", DoorTest::echo);
    }

    private static LineListener echo(LineConnection connection) {
        return RecordingListener.echo().attach(connection);
    }

    private static ServerSocket occupied() throws IOException {
        return new ServerSocket(FreePorts.next(), 1, HERE);
    }

    private static LineSettings at(ServerSocket server) {
        return LineSettings.at("127.0.0.1", server.getLocalPort());
    }

    private static InetSocketAddress address(LineDoor door) {
        InetSocketAddress address = door.address();
        assertNotNull("it listens", address);
        return address;
    }

    private static String fault(LineDoor door) {
        String fault = door.fault();
        assertNotNull("it says what is wrong", fault);
        return fault;
    }

    private static void assertAnswers(Peer peer) throws IOException {
        assertEquals("hello", peer.send("hello\n").readLine());
    }

    private void assertListens(LineDoor door) throws IOException {
        assertAnswers(rule.peer(address(door)));
        assertNull(door.fault());
        assertEquals(List.of(), rule.doors.findings());
    }

    private void assertNobodyListens(InetSocketAddress address) {
        assertThrows(ConnectException.class, () -> rule.peer(address));
    }

    /** What was to be tried again by now has been, several times if it goes on. */
    private void awaitRetries() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        var unused = rule.doors.timer().after(5 * TransportRule.RETRY_IN_MS, passed::countDown);
        assertTrue(passed.await(20, TimeUnit.SECONDS));
    }

    @Test
    public void oneThatIsMadeIsShutAndNothingIsWrongWithIt() {
        LineDoor door = door("queue");
        assertNull(door.address());
        assertNull(door.fault());
        assertEquals(List.of(), rule.doors.findings());
    }

    @Test
    public void theSameSettingsLeaveThePortAlone() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        InetSocketAddress address = address(door);
        assertEquals("127.0.0.1", address.getHostString());
        Peer peer = rule.peer(address);
        door.listen(LineSettings.at("127.0.0.1", 0));
        assertEquals(address, door.address());
        assertAnswers(peer);
        assertListens(door);
    }

    // ---- a port that cannot be had

    @Test
    public void aPortInUseIsTriedAgainUntilItIsFree() throws Exception {
        LineDoor door = door("queue");
        LineSettings settings;
        try (ServerSocket other = occupied()) {
            settings = at(other);
            door.listen(settings);
            awaitRetries();
            assertNull(door.address());
            assertTrue(fault(door), fault(door).startsWith("Cannot listen on 127.0.0.1:" + settings.port() + ": "));
            assertTrue(fault(door), fault(door).endsWith("section 'lab' and tried again every 20 ms."));
            assertEquals(List.of(new Finding("port of queue", fault(door))), rule.doors.findings());
        }
        await().until(() -> door.address() != null);
        assertEquals(settings.port(), address(door).getPort());
        assertListens(door);
    }

    @Test
    public void aPortThatCannotBeHadIsToldOnceAndAgainWhenItIsAnother() throws Exception {
        LineDoor door = door("queue");
        try (ServerSocket one = occupied()) {
            door.listen(at(one));
            awaitRetries();
            awaitRetries();
            assertEquals(List.of("WARNING: 'queue' does not listen: " + fault(door)), log.told);
            door.listen(at(one).withMaxConnections(7));
            assertEquals("the reason is the same", 1, log.told.size());
            try (ServerSocket two = occupied()) {
                door.listen(at(two));
                awaitRetries();
                assertEquals("WARNING: 'queue' does not listen: " + fault(door), log.told.get(1));
                assertEquals(2, log.told.size());
            }
            await().until(() -> log.told.size() == 3);
            assertEquals("INFO: 'queue' listens on 127.0.0.1:" + address(door).getPort(), log.told.get(2));
        }
    }

    @Test
    public void aRefusalIsToldOnceUntilItIsOver() {
        LineDoor door = door("queue");
        door.refuse("Expected another host.");
        door.refuse("Expected another host.");
        String told = "SEVERE: 'queue' does not listen: Expected another host.";
        assertEquals(List.of(told), log.told);
        door.shut();
        door.refuse("Expected another host.");
        assertEquals(List.of(told, told), log.told);
    }

    @Test
    public void eachThatWaitsIsAFindingAndNoOther() throws Exception {
        LineDoor listening = door("pool");
        listening.listen(TransportRule.ANY_PORT);
        try (ServerSocket one = occupied();
                ServerSocket two = occupied()) {
            LineDoor queue = door("queue");
            queue.listen(at(one));
            LineDoor modules = door("modules");
            modules.listen(at(two));
            assertEquals(2, rule.doors.findings().size());
            queue.listen(TransportRule.ANY_PORT);
            assertEquals(List.of(new Finding("port of modules", fault(modules))), rule.doors.findings());
            modules.close();
            assertEquals(List.of(), rule.doors.findings());
        }
    }

    @Test
    public void oneThatWaitsIsNotTriedWheneverTheSameIsAskedFor() {
        AtomicInteger attempts = new AtomicInteger();
        Doors slow = new Doors(3_600_000);
        LineDoor door = failing(slow, attempts);
        for (int i = 0; i < 10; i++) {
            door.listen(TransportRule.ANY_PORT);
        }
        assertEquals(1, attempts.get());
        door.listen(TransportRule.ANY_PORT.withMaxConnections(1));
        assertEquals(2, attempts.get());
        slow.close();
    }

    @Test
    public void oneThatFailsAgainAndAgainIsTriedAgainAndAgain() {
        AtomicInteger attempts = new AtomicInteger();
        LineDoor door = failing(rule.doors, attempts);
        door.listen(TransportRule.ANY_PORT);
        await().until(() -> attempts.get() > 5);
        assertEquals("as told; it is set in section 'lab' and tried again every 20 ms.", door.fault());
        door.close();
    }

    private static LineDoor failing(Doors doors, AtomicInteger attempts) {
        RetriedDoor.Opener opener = settings -> {
            attempts.incrementAndGet();
            throw new IOException("as told");
        };
        return new RetriedDoor("queue", "lab", doors, opener, closed -> {});
    }

    @Test
    public void aTransportThatStopsInThatMomentIsAFaultLikeOthers() {
        LineDoor door = door("queue");
        rule.threads.close();
        door.listen(TransportRule.ANY_PORT);
        assertTrue(fault(door), fault(door).contains("have ended"));
    }

    @Test
    public void settingsThatChangeWhileItFailsHoldAtOnceAndTheFormerPortIsLeftToOthers() throws Exception {
        LineDoor door = door("queue");
        LineSettings former;
        try (ServerSocket other = occupied()) {
            former = at(other);
            door.listen(former);
            door.listen(TransportRule.ANY_PORT);
            assertListens(door);
        }
        awaitRetries();
        assertNobodyListens(new InetSocketAddress(HERE, former.port()));
        assertListens(door);
    }

    @Test
    public void settingsThatFailAfterOthersThatFailedAreTheOnesThatAreTriedAgain() throws Exception {
        LineDoor door = door("queue");
        LineSettings latter;
        try (ServerSocket one = occupied()) {
            door.listen(at(one));
            try (ServerSocket two = occupied()) {
                latter = at(two);
                door.listen(latter);
                assertTrue(fault(door), fault(door).contains(":" + latter.port() + ":"));
            }
            await().until(() -> door.address() != null);
            assertEquals(latter.port(), address(door).getPort());
        }
    }

    @Test
    public void ofTwoThatWantTheSamePortTheSecondHasItWhenTheFirstIsGone() throws Exception {
        LineDoor first = door("first");
        first.listen(TransportRule.ANY_PORT);
        LineSettings settings = LineSettings.at("127.0.0.1", address(first).getPort());
        LineDoor second = door("second");
        second.listen(settings);
        assertNull(second.address());
        first.close();
        await().until(() -> second.address() != null);
        assertListens(second);
    }

    // ---- settings that change

    @Test
    public void connectionsOfAFormerPortSurviveAChangeAndNobodyElseComesThere() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        InetSocketAddress former = address(door);
        Peer early = rule.peer(former);
        assertAnswers(early);
        door.listen(TransportRule.ANY_PORT.withMaxLineBytes(100));
        assertAnswers(early);
        assertNobodyListens(former);
        assertListens(door);
    }

    @Test
    public void connectionsSurviveAChangeToAPortThatCannotBeHad() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        InetSocketAddress former = address(door);
        Peer early = rule.peer(former);
        assertAnswers(early);
        try (ServerSocket other = occupied()) {
            door.listen(at(other));
            assertNull(door.address());
            assertAnswers(early);
            assertNobodyListens(former);
        }
        await().until(() -> door.address() != null);
        assertAnswers(early);
        assertListens(door);
    }

    @Test
    public void newLimitsHoldOnTheSamePort() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        LineSettings limited =
                LineSettings.at("127.0.0.1", address(door).getPort()).withMaxConnections(1);
        door.listen(limited);
        assertEquals(limited.port(), address(door).getPort());
        assertListens(door);
        assertTrue(rule.peer(address(door)).isEnded());
    }

    @Test
    public void shutEndsTheConnectionsOfAllItsPortsAndItMayListenAgain() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        Peer early = rule.peer(address(door));
        assertAnswers(early);
        door.listen(TransportRule.ANY_PORT.withMaxLineBytes(100));
        InetSocketAddress latter = address(door);
        Peer late = rule.peer(latter);
        assertAnswers(late);
        door.shut();
        assertTrue(early.isEnded());
        assertTrue(late.isEnded());
        assertNobodyListens(latter);
        assertNull(door.address());
        door.shut();
        door.listen(TransportRule.ANY_PORT);
        assertListens(door);
    }

    @Test
    public void aRefusalIsSaidAndEndsWhatIsOpen() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        Peer peer = rule.peer(address(door));
        assertAnswers(peer);
        door.refuse("Expected another host.");
        assertTrue(peer.isEnded());
        assertNull(door.address());
        assertEquals(List.of(new Finding("port of queue", "Expected another host.")), rule.doors.findings());
        door.listen(TransportRule.ANY_PORT);
        assertListens(door);
    }

    @Test
    public void aRefusalEndsTheRetriesAndIsOverWhenItIsShut() throws Exception {
        LineDoor door = door("queue");
        LineSettings settings;
        try (ServerSocket other = occupied()) {
            settings = at(other);
            door.listen(settings);
            door.refuse("Expected another host.");
        }
        awaitRetries();
        assertEquals("Expected another host.", door.fault());
        assertNobodyListens(new InetSocketAddress(HERE, settings.port()));
        door.shut();
        assertEquals(List.of(), rule.doors.findings());
    }

    // ---- the end, and what is tried meanwhile

    @Test
    public void shutBeforeARetryLeavesThePortToOthers() throws Exception {
        LineDoor door = door("queue");
        LineSettings settings;
        try (ServerSocket other = occupied()) {
            settings = at(other);
            door.listen(settings);
            door.shut();
            assertNull(door.fault());
            assertEquals(List.of(), rule.doors.findings());
        }
        awaitRetries();
        assertNobodyListens(new InetSocketAddress(HERE, settings.port()));
        assertNull(door.address());
    }

    /** A door whose first attempt fails, and whose second is held until the test lets go. */
    private final class Held {

        final CountDownLatch isOpening = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        volatile boolean isToFail;
        final CompletableFuture<InetSocketAddress> opened = new CompletableFuture<>();
        private final AtomicInteger attempts = new AtomicInteger();
        final RetriedDoor door = new RetriedDoor("queue", "lab", rule.doors, this::open, closed -> {});

        private LinePort open(LineSettings settings) throws IOException {
            int attempt = attempts.incrementAndGet();
            if (attempt == 1) {
                throw new IOException("as told");
            }
            if (attempt == 2) {
                isOpening.countDown();
                awaitUninterrupted(go);
            }
            if (isToFail) {
                throw new IOException("as told again");
            }
            LinePort port = rule.transport.listen(settings, DoorTest::echo);
            opened.complete(port.address());
            return port;
        }

        /** Until it is tried again. */
        Held begin() {
            door.listen(TransportRule.ANY_PORT);
            awaitUninterrupted(isOpening);
            return this;
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void shutDuringARetryDoesNotWaitForItAndItsPortIsClosed() throws Exception {
        Held held = new Held().begin();
        held.door.shut();
        assertNull(held.door.fault());
        held.go.countDown();
        InetSocketAddress opened = held.opened.get(20, TimeUnit.SECONDS);
        awaitRetries();
        assertNull(held.door.address());
        assertNobodyListens(opened);
    }

    @Test
    public void aRetryThatFailsAfterTheShutIsNeitherToldNorTriedAgain() throws Exception {
        Held held = new Held().begin();
        held.isToFail = true;
        held.door.shut();
        held.go.countDown();
        awaitRetries();
        assertNull(held.door.fault());
        assertEquals(2, held.attempts.get());
        assertEquals(1, log.told.size());
    }

    @Test
    public void settingsThatComeDuringARetryHoldAfterIt() throws Exception {
        Held held = new Held().begin();
        CompletableFuture<Void> listening =
                CompletableFuture.runAsync(() -> held.door.listen(TransportRule.ANY_PORT.withMaxConnections(1)));
        held.go.countDown();
        listening.get(20, TimeUnit.SECONDS);
        InetSocketAddress former = held.opened.get();
        assertNobodyListens(former);
        Peer only = rule.peer(address(held.door));
        assertAnswers(only);
        assertTrue(rule.peer(address(held.door)).isEnded());
        held.door.close();
    }

    @Test
    public void settingsThatComeAfterAShutDuringARetryHold() throws Exception {
        Held held = new Held().begin();
        held.door.shut();
        CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> held.door.listen(TransportRule.ANY_PORT));
        held.go.countDown();
        listening.get(20, TimeUnit.SECONDS);
        assertListens(held.door);
        held.door.close();
    }

    @Test
    public void closeEndsAllForGood() throws Exception {
        LineDoor door = door("queue");
        door.listen(TransportRule.ANY_PORT);
        Peer early = rule.peer(address(door));
        assertAnswers(early);
        door.listen(TransportRule.ANY_PORT.withMaxLineBytes(100));
        Peer late = rule.peer(address(door));
        assertAnswers(late);
        door.close();
        door.close();
        assertTrue(early.isEnded());
        assertTrue(late.isEnded());
        assertThrows(IllegalStateException.class, () -> door.listen(TransportRule.ANY_PORT));
        assertThrows(IllegalStateException.class, () -> door.refuse("Expected another host."));
        assertEquals(List.of(), rule.doors.findings());
        door.shut();
    }

    @Test
    public void theDoorsOfABundleGoWithItAndThoseOfOthersAreStillTried() throws Exception {
        LineTransportComponent other = new LineTransportComponent(rule.threads, rule.doors);
        LineDoor otherDoor = other.door("other", "lab", DoorTest::echo);
        LineDoor open = door("pool");
        open.listen(TransportRule.ANY_PORT);
        InetSocketAddress address = address(open);
        LineDoor waiting = door("queue");
        LineSettings wanted;
        LineSettings others;
        try (ServerSocket one = occupied();
                ServerSocket two = occupied()) {
            wanted = at(one);
            waiting.listen(wanted);
            others = at(two);
            otherDoor.listen(others);
            rule.transport.deactivate();
            assertEquals(List.of(new Finding("port of other", fault(otherDoor))), rule.doors.findings());
        }
        await().until(() -> otherDoor.address() != null);
        assertNobodyListens(address);
        assertNobodyListens(new InetSocketAddress(HERE, wanted.port()));
        assertNull(waiting.fault());
        assertThrows(IllegalStateException.class, () -> waiting.listen(TransportRule.ANY_PORT));
        assertThrows(IllegalStateException.class, () -> door("late"));
        waiting.close();
        assertListens(otherDoor);
        other.deactivate();
    }
}
