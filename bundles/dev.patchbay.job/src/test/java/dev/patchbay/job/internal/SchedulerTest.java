package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobDescription;
import dev.patchbay.job.JobState;
import dev.patchbay.job.Resources;
import dev.patchbay.job.Submission;
import dev.patchbay.session.User;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Who is executed next. */
public class SchedulerTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    private final List<Long> started = new ArrayList<>();
    private final Map<Long, Collection<String>> givenUp = new HashMap<>();
    private final Map<Long, LiveJob> jobs = new HashMap<>();
    private int most = 1_000;
    private long ids;

    private final Scheduler scheduler = new Scheduler(
            new Scheduler.Decisions() {
                @Override
                public void start(LiveJob job) {
                    started.add(job.id());
                }

                @Override
                public void giveUp(LiveJob job, Collection<String> missing) {
                    givenUp.put(job.id(), missing);
                }
            },
            () -> most);

    @Before
    public void resources() {
        scheduler.register("pool", List.of());
        scheduler.register("a", List.of("pool"));
        scheduler.register("b", List.of("pool"));
        scheduler.register("c", List.of());
    }

    private long add(String... resources) {
        Submission submission = Submission.of("task", List.of(), User.ANONYMOUS);
        LiveJob job = new LiveJob(
                withId(JobDraft.created(submission, null, JobDescription.of("task"))),
                submission,
                null,
                new JobKit(null, () -> 100, new JobEvents((name, properties) -> {}), progress -> {}));
        jobs.put(job.id(), job);
        scheduler.add(job, List.of(resources));
        return job.id();
    }

    private Job withId(Job job) {
        return job.withId(++ids);
    }

    private void end(long id) {
        scheduler.leave(jobs.get(id));
    }

    @Test
    public void withoutResourcesAJobStartsAtOnce() {
        add("a");
        long free = add();
        assertEquals(List.of(1L, free), started);
    }

    @Test
    public void aLockIsOnEverythingBelow() {
        long pool = add("pool");
        long below = add("a");
        long beside = add("c");
        assertEquals(List.of(pool, beside), started);
        end(pool);
        assertEquals(List.of(pool, beside, below), started);
    }

    @Test
    public void aLockKeepsAwayWhoeverWantsAllAboveIt() {
        long a = add("a");
        long b = add("b");
        long pool = add("pool");
        assertEquals(List.of(a, b), started);
        end(a);
        assertEquals("b is still locked", 2, started.size());
        end(b);
        assertEquals(List.of(a, b, pool), started);
    }

    @Test
    public void aJobGetsAllOrNone() {
        long a = add("a");
        long both = add("a", "c");
        long c = add("c");
        assertEquals("c was not kept for the one that waits", List.of(a, c), started);
        end(a);
        assertFalse(started.contains(both));
        end(c);
        assertTrue(started.contains(both));
    }

    @Test
    public void aJobMayLockSomethingAndWhatIsAboveIt() {
        assertEquals(List.of(add("a", "pool")), started);
    }

    @Test
    public void thoseThatWantTheSameComeInTheirOrder() {
        long first = add("a");
        long second = add("a");
        long third = add("a");
        end(first);
        assertEquals(List.of(first, second), started);
        end(second);
        assertEquals(List.of(first, second, third), started);
    }

    @Test
    public void whoeverWaitsIsNotOvertakenForEver() {
        long a = add("a");
        long both = add("a", "b");
        int overtakings = 0;
        Deque<Long> onB = new ArrayDeque<>(List.of(add("b")));
        onB.add(add("b"));
        while (started.contains(onB.peek())) {
            overtakings++;
            end(onB.poll());
            onB.add(add("b"));
        }
        assertEquals(Scheduler.MOST_OVERTAKINGS, overtakings);
        assertFalse(started.contains(both));
        end(a);
        assertTrue("b has been kept for it", started.contains(both));
        end(both);
        assertTrue(started.contains(onB.peek()));
    }

    @Test
    public void whatIsReservedKeepsNobodyFromTheRest() {
        add("a");
        add("a", "b");
        for (int i = 0; i <= Scheduler.MOST_OVERTAKINGS; i++) {
            end(add("b"));
        }
        long b = add("b");
        long c = add("c");
        assertFalse(started.contains(b));
        assertTrue(started.contains(c));
    }

    @Test
    public void whoeverWaitsForWhatIsMissingReservesNothing() {
        long running = add("c");
        long missing = add("nothing", "b");
        for (int i = 0; i < 100; i++) {
            long b = add("b");
            assertTrue(started.contains(b));
            end(b);
        }
        assertFalse(started.contains(missing));
        scheduler.register("nothing", List.of());
        assertTrue(started.contains(missing));
        end(running);
    }

    @Test
    public void aMissingResourceIsGivenUpOnlyWhenNothingIsExecuted() {
        long running = add("c");
        long missing = add("x", "a", "y");
        assertEquals(Map.of(), givenUp);
        end(running);
        assertEquals(Map.of(missing, List.of("x", "y")), givenUp);
        long next = add("a");
        assertTrue("the one that was given up holds nothing", started.contains(next));
    }

    @Test
    public void oneThatWaitedAndEndedIsForgotten() {
        long first = add("a");
        long second = add("a");
        long third = add("a");
        end(second);
        end(first);
        assertEquals(List.of(first, third), started);
        end(second);
        end(first);
        assertEquals(List.of(first, third), started);
    }

    @Test
    public void noMoreAreExecutedThanAllowed() {
        most = 2;
        long first = add();
        add("a");
        long third = add("b");
        long fourth = add();
        assertEquals(2, started.size());
        end(first);
        assertEquals(List.of(1L, 2L, third), started);
        most = 3;
        scheduler.look();
        assertEquals(List.of(1L, 2L, third, fourth), started);
    }

    @Test
    public void aLockOutlivesItsResource() {
        long first = add("a");
        scheduler.unregister("a");
        scheduler.register("a", List.of("pool"));
        long second = add("a");
        long pool = add("pool");
        assertEquals(List.of(first), started);
        end(first);
        assertEquals(List.of(first, second), started);
        end(second);
        assertTrue(started.contains(pool));
    }

    @Test
    public void locksAndThoseThatWaitFollowARenamedResource() {
        long first = add("a");
        long second = add("a");
        scheduler.rename("a", "z");
        long third = add("z");
        assertEquals(List.of(first), started);
        end(first);
        assertEquals(List.of(first, second), started);
        end(second);
        assertEquals(List.of(first, second, third), started);
    }

    @Test
    public void whatIsLockedOrAboveOrBelowIsBusy() {
        add("pool");
        add("c");
        assertEquals(
                List.of(
                        new Resources.Status("a", true),
                        new Resources.Status("b", true),
                        new Resources.Status("c", true),
                        new Resources.Status("pool", true),
                        new Resources.Status("system", false)),
                scheduler.list());
        end(1);
        end(2);
        assertTrue(scheduler.list().stream().noneMatch(Resources.Status::busy));
        add("b");
        assertEquals(
                List.of("b", "pool"),
                scheduler.list().stream()
                        .filter(Resources.Status::busy)
                        .map(Resources.Status::name)
                        .toList());
    }

    @Test
    public void whateverTheOrderAllAreExecutedAndNeverTwoOnOneResource() {
        Random random = new Random(7);
        List<String> names = List.of("pool", "a", "b", "c", "system");
        Map<Long, Set<String>> wanted = new HashMap<>();
        Set<Long> open = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            Set<String> resources = new HashSet<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                resources.add(names.get(random.nextInt(names.size())));
            }
            long id = add(resources.toArray(new String[0]));
            wanted.put(id, resources);
            open.add(id);
            if (random.nextInt(3) == 0) {
                endOne(random, wanted, open);
            }
        }
        while (!open.isEmpty()) {
            endOne(random, wanted, open);
        }
        assertEquals(2_000, started.size());
    }

    private void endOne(Random random, Map<Long, Set<String>> wanted, Set<Long> open) {
        List<Long> executing = started.stream().filter(open::contains).toList();
        assertFalse("something goes on", executing.isEmpty());
        assertNoneOverlap(executing.stream().map(wanted::get).toList());
        Long id = executing.get(random.nextInt(executing.size()));
        open.remove(id);
        end(id);
    }

    private static void assertNoneOverlap(List<Set<String>> locked) {
        ResourceGraph graph = new ResourceGraph();
        graph.register("pool", List.of());
        graph.register("a", List.of("pool"));
        graph.register("b", List.of("pool"));
        graph.register("c", List.of());
        for (int i = 0; i < locked.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertFalse(graph.overlap(locked.get(i), locked.get(j)));
            }
        }
    }

    @Test(timeout = 60_000)
    public void jobsThatTakeTheirResourcesInOppositeOrderAllEnd() {
        node.engine.resources().register("left", List.of());
        node.engine.resources().register("right", List.of());
        node.add("one", () -> new ScriptedTask((input, context) -> 1L).locks("left", "right"));
        node.add("other", () -> new ScriptedTask((input, context) -> 1L).locks("right", "left"));
        node.add("half", () -> new ScriptedTask((input, context) -> 1L).locks("left"));
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(node.submit(i % 3 == 0 ? "one" : i % 3 == 1 ? "other" : "half"));
        }
        ids.forEach(id -> assertEquals(JobState.FINISHED, node.end(id).state()));
    }

    @Test
    public void aJobThatWaitsForWhatIsMissingFailsWithTheNames() {
        node.add("make", () -> new ScriptedTask((input, context) -> null).locks("x", "system", "y"));
        Job job = node.run("make");
        node.assertFailed(job, 16, "Resource deadlock avoided, missing resources: x, y");
        assertEquals("VerifyException", job.error().type());
        assertEquals(List.of("x", "system", "y"), job.resources());
    }
}
