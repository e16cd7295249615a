package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.Rule;
import org.junit.Test;

/** Verification in the order of submission. */
public class DistributionTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    private List<Object> idsOf(String state) {
        return List.copyOf(node.events).stream()
                .filter(event -> event.getKey().equals("task.updated"))
                .filter(event -> event.getValue().get("state").equals(state))
                .map(event -> event.getValue().get("id"))
                .toList();
    }

    @Test(timeout = 60_000)
    public void jobsBecomeWaitingInTheOrderOfTheirSubmission() {
        node.add(
                "make",
                () -> new ScriptedTask((input, context) -> null).verify((input, context) -> {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(
                            ThreadLocalRandom.current().nextInt(2_000)));
                    return List.of();
                }));
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ids.add(node.submit("make"));
        }
        ids.forEach(id -> node.end((long) id));
        assertEquals(ids, idsOf("WAITING"));
    }

    @Test(timeout = 60_000)
    public void aVerificationThatBlocksLetsTheOthersPassAfterItsTurn() {
        CountDownLatch go = new CountDownLatch(1);
        node.add(
                "slow",
                () -> new ScriptedTask((input, context) -> null).verify((input, context) -> {
                    go.await();
                    return List.of();
                }));
        node.add("make", (input, context) -> null);
        long slow = node.submit("slow");
        long before = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            long id = node.submit("make");
            assertEquals(JobState.FINISHED, node.end(id).state());
        }
        assertTrue("only the first had to wait", System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10));
        assertEquals(JobState.CREATED, node.job(slow).state());
        go.countDown();
        assertEquals(JobState.FINISHED, node.end(slow).state());
    }

    @Test(timeout = 60_000)
    public void manyVerificationsThatBlockDoNotStallTheOthers() {
        CountDownLatch go = new CountDownLatch(1);
        node.add(
                "slow",
                () -> new ScriptedTask((input, context) -> null).verify((input, context) -> {
                    go.await();
                    return List.of();
                }));
        node.add("make", (input, context) -> null);
        List<Long> slow = new ArrayList<>();
        for (int i = 0; i < 2 * Distribution.MOST_IN_LINE; i++) {
            slow.add(node.submit("slow"));
        }
        assertEquals(JobState.FINISHED, node.run("make").state());
        go.countDown();
        slow.forEach(id -> assertEquals(JobState.FINISHED, node.end(id).state()));
    }

    @Test
    public void aVerificationThatFailsDoesNotHoldUpTheNext() {
        node.add(
                "bad",
                () -> new ScriptedTask((input, context) -> null).verify((input, context) -> {
                    throw new IllegalStateException("bad");
                }));
        node.add("make", (input, context) -> null);
        long bad = node.submit("bad");
        long good = node.submit("make");
        assertEquals(JobState.FINISHED, node.end(good).state());
        assertEquals(JobState.FAILED, node.end(bad).state());
    }
}
