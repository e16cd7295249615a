package dev.patchbay.room.internal;

import static dev.patchbay.room.internal.Users.ALICE;
import static dev.patchbay.room.internal.Users.BOB;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomContent.Joined;
import dev.patchbay.room.RoomContent.Left;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomContent.UserList;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.Test;

public class StandardRoomHandlerTest {

    private static final Said WORDS = new Said("TaskX", 1L);

    private final RoomHandler handler = new StandardRoomHandler();
    private final Recorder alice = new Recorder();
    private final Recorder bob = new Recorder();
    private final Recorder nobody = new Recorder();

    private String join(String room, User user, RoomMember member) {
        String cid = handler.add(room, user);
        handler.attach(cid, member);
        return cid;
    }

    private static UserList users(String... names) {
        return new UserList("lab", List.of(names));
    }

    @Test
    public void aCidIs32LowerCaseHexadecimalDigitsAndNewForEachRegistration() {
        String first = handler.add("lab", ALICE);

        assertTrue(first, first.matches("[0-9a-f]{32}"));
        assertNotEquals(first, handler.add("lab", ALICE));
    }

    @Test
    public void whoeverComesHearsOfItHimselfFirstTheNoticeThenTheList() {
        join("lab", ALICE, alice);

        assertEquals(List.of(new Joined("lab", "alice"), users("alice")), alice.heard());
    }

    @Test
    public void thoseWhoAreThereHearOfWhoeverComesAndGoes() {
        join("lab", ALICE, alice);
        alice.news();
        String cid = join("lab", BOB, bob);
        assertEquals(List.of(new Joined("lab", "bob"), users("alice", "bob")), alice.news());

        bob.news();
        handler.remove(cid);

        assertEquals(List.of(new Left("lab", "bob"), users("alice")), alice.news());
        assertEquals(List.of(), bob.news());
    }

    @Test
    public void theListIsInOrderOfJoiningWithOneEntryForEachConnection() {
        String first = join("lab", BOB, bob);
        join("lab", ALICE, alice);
        join("lab", BOB, new Recorder());
        assertEquals(List.of("bob", "alice", "bob"), handler.usersIn("lab"));

        handler.remove(first);

        assertEquals(List.of("alice", "bob"), handler.usersIn("lab"));
    }

    @Test
    public void somebodyAnonymousIsNotAnnouncedAndNotListedButBringsTheListAndIsTold() {
        join("lab", ALICE, alice);
        alice.news();

        join("lab", User.ANONYMOUS, nobody);

        assertEquals(List.of(users("alice")), alice.news());
        assertEquals(List.of(users("alice")), nobody.news());
        handler.sendToRoom("lab", WORDS);
        assertEquals(List.of(WORDS), nobody.news());
    }

    @Test
    public void somebodyAnonymousWhoLeavesIsGoneEntirelyAndTheRestGetTheList() {
        join("lab", ALICE, alice);
        String cid = join("lab", User.ANONYMOUS, nobody);
        alice.news();

        handler.remove(cid);

        assertEquals(List.of(users("alice")), alice.news());
        assertEquals(Optional.empty(), handler.roomOf(cid));
        assertThrows(IllegalArgumentException.class, () -> handler.sendToCid(cid, WORDS));
    }

    @Test
    public void theLastOneTakesTheRoomWithHim() {
        String first = join("lab", ALICE, alice);
        String second = join("lab", User.ANONYMOUS, nobody);
        join("bar", BOB, bob);
        assertEquals(List.of("bar", "lab"), handler.rooms());

        handler.remove(first);
        assertEquals(List.of("bar", "lab"), handler.rooms());
        handler.remove(second);

        assertEquals(List.of("bar"), handler.rooms());
        assertEquals(List.of(), handler.usersIn("lab"));
    }

    @Test
    public void whoIsNotReachedYetIsNotPresent() {
        join("lab", ALICE, alice);
        alice.news();
        String cid = handler.add("lab", BOB);

        assertEquals(List.of("alice"), handler.usersIn("lab"));
        assertEquals(Optional.of("lab"), handler.roomOf(cid));
        handler.sendToCid(cid, WORDS);
        handler.remove(cid);

        assertEquals(List.of(), alice.news());
    }

    @Test
    public void attachingSomebodyWhoHasGoneIsRefusedAndLeavesNothing() {
        String cid = handler.add("lab", ALICE);
        handler.remove(cid);

        assertThrows(IllegalArgumentException.class, () -> handler.attach(cid, alice));
        assertEquals(List.of(), handler.rooms());
        assertEquals(List.of(), alice.heard());
    }

    @Test
    public void aSecondWayToReachSomebodyTakesThePlaceOfTheFirstAndNobodyIsTold() {
        join("lab", BOB, bob);
        String cid = join("lab", ALICE, new Recorder());
        bob.news();

        handler.attach(cid, alice);
        handler.sendToRoom("lab", WORDS);

        assertEquals(List.of(WORDS), bob.news());
        assertEquals(List.of(WORDS), alice.news());
    }

