package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.job.Job;
import dev.patchbay.job.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** How far a job is, and how often that is told. */
public class ProgressTest {

    @Rule
    public final EngineFixture node = new EngineFixture();

    private List<Map<String, Object>> told(long id) {
        return List.copyOf(node.events).stream()
                .filter(event -> event.getKey().equals("task.progress"))
                .map(Map.Entry::getValue)
                .filter(properties -> properties.get("id").equals(id))
                .toList();
    }

    @Test
    public void reportsThatComeTooFastAreMergedAndTheLastIsTold() {
        node.add("make", (input, context) -> {
            long began = System.nanoTime();
            while (told(context.jobId()).size() < 3) {
                context.progress(50, "step");
            }
            context.progress(99, "last");
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        });
        Job job = node.run("make");
        List<Map<String, Object>> told = told(job.id());
        long mostInThatTime = 3 + (Long) job.result() / 100; // one at once, one every 100 ms, the last, one on the edge
        assertTrue(told.size() + " of " + mostInThatTime, told.size() <= mostInThatTime);
        assertEquals("last", told.get(told.size() - 1).get("message"));
    }

    @Test
    public void aReportIsFollowedByAnUpdateAndAChange() {
        node.add("make", (input, context) -> {
            context.progress(10, "one", Map.of("files", 3L));
            return null;
        });
        Job job = node.run("make");
        assertEquals(
                List.of(
                        "updated EXECUTING",
                        "changed update",
                        "progress EXECUTING",
                        "updated EXECUTING",
                        "changed update",
                        "updated FINISHED",
                        "changed update"),
                node.told(job.id()).subList(4, 11));
        Map<String, Object> properties = told(job.id()).get(0);
        assertEquals(
                Map.of(
                        "id",
                        job.id(),
                        "name",
                        "make",
                        "state",
                        "EXECUTING",
                        "percentage",
                        10.0,
                        "message",
                        "one",
                        "extra",
                        Map.of("files", 3L),
                        "abortable",
                        false,
                        "nolog",
                        true),
                properties);
    }

    @Test
    public void whatIsOutOfRangeIsMovedIntoIt() {
        node.add("make", (input, context) -> {
            context.progress(-5, "low");
            return null;
        });
        assertEquals(0.0, told(node.run("make").id()).get(0).get("percentage"));
        node.add("high", (input, context) -> {
            context.progress(500, "high");
            return null;
        });
        assertEquals(100.0, told(node.run("high").id()).get(0).get("percentage"));
    }

    @Test
    public void thatOfASubtaskIsAPartOfItsParents() {
        for (double half : List.of(0.0, 50.0, 100.0)) {
            node.add("child", (input, context) -> {
                context.progress(half, "halves", 1L);
                return null;
            });
            node.add("parent", (input, context) -> {
                context.join(List.of(context.start("child", List.of(), context.part(20, 40))));
                return null;
            });
            Map<String, Object> told = told(node.run("parent").id()).get(0);
            assertEquals(20 + half / 5, told.get("percentage"));
            assertEquals("halves", told.get("message"));
            assertEquals(1L, told.get("extra"));
        }
    }

    @Test
    public void theNewestIsToldAfterTheIntervalAndNotBefore() {
        List<Runnable> scheduled = new ArrayList<>();
        List<Long> delays = new ArrayList<>();
        List<String> told = new ArrayList<>();
        ProgressReports reports = new ProgressReports(
                (delayInMs, tell) -> {
                    delays.add(delayInMs);
                    scheduled.add(tell);
                },
                () -> 10_000,
                progress -> told.add(progress.message()));
        reports.report(new Progress(1.0, "a", null));
        assertEquals(List.of(0L), delays);
        reports.report(new Progress(2.0, "b", null));
        assertEquals("one is on its way", 1, scheduled.size());
        scheduled.get(0).run();
        assertEquals(List.of("b"), told);
        reports.report(new Progress(3.0, "c", null));
        assertTrue("got " + delays, delays.get(1) > 5_000);
        assertEquals("c", reports.newest().message());
        reports.tell();
        assertEquals(List.of("b", "c"), told);
        scheduled.get(1).run();
        assertEquals("it has been told", List.of("b", "c"), told);
    }
}
