package dev.patchbay.module.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.module.ModuleEntry.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Who plays, with modules that answer as the test says. */
public class StageTest {

    private static final long LIMIT_IN_SEC = 20;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final Threads threads = new Threads();
    private final Clock clock = new Clock();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Map<String, FakeChannel> channels = new HashMap<>();
    private final Announcer announcer = new Announcer() {
        @Override
        public void announce(String event, Map<String, ?> properties) {
            Object reason = properties.get("reason");
            events.add(event.substring("module.".length()) + " " + properties.get("uid")
                    + (reason == null ? "" : ": " + reason));
        }

        @Override
        public boolean areParametersWanted() {
            return false;
        }
    };
    private final Stage stage = new Stage("queue", Turns.QUEUE, announcer, threads);

    @After
    public void stop() {
        clock.stop();
        threads.stop(1_000);
    }

    private Member member(String uid) {
        Identity identity = new Identity("queue", uid, "type", new Recorder("queue", () -> null));
        News news = new News(announcer, identity);
        ModuleSource source = (any, listener) -> {
            throw new UnsupportedOperationException();
        };
        Member member = new Member(
                identity, source, news, new ParameterNews(news, new Equipment(threads, clock), 0), stage::lookAgain);
        FakeChannel channel = new FakeChannel();
        channels.put(uid, channel);
        member.connect(channel);
        return member;
    }

    private Member add(String uid) throws Exception {
        Member member = member(uid);
        get(stage.admit(member, lineUp -> lineUp.with(member)));
        return member;
    }

    private static void get(CompletableFuture<Void> change) throws Exception {
        change.get(LIMIT_IN_SEC, TimeUnit.SECONDS);
    }

    private List<String> heard(String uid) {
        return channels.get(uid).heard;
    }

    @Test
    public void theTopIsToldToPlayOnce() throws Exception {
        add("a");
        add("b");
        get(stage.move(List.of("a")));
        get(stage.remove("removed", lineUp -> lineUp));
        assertEquals(List.of("play"), heard("a"));
        assertEquals(List.of(), heard("b"));
    }

    @Test
    public void allAreToldAtTheSameTime() throws Exception {
        Member a = add("a");
        Member b = add("b");
        CompletableFuture<Object> suspended = new CompletableFuture<>();
        channels.get("a").answer = command -> suspended;
        CompletableFuture<Void> move = stage.move(List.of("b"));
        await().until(() -> b.state() == State.PLAYING);
        assertEquals(State.PLAYING, a.state());
        assertFalse(move.isDone());
        suspended.complete(null);
        get(move);
        assertEquals(State.SUSPENDED, a.state());
    }

    @Test
    public void changesAreMadeOneAfterTheOtherAndReadersWaitForNone() throws Exception {
        add("a");
        CompletableFuture<Object> slow = new CompletableFuture<>();
        channels.get("a").answer = command -> slow;
        Member b = member("b");
        Member c = member("c");
        CompletableFuture<Void> move = stage.admit(b, lineUp -> lineUp.with(b).moved(List.of("b")));
        CompletableFuture<Void> next = stage.admit(c, lineUp -> lineUp.with(c));
        await().until(() -> stage.lineUp().uids().equals(List.of("b", "a")));
        assertFalse(next.isDone());
        slow.complete(null);
        get(move);
        get(next);
        assertEquals(List.of("b", "a", "c"), stage.lineUp().uids());
    }

    @Test
    public void whoFailsIsDroppedAndTheNextOnePlays() throws Exception {
        add("a");
        for (String uid : List.of("b", "c")) {
            add(uid);
            channels.get(uid).answer = command -> FakeChannel.failure("cannot " + command);
        }
        add("d");
        get(stage.remove(
                "removed", lineUp -> lineUp.without(member -> member.uid().equals("a"))));
        assertEquals(List.of("d"), stage.lineUp().uids());
        assertEquals(List.of("play"), heard("c"));
        assertEquals(List.of("play"), heard("d"));
        assertEquals(
                List.of("removed a: removed", "removed b: cannot play", "removed c: cannot play", "playing d"),
                events.subList(events.indexOf("removed a: removed"), events.size()));
        assertEquals(1, channels.get("b").closings.get());
    }

    @Test
    public void whoFailsToLeaveHasLeftAllTheSame() throws Exception {
        add("a");
        channels.get("a").answer = command -> FakeChannel.failure("will not");
        get(stage.remove("removed", lineUp -> LineUp.EMPTY));
        assertEquals(List.of(), stage.lineUp().uids());
        assertFalse(channels.get("a").isOpen());
    }

    @Test
    public void whoWentBeforeHeWasTakenInIsDropped() throws Exception {
        Member a = member("a");
        channels.get("a").close();
        get(stage.admit(a, lineUp -> lineUp.with(a)));
        assertEquals(List.of(), stage.lineUp().uids());
        assertEquals(List.of("added a", "removed a: ended"), events);
    }