    @Test
    public void leavingTwiceIsHarmless() {
        join("lab", BOB, bob);
        String cid = join("lab", ALICE, alice);
        handler.remove(cid);
        bob.news();

        handler.remove(cid);
        handler.remove("never there");

        assertEquals(List.of(), bob.news());
        assertEquals(List.of("bob"), handler.usersIn("lab"));
    }

    @Test
    public void aRoomsMessageReachesThoseInTheRoomAndNobodyElse() {
        join("lab", ALICE, alice);
        join("laboratory", BOB, bob);
        bob.news();

        handler.sendToRoom("lab", WORDS);
        handler.sendToRoom("nowhere", WORDS);

        assertEquals(List.of(1L), alice.said());
        assertEquals(List.of(), bob.news());
    }

    @Test
    public void aUsersMessageReachesEachOfHisConnectionsInEveryRoomOnce() {
        Recorder elsewhere = new Recorder();
        join("lab", ALICE, alice);
        join("bar", ALICE, elsewhere);
        join("lab", BOB, bob);
        join("lab", User.ANONYMOUS, nobody);

        handler.sendToUsers(List.of("id-alice", "id-nobody", "id-alice"), WORDS);

        assertEquals(List.of(1L), alice.said());
        assertEquals(List.of(1L), elsewhere.said());
        assertEquals(List.of(), bob.said());
        assertEquals(List.of(), nobody.said());
    }

    @Test
    public void aUserWhoseLastConnectionHasGoneIsUnknown() {
        handler.remove(join("lab", ALICE, alice));
        alice.news();

        handler.sendToUsers(List.of("id-alice"), WORDS);

        assertEquals(List.of(), alice.news());
    }

    @Test
    public void everybodysMessageReachesEveryRoomAndIsOneMessage() {
        join("lab", ALICE, alice);
        join("bar", BOB, bob);
        alice.news();
        bob.news();

        handler.sendToAll(WORDS);

        assertSame(alice.messages().get(0), bob.messages().get(0));
    }

    @Test
    public void aMembersMessageReachesHimAlone() {
        String cid = join("lab", ALICE, alice);
        join("lab", BOB, bob);

        handler.sendToCid(cid, WORDS);

        assertEquals(List.of(1L), alice.said());
        assertEquals(List.of(), bob.said());
        assertThrows(IllegalArgumentException.class, () -> handler.sendToCid("unknown", WORDS));
    }

    @Test
    public void theOthersMessageReachesTheRoomButNotHim() {
        String cid = join("lab", ALICE, alice);
        join("lab", BOB, bob);
        join("bar", BOB, nobody);

        handler.sendToOthers(cid, WORDS);

        assertEquals(List.of(), alice.said());
        assertEquals(List.of(1L), bob.said());
        assertEquals(List.of(), nobody.said());
        assertThrows(IllegalArgumentException.class, () -> handler.sendToOthers("unknown", WORDS));
    }

    @Test
    public void roommatesAreThoseWhoCanBeReachedInHisRoom() {
        String cid = join("lab", ALICE, alice);
        join("lab", BOB, bob);
        join("bar", BOB, nobody);
        handler.add("lab", BOB);

        assertEquals(List.of(alice, bob), handler.roommates(cid));
        assertEquals(List.of(), handler.roommates("unknown"));
    }

    @Test
    public void aMemberThatThrowsIsSkippedAndTheOthersAreTold() {
        AtomicInteger calls = new AtomicInteger();
        join("lab", BOB, message -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a broken member");
        });
        join("lab", ALICE, alice);

        handler.sendToRoom("lab", WORDS);
        handler.sendToAll(WORDS);

        assertEquals(List.of(1L, 1L), alice.said());
        assertEquals(6, calls.get());
    }

    @Test
    public void aThousandMembersAreToldWithOneEncoding() {
        AtomicInteger encodings = new AtomicInteger();
        RoomMessage.Encoder<RoomContent> encoder = content -> {
            encodings.incrementAndGet();
            return content;
        };
        AtomicInteger told = new AtomicInteger();
        IntStream.range(0, 1_000)
                .forEach(i -> join("lab", User.ANONYMOUS, message -> {
                    message.as(encoder);
                    told.incrementAndGet();
                }));
        encodings.set(0);
        told.set(0);

        handler.sendToRoom("lab", WORDS);

        assertEquals(1_000, told.get());
        assertEquals(1, encodings.get());
    }

    @Test
    public void itIsAHostedServiceThatCanBeDisabledAndEnabledAgain() throws Exception {
        StandardRoomHandler service = new StandardRoomHandler();
        for (int i = 0; i < 2; i++) {
            FutureTask<Void> main = new FutureTask<>(() -> {
                service.main();
                return null;
            });
            new Thread(main).start();
            service.disable();
            main.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    public void aFaultOfAMemberDoesNotReachWhoeverSpeaks() throws ExecutionException {
        String cid = join("lab", ALICE, message -> {
            throw new NoClassDefFoundError("of a bundle that has left");
        });

        handler.sendToCid(cid, WORDS);

        assertEquals(List.of("alice"), handler.usersIn("lab"));
    }
}
