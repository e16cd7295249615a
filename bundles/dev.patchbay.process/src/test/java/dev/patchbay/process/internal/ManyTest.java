package dev.patchbay.process.internal;

import static dev.patchbay.process.internal.WorkshopRule.script;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.ProcessPlan.Stop;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.SupervisedProcess.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Much of everything: starts, processes at once, output; and that nothing of it is left. */
public class ManyTest {

    private static final Logger LOG = LoggerFactory.getLogger(ManyTest.class);
    private static final boolean IS_PROOF = Boolean.getBoolean("proof");
    private static final long LIMIT_IN_MS = 60_000;

    @Rule
    public final Timeout limit = Timeout.seconds(IS_PROOF ? 900 : 240);

    @Rule
    public final WorkshopRule node = new WorkshopRule();

    private static long descriptors() {
        return new File("/proc/self/fd").list().length;
    }

    /** Running or not yet reaped. */
    private static long children() {
        return ProcessHandle.current().children().count();
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("patchbay-process"))
                .count();
    }

    private void startAndEnd(String name) throws InterruptedException {
        SupervisedProcess process = node.start(
                ProcessPlan.of(name, List.of("/bin/echo", name)).withOutputAsProtocol(), ProcessListener.NONE);
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
    }

    @Test
    public void nothingIsLeftOfManyStarts() throws InterruptedException {
        Assume.assumeTrue("only Linux shows the descriptors", ProcFolder.isThere());
        int starts = IS_PROOF ? 10_000 : 300;
        startAndEnd("first");
        long descriptors = descriptors();
        long children = children();
        long began = System.nanoTime();
        for (int i = 0; i < starts; i++) {
            startAndEnd("n" + i);
        }
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        report(
                "%d starts: %d ms, descriptors %d -> %d, children %d -> %d, own threads %d",
                starts, tookInMs, descriptors, descriptors(), children, children(), ownThreads());
        await().untilAsserted(() -> assertTrue("descriptors " + descriptors(), descriptors() <= descriptors));
        assertTrue("children " + children(), children() <= children);
        assertTrue("threads " + ownThreads(), ownThreads() <= 10);
        assertTrue(node.workshop().supervisor().list().isEmpty());
    }

    private static void report(String format, Object... values) {
        LOG.info(String.format(format, values));
    }

    @Test
    public void manyRunAtOnceAndEndAtOnce() throws InterruptedException {
        List<SupervisedProcess> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(node.start(script("p" + i, "echo up; read -r go; echo done"), ProcessListener.NONE));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> all.stream().allMatch(p -> p.state() == State.RUNNING));
        assertEquals(200, node.workshop().supervisor().list().size());
        long began = System.nanoTime();
        all.forEach(SupervisedProcess::stop);
        for (SupervisedProcess each : all) {
            assertTrue(each.awaitEnd(LIMIT_IN_MS));
        }
        report("200 stopped in %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        assertTrue(node.workshop().supervisor().list().isEmpty());
    }

    @Test
    public void muchOutputWithoutALineEndNeedsLittleMemory() throws InterruptedException, IOException {
        long bytes = 100L << 20;
        AtomicLong characters = new AtomicLong();
        ProcessListener counter = new ProcessListener() {
            @Override
            public void onLine(Stream stream, String line, Instant time) {
                characters.addAndGet(line.length());
            }
        };
        long began = System.nanoTime();
        SupervisedProcess process = node.start(script("a", "head -c " + bytes + " /dev/zero | tr '\\0' x"), counter);
        assertTrue(process.awaitEnd(LIMIT_IN_MS));
        report("100 MB in %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        assertEquals(bytes, characters.get());
        try (var files = Files.list(node.home().resolve("log/processes"))) {
            assertEquals("the file in use and two old ones", 3, files.count());
        }
    }

    @Test
    public void aStartCostsLittleMoreThanTheBareOne() throws Exception {
        Assume.assumeTrue("only with -Pproof: a figure, not a fact", IS_PROOF);
        List<String> command = List.of("/bin/true");
        List<String> python = List.of("python3", "-c", "pass");
        report("/bin/true: bare %.2f ms, supervised %.2f ms", bare(command, 500), supervised(command, 500));
        report("/bin/true again: bare %.2f ms, supervised %.2f ms", bare(command, 500), supervised(command, 500));
        report("python3: bare %.2f ms, supervised %.2f ms", bare(python, 100), supervised(python, 100));
        report("to the first line: bare %.2f ms, supervised %.2f ms", bareLine(200), supervisedLine(200));
    }

    private static double bare(List<String> command, int count) throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            new ProcessBuilder(command).start().waitFor();
        }
        return (System.nanoTime() - began) / 1e6 / count;
    }

    private double supervised(List<String> command, int count) throws InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            node.start(ProcessPlan.of("a", command), ProcessListener.NONE).awaitEnd(LIMIT_IN_MS);
        }
        return (System.nanoTime() - began) / 1e6 / count;
    }

    private static double bareLine(int count) throws Exception {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            Process process = new ProcessBuilder("python3", "-c", "print('READY')").start();
            process.inputReader().readLine();
            sum += System.nanoTime() - began;
            process.waitFor();
        }
        return sum / 1e6 / count;
    }

    private double supervisedLine(int count) throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            ProcessListener clock = new ProcessListener() {
                @Override
                public void onReady() {
                    sum.addAndGet(System.nanoTime() - began);
                }
            };
            ProcessPlan plan = ProcessPlan.of("a", List.of("python3", "-c", "print('READY')"))
                    .withReady("READY", 0)
                    .withStop(Stop.byTelling(1_000));
            node.start(plan, clock).awaitEnd(LIMIT_IN_MS);
        }
        return sum.get() / 1e6 / count;
    }
}
