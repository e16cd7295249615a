package dev.patchbay.room.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomContent.Joined;
import dev.patchbay.room.RoomContent.Left;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomContent.UserList;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Test;

/** Many who come, go and speak at the same time. */
public class CrowdTest {

    private static final int THREADS = 4;
    private static final List<String> ROOMS = List.of("a", "b", "c");

    private final StandardRoomHandler handler = new StandardRoomHandler();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Those who are there, by cid. */
    private final Map<String, Recorder> there = new ConcurrentHashMap<>();

    @After
    public void endThreads() {
        threads.shutdownNow();
    }

    private void onEachThread(Callable<?> work) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(work));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
    }

    private String join(String room, User user, Recorder member) {
        String cid = handler.add(room, user);
        handler.attach(cid, member);
        return cid;
    }

    private Object comeAndGo(int times) {
        Random random = new Random();
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            if (mine.size() > 5 && random.nextBoolean()) {
                leave(mine.remove(random.nextInt(mine.size())));
            } else {
                mine.add(come(random));
            }
            handler.sendToRoom(ROOMS.get(i % ROOMS.size()), new Said("noise", i));
        }
        return mine;
    }

    private String come(Random random) {
        Recorder recorder = new Recorder();
        User user = random.nextInt(4) == 0 ? User.ANONYMOUS : Users.user("user" + random.nextInt(20));
        String cid = join(ROOMS.get(random.nextInt(ROOMS.size())), user, recorder);
        there.put(cid, recorder);
        return cid;
    }

    private void leave(String cid) {
        handler.remove(cid);
        there.remove(cid);
    }

    @Test
    public void afterTenThousandComingsAndGoingsEverybodysListIsTheTruthAndNothingIsLeftBehind() throws Exception {
        onEachThread(() -> comeAndGo(2_500));

        assertTrue("members: " + there.size(), there.size() > 10);
        there.forEach((cid, recorder) -> {
            String room = handler.roomOf(cid).orElseThrow();
            assertEquals(handler.usersIn(room), recorder.lastUserList());
            assertFalse(recorder.wasToldTwoAtATime());
        });
        there.keySet().forEach(handler::remove);
        assertEquals(List.of(), handler.rooms());
        assertNothingIsKept();
    }

    private void assertNothingIsKept() throws IllegalAccessException {
        for (var field : StandardRoomHandler.class.getDeclaredFields()) {
            field.setAccessible(true);
            if (field.get(handler) instanceof Map<?, ?> map) {
                assertEquals(field.getName(), Map.of(), map);
            }
        }
    }

    @Test
    public void everyNoticeReachesAllWhoAreThereInOneOrderWithTheListThatBelongsToIt() throws Exception {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        join("a", User.ANONYMOUS, first);
        join("a", User.ANONYMOUS, second);
        first.news();
        second.news();

        onEachThread(() -> comeAndGo(500));

        assertEquals(first.heard(), second.heard());
        assertListsFollowNotices(first.heard());
    }

    /** Rebuilds the list from the notices alone; the list after each of them must be that one. */
    private static void assertListsFollowNotices(Collection<RoomContent> heard) {
        List<String> names = new ArrayList<>();
        int lists = 0;
        for (RoomContent content : heard) {
            if (content instanceof Joined joined) {
                names.add(joined.username());
            } else if (content instanceof Left left) {
                names.remove(left.username());
            } else if (content instanceof UserList list) {
                assertEquals(
                        names.stream().sorted().toList(),
                        list.usernames().stream().sorted().toList());
                lists++;
            }
        }
        assertTrue("lists: " + lists, lists > 100);
    }

    @Test
    public void oneSpeakersWordsKeepTheirOrderWhateverWayTheyTake() throws Exception {
        Recorder listener = new Recorder();
        User user = Users.user("listener");
        String cid = join("a", user, listener);
        Callable<?> speaker = () -> {
            String me = Thread.currentThread().getName();
            for (long i = 0; i < 1_000; i += 4) {
                handler.sendToRoom("a", new Said(me, i));
                handler.sendToCid(cid, new Said(me, i + 1));
                handler.sendToUsers(List.of("id-listener"), new Said(me, i + 2));
                handler.sendToAll(new Said(me, i + 3));
            }
            return null;
        };

        onEachThread(speaker);

        Map<String, Long> next = new ConcurrentHashMap<>();
        for (RoomContent content : listener.heard()) {
            if (content instanceof Said said) {
                assertEquals(next.getOrDefault(said.task(), 0L), said.data());
                next.merge(said.task(), 1L, Long::sum);
            }
        }
        assertEquals(4_000, listener.said().size());
        assertFalse(listener.wasToldTwoAtATime());
    }

    @Test
    public void aMemberThatLeavesWhileItIsToldDisturbsNobodysOrder() {
        Recorder before = new Recorder();
        Recorder after = new Recorder();
        join("a", User.ANONYMOUS, before);
        AtomicReference<String> cid = new AtomicReference<>();
        cid.set(handler.add("a", Users.ALICE));
        handler.attach(cid.get(), message -> leaveAtTheWord(message, cid.get()));
        join("a", User.ANONYMOUS, after);
        before.news();
        after.news();

        handler.sendToRoom("a", new Said("go", null));

        List<RoomContent> expected =
                List.of(new Said("go", null), new Left("a", "alice"), new UserList("a", List.of()));
        assertEquals(expected, before.news());
        assertEquals(expected, after.news());
    }

    private void leaveAtTheWord(RoomMessage message, String cid) {
        if (message.content() instanceof Said said && said.task().equals("go")) {
            handler.remove(cid);
        }
    }

    @Test
    public void membersOfTwoRoomsThatLeaveWhileTheyAreToldDoNotHoldEachOtherUp() throws Exception {
        onEachThread(() -> {
            for (int i = 0; i < 500; i++) {
                String inA = handler.add("a", Users.ALICE);
                String inB = handler.add("b", Users.BOB);
                attachUnlessGone(inA, message -> leaveAtTheWord(message, inB));
                attachUnlessGone(inB, message -> leaveAtTheWord(message, inA));
                handler.sendToRoom(i % 2 == 0 ? "a" : "b", new Said("go", null));
                handler.remove(inA);
                handler.remove(inB);
            }
            return null;
        });

        assertEquals(List.of(), handler.rooms());
    }

    private void attachUnlessGone(String cid, RoomMember member) {
        try {
            handler.attach(cid, member);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage(), e.getMessage().contains(cid));
        }
    }

    @Test
    public void whoIsRemovedWhileHeIsAttachedIsGoneInTheEnd() throws Exception {
        for (int i = 0; i < 500; i++) {
            String cid = handler.add("a", Users.ALICE);
            Future<?> removal = threads.submit(() -> handler.remove(cid));
            attachUnlessGone(cid, new Recorder());
            removal.get(10, TimeUnit.SECONDS);
        }
        assertEquals(List.of(), handler.rooms());
        assertNothingIsKept();
    }
}
