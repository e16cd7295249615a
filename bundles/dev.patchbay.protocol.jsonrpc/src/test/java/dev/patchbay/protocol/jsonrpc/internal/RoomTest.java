package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.room.Answer;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class RoomTest {

    private final FakeRooms rooms = new FakeRooms();
    private final RoomForms forms = new RoomForms();
    private final Peer zoe = new Peer(new FakeEvents(), rooms, forms);
    private final Peer guest = new Peer(new FakeEvents(), rooms, forms);

    @Before
    public void signIn() {
        zoe.connection.signIn(new User("7", "zoe", Set.of()));
    }

    private static String request(String method, String params) {
        return "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':" + params + "}";
    }

    private static String result(String result) {
        return "{'jsonrpc':'2.0','id':1,'result':" + result + "}";
    }

    private static String note(String params) {
        return "{'jsonrpc':'2.0','method':'room','params':" + params + "}";
    }

    private static String said(String from, String data) {
        return note("{'room':'lab','kind':'said','task':'say','data':{'from':'" + from + "','data':" + data + "}}");
    }

    /** Joins and passes over what is told about it. */
    private static void join(Peer peer, String room) {
        peer.say(request("room.join", "['" + room + "']"));
        assertNotNull(Peer.resultOf(peer.hear()));
        silence(peer);
    }

    private static void silence(Peer peer) {
        while (peer.connection.waiting() > 0) {
            peer.hear();
        }
    }

    @Test
    public void theAnswerComesFirstThenWhatIsToldAboutIt() {
        rooms.comes("lab", "max");

        zoe.say(request("room.join", "{'room':'lab'}"));

        zoe.hears(result("{'cid':'2','room':'lab','present':["
                + "{'username':'max','node':'west'},{'username':'zoe','node':'west'}]}"));
        zoe.hears(note("{'room':'lab','kind':'joined','username':'zoe'}"));
        zoe.hears(note("{'room':'lab','kind':'users','users':['max','zoe']}"));
        zoe.hearsNothing();
    }

    @Test
    public void somebodyAnonymousMayJoinAndSpeakAndIsNotListed() {
        join(zoe, "lab");
        guest.say(request("room.join", "['lab']"));
        guest.hears(result("{'cid':'2','room':'lab','present':[{'username':'zoe','node':'west'}]}"));
        silence(guest);
        silence(zoe);

        guest.say(request("room.say", "['lab','hi']"));

        zoe.hears(said("", "'hi'"));
    }

    @Test
    public void whatIsSaidReachesTheSpeakerTooUnlessHeSaysOthers() {
        join(zoe, "lab");
        join(guest, "lab");
        silence(zoe);

        zoe.say(request("room.say", "{'room':'lab','data':{'text':'hi'}}"));
        zoe.hears(said("zoe", "{'text':'hi'}"));
        zoe.hears(result("null"));
        guest.hears(said("zoe", "{'text':'hi'}"));

        zoe.expect(request("room.say", "{'room':'lab','data':5,'others':true}"), result("null"));
        guest.hears(said("zoe", "5"));
        guest.hearsNothing();
    }

    @Test
    public void theTaskMayBeNamedAndDataLeftOut() {
        join(zoe, "lab");

        zoe.say(request("room.say", "{'room':'lab','task':'wave'}"));

        zoe.hears(note("{'room':'lab','kind':'said','task':'wave','data':{'from':'zoe','data':null}}"));
    }

    @Test
    public void whatTheHostSaysComesAsItIsInEachRoomUnderItsName() {
        join(zoe, "lab");
        join(zoe, "bar");
        silence(zoe);

        rooms.say(Answer.toAll("news", List.of(1L)));

        zoe.hears(note("{'room':'lab','kind':'said','task':'news','data':[1]}"));
        zoe.hears(note("{'room':'bar','kind':'said','task':'news','data':[1]}"));
    }

    @Test
    public void comingGoingAndPresenceAreTold() {
        join(zoe, "lab");

        String max = rooms.comes("lab", "max");
        rooms.tellPresence("lab");
        rooms.handler().remove(max);

        zoe.hears(note("{'room':'lab','kind':'joined','username':'max'}"));
        zoe.hears(note("{'room':'lab','kind':'users','users':['zoe','max']}"));
        zoe.hears(note("{'room':'lab','kind':'present','present':["
                + "{'username':'zoe','node':'west'},{'username':'max','node':'west'}]}"));
        zoe.hears(note("{'room':'lab','kind':'left','username':'max'}"));
        zoe.hears(note("{'room':'lab','kind':'users','users':['zoe']}"));
        zoe.hearsNothing();
    }

    @Test
    public void onlySomebodyInTheRoomMaySpeakThere() {
        join(zoe, "lab");
        for (String room : List.of("bar", "la", "laboratory", "Lab")) {
            zoe.expectError(request("room.say", "['" + room + "','hi']"), 1L, -32007);
        }
        guest.expectError(request("room.say", "['lab','hi']"), 1L, -32007);
        zoe.hearsNothing();
    }

    @Test
    public void joiningTwiceIsJoiningOnce() {
        join(zoe, "lab");

        zoe.expect(
                request("room.join", "['lab']"),
                result("{'cid':'1','room':'lab','present':[{'username':'zoe','node':'west'}]}"));
        assertEquals(List.of("zoe"), rooms.handler().usersIn("lab"));
    }

    @Test
    public void whoLeavesHearsNoMoreAndMayNotSpeakAndMayComeBack() {
        join(zoe, "lab");
        join(guest, "lab");
        silence(zoe);

        zoe.expect(request("room.leave", "['lab']"), result("true"));
        zoe.expect(request("room.leave", "['lab']"), result("false"));
        guest.say(request("room.say", "['lab','hi']"));

        zoe.hearsNothing();
        zoe.expectError(request("room.say", "['lab','hi']"), 1L, -32007);
        join(zoe, "lab");
        assertEquals(List.of("zoe"), rooms.handler().usersIn("lab"));
    }

    @Test
    public void theEndOfAConnectionLeavesEveryRoomAndKeepsNothing() {
        join(zoe, "lab");
        join(zoe, "bar");

        zoe.hangUp();

        assertTrue(rooms.isEmpty());
        assertTrue(forms.isEmpty());
    }

    @Test
    public void aJoinThatComesAfterTheEndLeavesNothing() {
        zoe.hangUp();

        zoe.say(request("room.join", "['lab']"));

        assertTrue(rooms.isEmpty());
        assertTrue(forms.isEmpty());
    }

    @Test
    public void somebodyIsInARoomAsWhoHeWasWhenHeJoined() {
        join(guest, "lab");
        guest.connection.signIn(new User("8", "max", Set.of()));

        guest.say(request("room.say", "['lab',1]"));
        guest.hears(said("", "1"));
        silence(guest);

        guest.ask(request("room.leave", "['lab']"));
        join(guest, "lab");
        assertEquals(List.of("max"), rooms.handler().usersIn("lab"));
    }

    @Test
    public void aMessageIsOneTextForAllConnectionsInTheRoom() {
        RoomForms.Form first = forms.hold("lab");
        RoomForms.Form second = forms.hold("lab");
        RoomForms.Form other = forms.hold("bar");
        RoomMessage message = new RoomMessage(new Said("say", 1L));

        assertSame(message.as(first), message.as(second));
        assertFalse(message.as(first).equals(message.as(other)));
        forms.giveBack(first);
        assertSame(second, forms.hold("lab"));
    }

    @Test
    public void onlyListsMayBeReplacedByNewerOnes() {
        FakeRooms some = new FakeRooms();
        RoomForms.Form form = forms.hold("lab");
        some.handler().attach(some.handler().add("lab", User.ANONYMOUS), message -> {
            String replaces = message.as(form).replaces();
            assertEquals("room.users:lab", replaces);
        });
        assertEquals(null, new RoomMessage(new Said("say", 1L)).as(form).replaces());
    }

    @Test
    public void parametersThatDoNotFitAreRefused() {
        join(zoe, "lab");
        for (String params : List.of(
                "{}", "[]", "[5]", "['']", "['" + "x".repeat(201) + "']", "{'name':'lab'}", "['lab',1,2,3,4]")) {
            for (String method : List.of("room.join", "room.leave", "room.say")) {
                zoe.expectError(request(method, params), 1L, -32602);
            }
        }
        zoe.expectError(request("room.say", "{'room':'lab','others':1}"), 1L, -32602);
        zoe.expectError(request("room.say", "{'room':'lab','task':1}"), 1L, -32602);
    }

    @Test
    public void aConnectionIsInAHundredRoomsAndNoMore() {
        for (int i = 0; i < 100; i++) {
            join(zoe, "room " + i);
        }
        zoe.expectError(request("room.join", "['one more']"), 1L, -32003);

        zoe.say(request("room.leave", "['room 5']"));
        silence(zoe);
        join(zoe, "one more");
    }

    @Test
    public void withoutRoomsThatIsSaidAndTheConnectionGoesOn() {
        zoe.use(null);
        for (String method : List.of("room.join", "room.say")) {
            Object answer = zoe.ask(request(method, "['lab']"));
            Peer.assertError(1L, -32601, answer);
            assertTrue(Peer.messageOf(answer).contains("no rooms"));
        }
        zoe.expect(request("room.leave", "['lab']"), result("false"));
        zoe.hangUp();
    }

    @Test
    public void roomsThatLeaveAndComeBackAreJoinedAnew() {
        join(zoe, "lab");
        zoe.use(new FakeRooms());
        zoe.expectError(request("room.say", "['lab','hi']"), 1L, -32007);

        zoe.use(rooms);
        rooms.replaceHandler();
        join(zoe, "lab");
        rooms.replaceHandler();
        zoe.expectError(request("room.say", "['lab','hi']"), 1L, -32007);
        zoe.use(null);
        zoe.hangUp();
        assertTrue(forms.isEmpty());
    }

    @Test
    public void aBrokenHandlerIsThatCallsAnswer() {
        rooms.breakDown();

        zoe.expectError(request("room.join", "['lab']"), 1L, -32000);

        assertTrue(forms.isEmpty());
        assertEquals(0, zoe.connection.closeCode());
        zoe.expect(
                "{'jsonrpc':'2.0','id':1,'method':'session.whoami'}", result("{'id':'7','username':'zoe','roles':[]}"));
    }
}
