package dev.patchbay.protocol.dispatcher.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Test;

/** Spec §5.4. */
public class StreamTest {

    private final TestNode node = new TestNode();
    private final Echo echo = new Echo();
    private final Peer peer = node.loggedIn();

    public StreamTest() {
        node.provides("echo", echo);
    }

    @After
    public void closeNode() {
        node.close();
    }

    private void enableStreaming() {
        peer.call("management.enable_features", List.of("streaming_responses"));
    }

    private void startView(String id, long size) {
        peer.rpc("call", id, Map.of("method", "echo.count", "args", List.of(size), "view", true));
    }

    private void hearFragment(String id, long seqno, long from, long to) {
        assertEquals(
                Map.of(
                        "seqno",
                        seqno,
                        "fragment",
                        LongStream.range(from, to).boxed().toList()),
                peer.hearRpc("fragment", id));
    }

    private void expectInvalidCall(String name, Object args) {
        assertEquals(List.of(2L, "Invalid call"), peer.refused(name, args));
    }

    @Test
    public void withoutTheFeatureAllItemsAreOneAnswer() {
        assertEquals(LongStream.range(0, 300).boxed().toList(), peer.call("echo.count", 300L));
        assertEquals(List.of(), peer.call("echo.count", 0L));
    }

    @Test
    public void theResultComesInFragmentsThatAreAskedFor() throws InterruptedException {
        enableStreaming();
        String id = peer.start("echo.count", 20L);
        hearFragment(id, 1, 0, 16);
        assertEquals(16, echo.produced.get());
        peer.rpc("continue", id, 2);
        hearFragment(id, 2, 16, 20);
        peer.rpc("continue", id, 3);
        assertEquals(3L, peer.hearRpc("end", id));
        assertEquals(null, peer.hearRpc("close", id));
        assertTrue(FakeStream.newest.awaitClosed());
        peer.rpc("continue", id, 4);
        assertEquals(Map.of("code", 2L, "message", "Invalid call"), peer.hearRpc("error", id));
    }

    @Test
    public void aFullLastFragmentIsFollowedByTheEnd() {
        enableStreaming();
        String id = peer.start("echo.count", 16L);
        hearFragment(id, 1, 0, 16);
        peer.rpc("continue", id, 2);
        assertEquals(2L, peer.hearRpc("end", id));
        assertEquals(null, peer.hearRpc("close", id));
    }

    @Test
    public void anEmptyResultEndsAtOnce() {
        enableStreaming();
        String id = peer.start("echo.count", 0L);
        assertEquals(1L, peer.hearRpc("end", id));
        assertEquals(null, peer.hearRpc("close", id));
    }

    @Test
    public void aPlainResultIsAnOrdinaryAnswer() {
        enableStreaming();
        assertEquals(7L, peer.call("echo.same", 7L));
    }