    @Test
    public void whoGoesByHimselfIsToldNothing() throws Exception {
        Member a = add("a");
        Member b = add("b");
        channels.get("a").close();
        a.onClosed("left");
        await().until(() -> b.state() == State.PLAYING);
        assertEquals(List.of("play"), heard("a"));
        assertTrue(events.contains("removed a: left"));
    }

    @Test
    public void theBackgroundIsSuspendedOnceForAllChangesWhileItWaits() throws Exception {
        Member bg = member("bg");
        get(stage.admit(bg, lineUp -> lineUp.withBackground(bg)));
        add("a");
        add("b");
        get(stage.move(List.of("b")));
        get(stage.remove(
                "removed", lineUp -> lineUp.without(member -> member.uid().equals("b"))));
        assertEquals(List.of("play", "suspend"), heard("bg"));
        get(stage.remove("removed", lineUp -> lineUp.without(member -> member != bg)));
        assertEquals(List.of("play", "suspend", "play"), heard("bg"));
        Member other = member("other");
        get(stage.admit(other, lineUp -> lineUp.withBackground(other)));
        assertEquals(List.of("play", "suspend", "play", "rm"), heard("bg"));
        assertEquals(List.of("play"), heard("other"));
        assertTrue(events.contains("removed bg: replaced"));
    }

    @Test
    public void inThePoolAllPlay() throws Exception {
        Stage pool = new Stage("pool", Turns.POOL, announcer, threads);
        for (String uid : List.of("a", "b")) {
            Member member = member(uid);
            get(pool.admit(member, lineUp -> lineUp.with(member)));
        }
        assertEquals(List.of("play"), heard("a"));
        assertEquals(List.of("play"), heard("b"));
    }

    @Test
    public void aClosedStageHasEverybodyLeaveAndTakesNobodyIn() throws Exception {
        add("a");
        add("b");
        get(stage.close());
        assertEquals(List.of("play", "rm"), heard("a"));
        assertEquals(List.of("rm"), heard("b"));
        Member c = member("c");
        ExecutionException refused = assertThrows(
                ExecutionException.class,
                () -> stage.admit(c, lineUp -> lineUp.with(c)).get(LIMIT_IN_SEC, TimeUnit.SECONDS));
        assertEquals(Texts.STOPPING, refused.getCause().getMessage());
        assertFalse(channels.get("c").isOpen());
    }

    @Test
    public void closingWaitsForNoChange() throws Exception {
        add("a");
        channels.get("a").answer =
                command -> command.equals("rm") ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        add("b");
        Outcome.follow(stage.move(List.of("b")));
        await().until(() -> heard("a").contains("suspend"));
        Outcome.follow(stage.close());
        assertEquals(List.of("play", "suspend", "rm"), heard("a"));
    }

    @Test
    public void whateverIsDoneAtTheSameTimeNobodyPlaysTwice() throws Exception {
        ExecutorService answers = Executors.newFixedThreadPool(4);
        ExecutorService changes = Executors.newFixedThreadPool(4);
        List<Member> members = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 12; i++) {
            Member member = member("m" + i);
            long seed = i;
            channels.get("m" + i).answer = slowly(answers, seed);
            members.add(member);
        }
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            List<Member> own = members.subList(3 * thread, 3 * thread + 3);
            all.add(CompletableFuture.runAsync(() -> disturb(random, own), changes));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(LIMIT_IN_SEC, TimeUnit.SECONDS);
        get(stage.move(List.of()));
        answers.shutdown();
        changes.shutdown();
        channels.forEach((uid, channel) -> assertAlternating(uid, channel.heard));
        List<Member> left = List.copyOf(stage.lineUp().members());
        for (int i = 0; i < left.size(); i++) {
            assertEquals(i == 0, left.get(i).state() == State.PLAYING);
        }
    }

    private static Function<String, CompletableFuture<Object>> slowly(ExecutorService answers, long seed) {
        Random random = new Random(seed);
        return command -> {
            boolean fails = random.nextInt(40) == 0;
            CompletableFuture<Object> answer = new CompletableFuture<>();
            answers.execute(() -> {
                if (fails) {
                    answer.completeExceptionally(new IllegalStateException("fails"));
                } else {
                    answer.complete(null);
                }
            });
            return answer;
        };
    }

    private void disturb(Random random, List<Member> own) {
        own.forEach(member -> Outcome.follow(stage.admit(member, lineUp -> lineUp.with(member))));
        for (int i = 0; i < 100; i++) {
            Member one = own.get(random.nextInt(own.size()));
            switch (random.nextInt(20)) {
                case 0 -> Outcome.follow(stage.remove("removed", lineUp -> lineUp.without(member -> member == one)));
                case 1 -> {
                    one.channel().close();
                    one.onClosed("left");
                }
                default -> Outcome.follow(stage.move(List.of(one.uid())));
            }
        }
    }

    private static void assertAlternating(String uid, List<String> heard) {
        String last = "suspend";
        for (String command : heard) {
            assertFalse(uid + " heard " + heard, command.equals(last));
            assertFalse(uid + " heard something after rm: " + heard, last.equals("rm"));
            last = command;
        }
    }
}
