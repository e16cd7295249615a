package dev.patchbay.transport.udp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Dictionary;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.osgi.framework.Constants;

/** Handlers that are services: their ports come, move, wait and go with them. */
public class UdpWhiteboardComponentTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final UdpRule rule = new UdpRule();

    private final UdpWhiteboardComponent whiteboard = new UdpWhiteboardComponent(rule.servers);

    @After
    public void end() {
        whiteboard.deactivate();
    }

    private HandlerReference add(String name, UdpSettings settings) {
        HandlerReference reference = new HandlerReference(name, settings.toProperties());
        whiteboard.addHandler(reference, answering(name));
        return reference;
    }

    private static UdpRequestHandler answering(String text) {
        return request -> UdpRule.answer(request, text);
    }

    private void modify(HandlerReference reference, Dictionary<String, Object> properties) {
        reference.modify(properties);
        whiteboard.updatedHandler(reference);
    }

    private UdpServer only() {
        List<UdpServer> all = rule.transport.servers();
        assertEquals(all.toString(), 1, all.size());
        return all.get(0);
    }

    private static UdpSettings free() throws IOException {
        try (DatagramSocket socket = occupied()) {
            return at(socket);
        }
    }

    private static DatagramSocket occupied() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    private static UdpSettings at(DatagramSocket socket) {
        return UdpSettings.at("127.0.0.1", socket.getLocalPort());
    }

    private static InetSocketAddress address(UdpSettings settings) {
        return new InetSocketAddress(settings.host(), settings.port());
    }

    private static boolean isFree(UdpSettings settings) {
        try (DatagramSocket socket = new DatagramSocket(address(settings))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    public void aHandlerHasItsPortWhileItIsThere() throws Exception {
        UdpSettings settings = free();
        HandlerReference reference = add("clock", settings);
        assertEquals("clock", rule.peer.ask(address(settings), "hello"));
        assertEquals(address(settings), only().address());
        assertEquals(List.of(), whiteboard.findings());
        whiteboard.removeHandler(reference);
        assertTrue(isFree(settings));
        assertEquals(List.of(), rule.transport.servers());
    }

    @Test
    public void aChangedPropertyMovesThePort() throws Exception {
        UdpSettings from = free();
        HandlerReference reference = add("clock", from);
        UdpSettings to = free();
        modify(reference, to.toProperties());
        assertEquals("clock", rule.peer.ask(address(to), "hello"));
        assertTrue(isFree(from));
        assertEquals(address(to), only().address());
    }

    @Test
    public void aChangedLimitTakesEffectOnTheSamePort() throws Exception {
        UdpSettings settings = free();
        HandlerReference reference = new HandlerReference("echo", settings.toProperties());
        whiteboard.addHandler(reference, UdpRule::echo);
        assertEquals("hello", rule.peer.ask(address(settings), "hello"));
        modify(reference, settings.withMaxBytes(4).toProperties());
        assertEquals("hell", rule.peer.ask(address(settings), "hello"));
    }

    @Test
    public void aChangeOfOtherPropertiesLeavesThePortAlone() throws Exception {
        UdpSettings settings = free();
        HandlerReference reference = add("clock", settings);
        UdpServer before = only();
        Dictionary<String, Object> properties = settings.toProperties();
        properties.put("service.description", "another text");
        modify(reference, properties);
        assertSame(before, only());
        assertTrue(before.isRunning());
    }

    @Test
    public void aPortInUseIsFoundAndTriedAgainUntilItIsFree() throws Exception {
        UdpSettings settings;
        try (DatagramSocket other = occupied()) {
            settings = at(other);
            add("clock", settings);
            assertFalse(only().isRunning());
            Finding finding = whiteboard.findings().get(0);
            assertEquals("clock", finding.subject());
            String name = "127.0.0.1:" + settings.port();
            assertTrue(finding.sentence(), finding.sentence().contains(name));
            assertTrue(finding.sentence(), finding.sentence().contains("in use"));
        }
        await().until(() -> only().isRunning());
        await().until(() -> whiteboard.findings().isEmpty());
        assertEquals("clock", rule.peer.ask(address(settings), "hello"));
    }

    @Test
    public void aPortThatIsNoLongerWantedIsNotTriedAgain() throws Exception {
        UdpSettings other = free();
        UdpSettings settings;
        try (DatagramSocket occupied = occupied()) {
            settings = at(occupied);
            HandlerReference moved = add("moved", settings);
            HandlerReference gone = add("gone", settings);
            assertEquals(2, whiteboard.findings().size());
            modify(moved, other.toProperties());
            whiteboard.removeHandler(gone);
            assertEquals(List.of(), whiteboard.findings());
        }
        // Whoever waits for it now has it, and no other.
        add("next", settings);
        assertEquals("next", rule.peer.ask(address(settings), "hello"));
        assertEquals("moved", rule.peer.ask(address(other), "hello"));
        assertEquals(2, rule.transport.servers().size());
    }

    @Test
    public void aSuccessorThatComesBeforeItsPredecessorLeavesServesThen() throws Exception {
        UdpSettings settings = free();
        HandlerReference predecessor = add("predecessor", settings);
        add("successor", settings);
        assertEquals("predecessor", rule.peer.ask(address(settings), "hello"));
        whiteboard.removeHandler(predecessor);
        // At once, not with the next try.
        assertTrue(only().isRunning());
        assertEquals("successor", rule.peer.ask(address(settings), "hello"));
        assertEquals(List.of(), whiteboard.findings());
    }

    @Test
    public void ofSeveralThatWaitTheHighestRankedHasThePort() throws Exception {
        UdpSettings settings = free();
        HandlerReference predecessor = add("predecessor", settings);
        for (String name : List.of("low", "high", "middle")) {
            HandlerReference waiting = add(name, settings);
            Dictionary<String, Object> properties = settings.toProperties();
            properties.put(Constants.SERVICE_RANKING, name.equals("high") ? 9 : name.length());
            modify(waiting, properties);
        }
        whiteboard.removeHandler(predecessor);
        assertEquals("high", rule.peer.ask(address(settings), "hello"));
        assertEquals(2, whiteboard.findings().size());
    }

    @Test
    public void aSuccessorThatComesAfterItsPredecessorLeftServesToo() throws Exception {
        UdpSettings settings = free();
        HandlerReference predecessor = add("predecessor", settings);
        whiteboard.removeHandler(predecessor);
        add("successor", settings);
        assertEquals("successor", rule.peer.ask(address(settings), "hello"));
    }

    @Test
    public void aPredecessorThatMovesAwayLeavesThePortToItsSuccessor() throws Exception {
        UdpSettings settings = free();
        HandlerReference predecessor = add("predecessor", settings);
        add("successor", settings);
        UdpSettings elsewhere = free();
        modify(predecessor, elsewhere.toProperties());
        assertEquals("successor", rule.peer.ask(address(settings), "hello"));
        assertEquals("predecessor", rule.peer.ask(address(elsewhere), "hello"));
    }

    @Test
    public void propertiesThatCannotBeReadCloseThePortUntilTheyCan() throws Exception {
        UdpSettings settings = free();
        HandlerReference reference = add("clock", settings);
        Dictionary<String, Object> wrong = settings.toProperties();
        wrong.put(UdpSettings.PORT, "many");
        modify(reference, wrong);
        assertTrue(isFree(settings));
        Finding finding = whiteboard.findings().get(0);
        assertTrue(finding.sentence(), finding.sentence().contains("got 'many'"));
        modify(reference, settings.toProperties());
        assertEquals("clock", rule.peer.ask(address(settings), "hello"));
        assertEquals(List.of(), whiteboard.findings());
    }

    @Test
    public void twoHandlersHaveTwoPorts() throws Exception {
        HandlerReference one = add("one", free());
        add("two", UdpRule.ANY_PORT);
        assertEquals(2, rule.transport.servers().size());
        InetSocketAddress two = rule.transport.servers().get(1).address();
        assertNotEquals(0, two.getPort());
        whiteboard.removeHandler(one);
        assertEquals("two", rule.peer.ask(two, "hello"));
    }

    @Test
    public void allPortsGoWithTheWhiteboard() throws Exception {
        UdpSettings settings = free();
        HandlerReference reference = add("clock", settings);
        whiteboard.deactivate();
        assertTrue(isFree(settings));
        whiteboard.removeHandler(reference);
        assertEquals(List.of(), rule.transport.servers());
    }

    @Test
    public void noHandlerIsCalledOnceItHasLeft() throws Exception {
        UdpSettings settings = free();
        CountDownLatch busy = new CountDownLatch(1);
        HandlerReference reference = new HandlerReference("slow", settings.toProperties());
        CountDownLatch go = new CountDownLatch(1);
        whiteboard.addHandler(reference, request -> {
            busy.countDown();
            RequestsTest.await(go);
        });
        rule.peer.send(address(settings), "one");
        rule.peer.send(address(settings), "two");
        RequestsTest.await(busy);
        UdpServer server = only();
        Thread leaving = new Thread(() -> whiteboard.removeHandler(reference));
        leaving.start();
        await().until(() -> !server.isRunning());
        go.countDown();
        leaving.join();
        assertEquals(1, server.counts().received());
        assertEquals(0, UdpRule.threads(server.address()).size());
    }
}