    @Test
    public void theBurstIsSettable() {
        enableStreaming();
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 1, true, 100, true, 0));
        String id = peer.start("echo.count", 2L);
        hearFragment(id, 1, 0, 1);
        peer.rpc("continue", id, 2);
        hearFragment(id, 2, 1, 2);
    }

    @Test
    public void anyFragmentOfAViewMayBeAskedForAgain() {
        enableStreaming();
        startView("v", 40);
        hearFragment("v", 1, 0, 16);
        peer.rpc("continue", "v", 3);
        hearFragment("v", 3, 32, 40);
        peer.rpc("continue", "v", 2);
        hearFragment("v", 2, 16, 32);
        peer.rpc("continue", "v", 9);
        assertEquals(9L, peer.hearRpc("end", "v"));
        peer.rpc("continue", "v", 1);
        hearFragment("v", 1, 0, 16);
        assertEquals(40, echo.produced.get());
        peer.rpc("abort", "v", null);
        assertEquals(null, peer.hearRpc("close", "v"));
        peer.rpc("continue", "v", 1);
        assertEquals(Map.of("code", 2L, "message", "Invalid call"), peer.hearRpc("error", "v"));
        peer.hasHeardNothing();
    }

    @Test
    public void abortDiscardsTheRest() throws InterruptedException {
        enableStreaming();
        String id = peer.start("echo.count", 1_000L);
        hearFragment(id, 1, 0, 16);
        peer.rpc("abort", id, null);
        assertEquals(null, peer.hearRpc("close", id));
        assertTrue(FakeStream.newest.awaitClosed());
        assertEquals(16, echo.produced.get());
        assertTrue(peer.connection.isOpen());
        peer.hasHeardNothing();
    }

    @Test
    public void abortInterruptsWhoProduces() throws InterruptedException {
        enableStreaming();
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 1, true, 100, true, 0));
        String id = peer.start("echo.count_slowly");
        hearFragment(id, 1, 0, 1);
        peer.rpc("continue", id, 2);
        assertTrue(echo.entered.await(10, TimeUnit.SECONDS));
        peer.rpc("abort", id, null);
        assertTrue(echo.interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(null, peer.hearRpc("close", id));
        assertTrue(FakeStream.newest.awaitClosed());
        peer.hasHeardNothing();
    }

    @Test
    public void whatIsNoStreamCanNeitherGoOnNorBeAborted() {
        enableStreaming();
        expectInvalidCall("continue", 2);
        expectInvalidCall("abort", null);
        assertTrue(peer.connection.isOpen());
    }

    @Test
    public void aSeqnoThatIsNotTheNextIsRefusedAndTheStreamGoesOn() {
        enableStreaming();
        String id = peer.start("echo.count", 20L);
        hearFragment(id, 1, 0, 16);
        for (Object wrong : List.of(1L, 3L, -1L, 0L, "2", 2.5)) {
            peer.rpc("continue", id, wrong);
            assertEquals(22L, ((Map<?, ?>) peer.hearRpc("error", id)).get("code"));
        }
        peer.rpc("continue", id, 2);
        hearFragment(id, 2, 16, 20);
    }

    @Test
    public void anErrorWhileProducingEndsTheStream() throws InterruptedException {
        enableStreaming();
        String id = peer.start("echo.count_and_fail", 20L);
        hearFragment(id, 1, 0, 16);
        peer.rpc("continue", id, 2);
        assertEquals(Map.of("code", 5L, "message", "no more"), peer.hearRpc("error", id));
        assertTrue(FakeStream.newest.awaitClosed());
        peer.rpc("continue", id, 2);
        assertEquals(Map.of("code", 2L, "message", "Invalid call"), peer.hearRpc("error", id));
    }

    @Test
    public void anErrorInAnUnstreamedResultIsItsAnswer() {
        assertEquals(List.of(5L, "no more"), peer.callRefused("echo.count_and_fail", 20L));
    }

    @Test
    public void streamsEndWithTheirConnection() throws InterruptedException {
        enableStreaming();
        String id = peer.start("echo.count", 20L);
        hearFragment(id, 1, 0, 16);
        FakeStream stream = FakeStream.newest;
        peer.hangUp();
        assertTrue(stream.awaitClosed());
    }

    @Test
    public void anIdThatIsGivenAgainEndsTheStreamItHad() throws InterruptedException {
        enableStreaming();
        startView("v", 20);
        hearFragment("v", 1, 0, 16);
        FakeStream first = FakeStream.newest;
        startView("v", 3);
        hearFragment("v", 1, 0, 3);
        assertTrue(first.awaitClosed());
        peer.rpc("continue", "v", 2);
        assertEquals(2L, peer.hearRpc("end", "v"));
    }

    @Test
    public void moreStreamsThanAllowedAreRefused() {
        enableStreaming();
        Settings now = node.settings();
        node.use(new Settings(now.tls(), now.group(), 600, 16, true, 1, true, 0));
        startView("a", 1);
        hearFragment("a", 1, 0, 1);
        startView("b", 1);
        assertEquals(16L, ((Map<?, ?>) peer.hearRpc("error", "b")).get("code"));
        peer.rpc("abort", "a", null);
        peer.hearRpc("close", "a");
        startView("b", 1);
        hearFragment("b", 1, 0, 1);
    }
}
