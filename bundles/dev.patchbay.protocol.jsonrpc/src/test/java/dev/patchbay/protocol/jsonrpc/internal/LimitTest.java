package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Before;
import org.junit.Test;

public class LimitTest {

    private static final String SLOW = "{'jsonrpc':'2.0','id':1,'method':'lab.slow'}";
    private static final String QUICK = "{'jsonrpc':'2.0','id':2,'method':'lab.quick'}";

    private final Peer peer = new Peer();

    @Before
    public void offerMethods() {
        peer.dispatcher.slowMethod("lab.slow");
        peer.dispatcher.method("lab.quick", request -> "done");
        peer.limit(1, 10);
    }

    @Test
    public void oneCallTooManyIsRefusedUntilAnotherIsAnswered() {
        peer.say(SLOW);
        Object refusal = peer.ask(QUICK);

        Peer.assertError(2L, -32003, refusal);
        assertTrue(Peer.messageOf(refusal), Peer.messageOf(refusal).contains("runs 1 calls already"));
        assertEquals(1, peer.dispatcher.requests().size());

        peer.dispatcher.answer("lab.slow", "late");
        peer.hears("{'jsonrpc':'2.0','id':1,'result':'late'}");
        peer.expect(QUICK, "{'jsonrpc':'2.0','id':2,'result':'done'}");
    }

    @Test
    public void refusalsFailuresAndNotificationsGiveTheirPlaceBack() {
        for (int i = 0; i < 3; i++) {
            peer.expectError("{'jsonrpc':'2.0','id':3,'method':'lab.missing'}", 3L, -32601);
            peer.expectError("{'jsonrpc':'2.0','id':3,'method':'task.run'}", 3L, -32602);
            peer.expectError("{'jsonrpc':'2.0','id':3,'method':5}", 3L, -32600);
            peer.say("{'jsonrpc':'2.0','method':'lab.quick'}");
        }
        peer.expect(QUICK, "{'jsonrpc':'2.0','id':2,'result':'done'}");
    }

    @Test
    public void aNotificationThatRunsCountsToo() {
        peer.say("{'jsonrpc':'2.0','method':'lab.slow'}");
        peer.expectError(QUICK, 2L, -32003);

        peer.dispatcher.answer("lab.slow", "late");
        peer.hearsNothing();
        peer.expect(QUICK, "{'jsonrpc':'2.0','id':2,'result':'done'}");
    }

    @Test
    public void oneConnectionsCallsDoNotCountForAnother() {
        Peer neighbour = new Peer();
        neighbour.dispatcher.method("lab.quick", request -> "done");
        neighbour.limit(1, 10);
        peer.say(SLOW);

        neighbour.expect(QUICK, "{'jsonrpc':'2.0','id':2,'result':'done'}");
    }

    @Test
    public void aLimitThatIsRaisedHoldsAtOnce() {
        peer.say(SLOW);
        peer.limit(2, 10);

        peer.expect(QUICK, "{'jsonrpc':'2.0','id':2,'result':'done'}");
    }

    private void expectQuick() {
        peer.expect(QUICK, "{'jsonrpc':'2.0','id':2,'result':'done'}");
    }

    @Test
    public void withoutALimitOfRateAnyNumberIsServedAtOnce() {
        peer.limit(1_000, 10);
        for (int i = 0; i < 5_000; i++) {
            expectQuick();
        }
    }

    @Test
    public void callsPastTheRateAreRefusedUntilTimeHasPassed() {
        peer.limitRate(2);
        expectQuick();
        expectQuick();
        Object refusal = peer.ask(QUICK);
        Peer.assertError(2L, -32003, refusal);
        assertTrue(Peer.messageOf(refusal), Peer.messageOf(refusal).contains("2 times a second"));

        peer.millisecondsPass(499);
        peer.expectError(QUICK, 2L, -32003);
        peer.millisecondsPass(1);
        expectQuick();
        peer.expectError(QUICK, 2L, -32003);
        assertEquals(3, peer.dispatcher.requests().size());
    }

    @Test
    public void aLongPauseSavesUpOneSecondsCallsAndNoMore() {
        peer.limitRate(2);
        expectQuick();
        peer.millisecondsPass(3_600_000);

        expectQuick();
        expectQuick();
        peer.expectError(QUICK, 2L, -32003);
    }

    @Test
    public void refusedCallsGiveTheirPlaceBackAndBatchesCountEachCall() {
        peer.limitRate(2);
        Object answers = peer.ask("[" + QUICK + "," + QUICK + "," + QUICK + "]");

        assertEquals(3, ((List<?>) answers).size());
        assertEquals(2, peer.dispatcher.requests().size());
        for (int i = 0; i < 2_000; i++) {
            peer.expectError(QUICK, 2L, -32003);
        }
        peer.limitRate(0);
        expectQuick();
    }
}
