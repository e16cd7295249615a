package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class RegistryTest {

    private static final String MISSING = "missing";
    private static final String TOO_MANY = "too many";

    private final ManualTimer timer = new ManualTimer();
    private final Registry<String> registry = new Registry<>(timer, 5_000, 3);

    @After
    public void stopTimer() {
        timer.shutdownNow();
    }

    /** Notes who was found and gets off at once. */
    private static final class Seeker implements Registry.Seeker<String> {

        final List<String> answers = new CopyOnWriteArrayList<>();

        @Override
        public void found(Candidate<String> candidate) {
            answers.add(candidate.target());
            candidate.release();
        }

        @Override
        public void missing() {
            answers.add(MISSING);
        }

        @Override
        public void tooManyWaiting() {
            answers.add(TOO_MANY);
        }
    }

    private void arrive(int ranking, String target) {
        registry.add("hello", new Candidate<>(ranking, target));
    }

    private void leave(int ranking) {
        leave(registry, "hello", ranking);
    }

    private static void leave(Registry<String> registry, String name, int ranking) {
        Candidate<String> left = registry.remove(name, ranking);
        assertNotNull(left);
        registry.startGrace(name, left);
    }

    private Seeker seek() {
        Seeker seeker = new Seeker();
        registry.find("hello", seeker);
        return seeker;
    }

    @Test
    public void theHighestRankingAnswers() {
        arrive(1, "low");
        arrive(3, "high");
        arrive(2, "middle");
        assertEquals(List.of("high"), seek().answers);
        assertEquals(Map.of("hello", "high"), registry.answering());
    }

    @Test
    public void theNextRankingTakesOverWhenTheHighestLeaves() {
        arrive(1, "low");
        arrive(3, "high");
        leave(3);
        assertEquals(List.of("low"), seek().answers);
    }

    @Test
    public void predecessorThatLeavesAfterItsSuccessorArrivedTakesNobodyAway() {
        arrive(1, "old");
        arrive(2, "new");
        leave(1);
        timer.ring();
        assertEquals(List.of("new"), seek().answers);
    }

    @Test
    public void predecessorThatLeavesBeforeItsSuccessorArrivesMakesCallsWaitForIt() {
        arrive(1, "old");
        leave(1);
        Seeker waiting = seek();
        assertEquals(List.of(), waiting.answers);
        arrive(2, "new");
        assertEquals(List.of("new"), waiting.answers);
        timer.ring();
        assertEquals(List.of("new"), waiting.answers);
    }

    @Test
    public void whoWaitedLongestIsServedFirst() {
        List<String> order = new ArrayList<>();
        arrive(1, "old");
        leave(1);
        for (String name : List.of("a", "b", "c")) {
            registry.find("hello", new Registry.Seeker<>() {
                @Override
                public void found(Candidate<String> candidate) {
                    order.add(name);
                }

                @Override
                public void missing() {
                    order.add(MISSING);
                }

                @Override
                public void tooManyWaiting() {
                    order.add(TOO_MANY);
                }
            });
        }
        arrive(2, "new");
        assertEquals(List.of("a", "b", "c"), order);
    }

    @Test
    public void afterTheGraceTimeTheNameIsMissing() {
        arrive(1, "old");
        leave(1);
        Seeker waiting = seek();
        timer.ring();
        assertEquals(List.of(MISSING), waiting.answers);
        assertEquals(List.of(MISSING), seek().answers);
        assertTrue(registry.answering().isEmpty());
    }

    @Test
    public void aNameNobodyEverHadIsMissingAtOnce() {
        arrive(1, "old");
        Seeker seeker = new Seeker();
        registry.find("hell", seeker);
        assertEquals(List.of(MISSING), seeker.answers);
    }

    @Test
    public void aSecondDepartureStartsTheGraceTimeAnew() {
        arrive(1, "first");
        leave(1);
        List<Runnable> firstAlarm = List.copyOf(timer.getQueue());
        arrive(2, "second");
        leave(2);
        Seeker waiting = seek();
        firstAlarm.forEach(Runnable::run);
        assertEquals(List.of(), waiting.answers);
        arrive(3, "third");
        assertEquals(List.of("third"), waiting.answers);
    }

    @Test
    public void whoGivesUpIsNotAnswered() {
        arrive(1, "old");
        leave(1);
        Seeker waiting = seek();
        assertTrue(registry.giveUp("hello", waiting));
        assertFalse(registry.giveUp("hello", waiting));
        arrive(2, "new");
        timer.ring();
        assertEquals(List.of(), waiting.answers);
    }

    @Test
    public void whoWasAnsweredCannotGiveUp() {
        arrive(1, "old");
        assertFalse(registry.giveUp("hello", seek()));
    }

    @Test
    public void moreThanTheLimitMayNotWaitAndGivingUpMakesRoom() {
        arrive(1, "old");
        leave(1);
        List<Seeker> waiting = List.of(seek(), seek(), seek());
        assertEquals(List.of(TOO_MANY), seek().answers);
        assertTrue(registry.giveUp("hello", waiting.get(1)));
        Seeker late = seek();
        assertEquals(List.of(), late.answers);
        arrive(2, "new");
        assertEquals(List.of("new"), late.answers);
        assertEquals(List.of("new"), waiting.get(0).answers);
    }

    @Test
    public void whoIsNotThereCannotBeRemoved() {
        arrive(1, "old");
        assertNull(registry.remove("hello", 2));
        assertNull(registry.remove("other", 1));
        assertEquals(List.of("old"), seek().answers);
    }

    @Test
    public void nobodyGetsOnACandidateThatWasRemoved() {
        arrive(1, "old");
        Candidate<String> leaving = registry.remove("hello", 1);
        assertFalse(leaving.acquire());
    }

    @Test
    public void everySeekerGetsExactlyOneAnswerWhileVersionsComeAndGo() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Registry<String> shared = new Registry<>(clock, 1, 100_000);
        List<Future<List<Seeker>>> seeking = new ArrayList<>();
        Future<?> even = threads.submit(() -> comeAndGo(shared, 0));
        Future<?> odd = threads.submit(() -> comeAndGo(shared, 1));
        for (int i = 0; i < 2; i++) {
            seeking.add(threads.submit(() -> seekOften(shared)));
        }
        List<Seeker> seekers = new ArrayList<>();
        for (Future<List<Seeker>> some : seeking) {
            seekers.addAll(some.get(30, TimeUnit.SECONDS));
        }
        even.get(30, TimeUnit.SECONDS);
        odd.get(30, TimeUnit.SECONDS);
        await().until(() -> seekers.stream().allMatch(seeker -> seeker.answers.size() == 1));
        assertTrue(seekers.stream().noneMatch(seeker -> seeker.answers.contains(TOO_MANY)));
        assertTrue(seekers.stream().anyMatch(seeker -> seeker.answers.contains("version")));
        threads.shutdown();
        clock.shutdownNow();
    }

    private static void comeAndGo(Registry<String> registry, int parity) {
        for (int i = 0; i < 10_000; i++) {
            int reference = 2 * i + parity;
            registry.add("hello", new Candidate<>(reference, "version"));
            leave(registry, "hello", reference);
        }
    }

    private static List<Seeker> seekOften(Registry<String> registry) {
        List<Seeker> seekers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Seeker seeker = new Seeker();
            registry.find("hello", seeker);
            seekers.add(seeker);
        }
        return seekers;
    }
}
