package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

public class BoardTest {

    /** As the dispatcher says at the moment of a departure. */
    private volatile long drainInMs = 60_000;

    private final ManualTimer timer = new ManualTimer();
    private final Registry<String> registry = new Registry<>(timer, 5_000, 10);
    private final List<String> released = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final Board<Object, String> board =
            new Board<>(new FakeServices().context(), Object.class, new Kind(), registry, () -> drainInMs);

    private final class Kind implements Board.Kind<Object, String> {

        @Override
        public String property() {
            return "name";
        }

        @Override
        public String faultOf(String name) {
            return Names.faultOfTask(name);
        }

        @Override
        public String target(String name, ServiceReference<Object> reference) {
            return String.valueOf(reference.getProperty("version"));
        }

        @Override
        public void release(String target) {
            released.add(target);
        }
    }

    /** Notes the answer and stays on the candidate. */
    private final class Seeker implements Registry.Seeker<String> {

        private final CompletableFuture<Candidate<String>> found = new CompletableFuture<>();

        @Override
        public void found(Candidate<String> candidate) {
            answers.add(candidate.target());
            found.complete(candidate);
        }

        @Override
        public void missing() {
            answers.add("missing");
        }

        @Override
        public void tooManyWaiting() {
            answers.add("too many");
        }
    }

    @After
    public void stopTimer() {
        timer.shutdownNow();
    }

    private static FakeReference<Object> reference(String version, int ranking) {
        return new FakeReference<>(properties(version, ranking));
    }

    private static Map<String, Object> properties(String version, int ranking) {
        return Map.of("name", "hello", "version", version, Constants.SERVICE_RANKING, ranking);
    }

    private Seeker seek() {
        Seeker seeker = new Seeker();
        registry.find("hello", seeker);
        return seeker;
    }

    @Test
    public void aServiceWithoutNameOrWithABadOneIsRefused() {
        assertNull(board.addingService(new FakeReference<>(Map.of())));
        assertNull(board.addingService(new FakeReference<>(Map.of("name", "a b"))));
        assertTrue(registry.answering().isEmpty());
    }

    @Test
    public void aServiceIsCallableUntilItLeaves() {
        FakeReference<Object> reference = reference("1", 0);
        assertEquals("hello", board.addingService(reference));
        assertEquals(Map.of("hello", "1"), registry.answering());
        board.removedService(reference, "hello");
        assertTrue(registry.answering().isEmpty());
        assertEquals(List.of("1"), released);
    }

    @Test
    public void departureWaitsForTheCallsOnIt() {
        FakeReference<Object> reference = reference("1", 0);
        board.addingService(reference);
        Candidate<String> busy = seek().found.join();
        CompletableFuture<Void> departure = CompletableFuture.runAsync(() -> board.removedService(reference, "hello"));
        await().until(() -> registry.answering().isEmpty());
        assertEquals(List.of(), released);
        busy.release();
        departure.join();
        assertEquals(List.of("1"), released);
    }

    @Test
    public void theGraceTimeBeginsWhenTheDrainIsOver() {
        FakeReference<Object> old = reference("1", 0);
        board.addingService(old);
        Candidate<String> busy = seek().found.join();
        CompletableFuture<Void> departure = CompletableFuture.runAsync(() -> board.removedService(old, "hello"));
        await().until(() -> registry.answering().isEmpty());
        Seeker waiting = seek();
        timer.ring();
        assertEquals("a long drain must not use up the grace time", List.of("1"), answers);
        busy.release();
        departure.join();
        board.addingService(reference("2", 0));
        assertEquals("2", waiting.found.join().target());
    }

    @Test
    public void withoutASuccessorTheGraceTimeEnds() {
        FakeReference<Object> reference = reference("1", 0);
        board.addingService(reference);
        board.removedService(reference, "hello");
        seek();
        timer.ring();
        assertEquals(List.of("missing"), answers);
    }

    @Test
    public void aChangedRankingChangesWhoAnswers() {
        FakeReference<Object> stable = reference("stable", 5);
        FakeReference<Object> trial = reference("trial", 1);
        board.addingService(stable);
        board.addingService(trial);
        trial.modify(properties("trial", 9));
        board.modifiedService(trial, "hello");
        assertEquals(Map.of("hello", "trial"), registry.answering());
    }

    @Test
    public void aNameThatChangesIsKeptUntilTheServiceLeaves() {
        FakeReference<Object> reference = reference("1", 0);
        board.addingService(reference);
        reference.modify(Map.of("name", "other"));
        board.modifiedService(reference, "hello");
        assertEquals(Map.of("hello", "1"), registry.answering());
        board.removedService(reference, "hello");
        assertTrue(registry.answering().isEmpty());
    }

    @Test
    public void theDrainTimeIsAskedForAtEachDeparture() {
        FakeReference<Object> reference = reference("1", 0);
        board.addingService(reference);
        Candidate<String> deaf = seek().found.join();
        drainInMs = 1;
        board.removedService(reference, "hello");
        assertEquals(List.of("1"), released);
        deaf.release();
    }
}
