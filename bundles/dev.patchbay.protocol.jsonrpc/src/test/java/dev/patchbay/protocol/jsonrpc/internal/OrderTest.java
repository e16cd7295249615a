package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.dispatch.Request;
import dev.patchbay.endpoint.CloseCode;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

public class OrderTest {

    private static final String LARGE = "x".repeat(20_000);

    private final Peer peer = new Peer();

    @Before
    public void offerMethods() {
        peer.dispatcher.method("lab.large", request -> "large");
        peer.dispatcher.method("lab.small", request -> "small");
    }

    private static String small(int id) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'lab.small'}";
    }

    private static String large(int id) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'lab.large','params':['" + LARGE + "']}";
    }

    private List<String> called() {
        return peer.dispatcher.requests().stream().map(Request::name).toList();
    }

    @Test
    public void aSmallMessageDoesNotWaitForAWorker() {
        peer.workers.hold();

        peer.say(small(1));

        peer.hears("{'jsonrpc':'2.0','id':1,'result':'small'}");
    }

    @Test
    public void aLargeMessageLeavesTheThreadThatBroughtItAndKeepsItsPlace() {
        peer.workers.hold();
        peer.say(large(1));
        peer.say(small(2));
        peer.say(large(3));
        peer.say(small(4));
        peer.hearsNothing();

        peer.workers.release();

        assertEquals(List.of("lab.large", "lab.small", "lab.large", "lab.small"), called());
        peer.say(small(5));
        assertEquals(5, called().size());
    }

    @Test
    public void aBatchKeepsItsPlaceToo() {
        peer.workers.hold();
        peer.say("[" + large(1) + "]");
        peer.say("[" + small(2) + "]");
        peer.say(small(3));

        peer.workers.release();

        assertEquals(List.of("lab.large", "lab.small", "lab.small"), called());
    }

    @Test
    public void aPeerThatSendsOnAndOnWhileAWorkerIsBusyIsClosed() {
        peer.workers.hold();
        peer.say(large(1));
        for (int i = 0; i < 1_000; i++) {
            peer.say(small(i));
        }
        assertEquals(0, peer.connection.closeCode());

        peer.say(small(1_000));

        assertEquals(CloseCode.POLICY, peer.connection.closeCode());
    }

    @Test
    public void aFailureOnAWorkerClosesTheConnectionAsOneOnTheIoThreadWould() {
        peer.say("{'jsonrpc':'2.0','id':1,'method':'session.login','params':['breaks']}");

        assertEquals(CloseCode.SERVER_ERROR, peer.connection.closeCode());
    }
}
