package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.session.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class EventFeedTest {

    private final Peer peer = new Peer();

    private static String subscribe(String params) {
        return "{'jsonrpc':'2.0','id':1,'method':'event.subscribe','params':" + params + "}";
    }

    private static String unsubscribe(String params) {
        return "{'jsonrpc':'2.0','id':1,'method':'event.unsubscribe','params':" + params + "}";
    }

    private static String state(String masks, long seq, boolean complete) {
        return "{'jsonrpc':'2.0','id':1,'result':{'masks':" + masks + ",'seq':" + seq + ",'epoch':'" + FakeEvents.EPOCH
                + "','complete':" + complete + "}}";
    }

    private static String event(String name, String data, long seq) {
        return "{'jsonrpc':'2.0','method':'event','params':{'name':'" + name + "','data':" + data + ",'seq':" + seq
                + ",'time':'2026-11-20T09:30:00Z'}}";
    }

    private void publish(String... names) {
        for (String name : names) {
            peer.events.publish(name, Map.of());
        }
    }

    private void hearsEvents(long... numbers) {
        for (long number : numbers) {
            Map<?, ?> params = (Map<?, ?>) ((Map<?, ?>) peer.hear()).get("params");
            assertEquals(number, params.get("seq"));
        }
        peer.hearsNothing();
    }

    private String refusal(String text) {
        Object answer = peer.ask(text);
        Peer.assertError(1L, -32602, answer);
        return Peer.messageOf(answer);
    }

    @Test
    public void matchingEventsComeAsNotificationsAndOthersDoNot() {
        peer.expect(subscribe("{'masks':['lamp.*']}"), state("['lamp.*']", 0, true));

        peer.events.publish("lamp.on", Map.of("watts", 5L));
        publish("lamps.on");

        peer.hears(event("lamp.on", "{'watts':5}", 1));
        peer.hearsNothing();
    }

    @Test
    public void nothingComesWithoutASubscription() {
        publish("lamp.on");

        peer.hearsNothing();
    }

    @Test
    public void masksMayBeGivenByPosition() {
        peer.expect(subscribe("[['b','a']]"), state("['a','b']", 0, true));
    }

    @Test
    public void whatIsForARoleComesToThoseWhoHaveIt() {
        peer.expect(subscribe("{'masks':['*']}"), state("['*']", 0, true));

        peer.events.publishFor(User.ADMIN, "entity-subscriber.task.changed", Map.of());
        peer.connection.signIn(new User("1", "ada", Set.of("operator")));
        peer.events.publishFor(User.ADMIN, "entity-subscriber.task.changed", Map.of());
        publish("task.changed");
        hearsEvents(3);

        peer.connection.signIn(new User("2", "root", Set.of(User.ADMIN)));
        peer.events.publishFor(User.ADMIN, "entity-subscriber.task.changed", Map.of());
        hearsEvents(4);
    }

    @Test
    public void whatIsReplayedIsForThoseWithItsRoleToo() {
        peer.events.publishFor(User.ADMIN, "entity-subscriber.task.changed", Map.of());
        publish("task.changed");

        peer.say(subscribe("{'masks':['*'],'since':0}"));

        peer.hears(state("['*']", 2, true));
        hearsEvents(2);
    }

    @Test
    public void theAnswerComesBeforeTheFirstEvent() {
        publish("lamp.on", "lamp.off");
        peer.events.whileSubscribing(() -> publish("lamp.burst"));

        peer.say(subscribe("{'masks':['*'],'since':0}"));

        assertEquals(List.of("*"), Peer.resultOf(peer.hear()).get("masks"));
        hearsEvents(1, 2, 3);
    }

    @Test
    public void theNumberInTheAnswerIsNotPastAnEventThatIsStillToCome() {
        publish("lamp.on");
        peer.events.whileSubscribing(() -> publish("lamp.off"));

        peer.say(subscribe("[['*']]"));

        assertEquals(1L, Peer.resultOf(peer.hear()).get("seq"));
        hearsEvents(2);
    }

    @Test
    public void eventsThatComeWhileMasksAreAddedFollowTheAnswer() {
        peer.ask(subscribe("[['lamp.*']]"));
        peer.events.whileSubscribing(() -> publish("lamp.on", "door.open"));

        peer.say(subscribe("[['door.*']]"));

        assertEquals(List.of("door.*", "lamp.*"), Peer.resultOf(peer.hear()).get("masks"));
        hearsEvents(1, 2);
        publish("lamp.off");
        hearsEvents(3);
    }

    @Test
    public void anEventIsHeardOnceHoweverManyMasksMatch() {
        peer.ask(subscribe("[['*','lamp.*']]"));
        peer.ask(subscribe("[['lamp.on']]"));

        publish("lamp.on");

        hearsEvents(1);
        assertEquals(1, peer.events.subscriptions());
    }

    @Test
    public void whatWasMissedIsReplayedFromTheNumberAfterTheLastSeen() {
        publish("lamp.on", "door.open", "lamp.off");

        peer.say(subscribe("{'masks':['lamp.*'],'since':1,'epoch':'" + FakeEvents.EPOCH + "'}"));

        peer.hears(state("['lamp.*']", 3, true));
        hearsEvents(3);
    }

    @Test
    public void withoutSinceNothingIsReplayed() {
        publish("lamp.on");

        peer.expect(subscribe("[['*']]"), state("['*']", 1, true));
        publish("lamp.off");
        hearsEvents(2);
    }

    @Test
    public void nothingMissedIsComplete() {
        publish("lamp.on");

        peer.expect(subscribe("{'masks':['*'],'since':1}"), state("['*']", 1, true));
    }

    @Test
    public void theEdgeOfTheReplayBufferIsStillComplete() {
        peer.events.skipTo(100);
        publish("lamp.on", "lamp.off");

        peer.say(subscribe("{'masks':['*'],'since':100}"));

        peer.hears(state("['*']", 102, true));
        hearsEvents(101, 102);
    }

    @Test
    public void aGapIsSaidToBeOneAndTheRestComes() {
        peer.events.skipTo(100);
        publish("lamp.on", "lamp.off");

        peer.say(subscribe("{'masks':['*'],'since':99}"));

        peer.hears(state("['*']", 102, false));
        hearsEvents(101, 102);
    }

    @Test
    public void aNumberOfAnotherLifeIsAGapAndEverythingOfThisLifeComes() {
        publish("lamp.on", "lamp.off");

        peer.say(subscribe("{'masks':['*'],'since':1,'epoch':'before'}"));

        peer.hears(state("['*']", 2, false));
        hearsEvents(1, 2);
    }

    @Test
    public void aNumberThatIsStillToComeMustBeOfAnotherLife() {
        publish("lamp.on", "lamp.off");

        peer.say(subscribe("{'masks':['*'],'since':500}"));

        peer.hears(state("['*']", 2, false));
        hearsEvents(1, 2);
    }

    @Test
    public void anEpochWithoutSinceAsksForNothingOld() {
        publish("lamp.on");

        peer.expect(subscribe("{'masks':['*'],'epoch':'before'}"), state("['*']", 1, true));
    }

    @Test
    public void onlyTheFirstSubscriptionMayLookBack() {
        peer.ask(subscribe("[['lamp.*']]"));

        assertTrue(refusal(subscribe("[['door.*'],0]")).contains("'since' in the first subscription"));
        publish("lamp.on", "door.open");
        hearsEvents(1);
    }

    @Test
    public void unsubscribingTakesExactlyTheMasksGiven() {
        peer.ask(subscribe("[['lamp.*','door.*']]"));

        peer.expect(unsubscribe("[['lamp.*','lamp.on','none']]"), state("['door.*']", 0, true));

        publish("lamp.on", "door.open");
        hearsEvents(2);
    }

    @Test
    public void unsubscribingBeforeSubscribingIsHarmless() {
        peer.expect(unsubscribe("{'masks':['lamp.*']}"), state("[]", 0, true));
    }

    @Test
    public void subscribingAgainAfterTheLastMaskHasGoneWorks() {
        peer.ask(subscribe("[['lamp.*']]"));
        peer.ask(unsubscribe("[['lamp.*']]"));
        publish("lamp.on");

        peer.ask(subscribe("[['lamp.*']]"));
        publish("lamp.off");

        hearsEvents(2);
    }

    @Test
    public void wrongParametersAreRefusedAndChangeNothing() {
        for (String params : List.of("{}", "[]", "{'masks':'lamp.*'}", "[[5]]", "[[null]]", "[{'a':1}]")) {
            String message = refusal(subscribe(params));
            assertTrue(message, message.contains("expected 'masks' to be an array of strings, got"));
            refusal(unsubscribe(params));
        }
        for (String params : List.of(
                "[['*'],-1]",
                "[['*'],'1']",
                "[['*'],1.5]",
                "[['*'],0,5]",
                "[['*'],0,null,1]",
                "{'masks':[],'mask':[]}")) {
            refusal(subscribe(params));
        }
        publish("lamp.on");
        peer.hearsNothing();
        assertEquals(0, peer.events.subscriptions());
    }

    @Test
    public void aSubscriptionMayBeANotification() {
        peer.say("{'jsonrpc':'2.0','method':'event.subscribe','params':[['*']]}");
        peer.hearsNothing();

        publish("lamp.on");
        hearsEvents(1);
    }

    @Test
    public void aClosedConnectionIsSubscribedNoLongerAndNeverAgain() {
        peer.ask(subscribe("[['*']]"));

        peer.hangUp();
        assertEquals(0, peer.events.subscriptions());

        peer.say(subscribe("[['*']]"));
        assertEquals(0, peer.events.subscriptions());
    }

    @Test
    public void oneConnectionsMasksAreNotAnothers() {
        Peer neighbour = new Peer(peer.events);
        neighbour.ask(subscribe("[['door.*']]"));
        peer.ask(subscribe("[['lamp.*']]"));

        publish("lamp.on");
        neighbour.hearsNothing();
        hearsEvents(1);
    }
}
