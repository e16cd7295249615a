package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** How long things take with the times of the original, which are those a node has when its settings name none. */
public class ShmoozeTimesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    /** Of the original's own figures: what a reader may have to wait while others change the queue. */
    private static final long READ_IN_MS = 50;

    /**
     * Of these one has to be without a read that took too long: other programs take the processor now and then, what an
     * add itself does it does in each.
     */
    private static final int ROUNDS = 8;

    private static NodeProcess node;
    private static int port;

    private LineClient queue;

    @BeforeClass
    public static void startANode() throws Exception {
        Proof.only("takes 45 s, and its times want a quiet machine");
        Programs.assume("python3");
        port = FreePorts.next();
        String probe = Programs.script("probe-module.py", NodeProcess.newHome());
        node = NodeProcess.started("""
                {
                  "ports": {"queue": %d},
                  "http": {"port": %%d},
                  "module": {
                    "types": {
                      "probe": ["python3", "%s"],
                      "frozen": ["python3", "%s", "frozen", "one"],
                      "silent": ["python3", "%s", "silent", "another"],
                      "mute": ["python3", "%s", "silent"],
                      "resisting": ["python3", "%s", "resisting"],
                      "frozen for good": ["python3", "%s", "resisting", "frozen", "third"],
                      "silent for good": ["python3", "%s", "resisting", "silent", "fourth"]
                    }
                  }
                }
                """.formatted(port, probe, probe, probe, probe, probe, probe, probe));
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Before
    public void connect() throws Exception {
        queue = new LineClient(port);
        assertEquals("[]", queue.result("queue", "{}").toString());
    }

    @Test
    public void oneThatIgnoresItsRemovalGetsSigtermAndOneThatIgnoresThatSigkill() throws Exception {
        String deaf = queue.add("probe", "{\"deaf\": true}");
        String stubborn = queue.add("probe", "{\"deaf\": true, \"stubborn\": true}");
        long deafPid = pid(deaf);
        long stubbornPid = pid(stubborn);
        long begin = System.nanoTime();
        queue.remove(deaf, stubborn);
        assertWithin(0, 1_000, inMsSince(begin));
        assertEquals("[]", queue.result("queue", "{}").toString());
        Map<Long, Long> ends = endsInMs(begin, List.of(deafPid, stubbornPid));
        assertWithin(3_000, 3_500, ends.get(deafPid));
        assertWithin(8_000, 8_800, ends.get(stubbornPid));
    }

    private long pid(String uid) throws Exception {
        await().atMost(PATIENCE).until(() -> queue.ask(uid, "pid").has("pid"));
        return queue.ask(uid, "pid").get("pid").getAsLong();
    }

    @Test
    public void oneThatDoesNotConnectIsRefusedAfterTwoSecondsAndDeadEightLater() throws Exception {
        long begin = System.nanoTime();
        CompletableFuture<String> error = refusal("silent");
        long pid = awaitProcess("another");
        assertEquals("Could not connect to spawned module", error.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertWithin(2_000, 3_000, inMsSince(begin));
        assertWithin(0, 8_000, endsInMs(System.nanoTime(), List.of(pid)).get(pid));
    }

    @Test
    public void oneThatFreezesInItsInitIsRefusedAfterASecondAndDeadEightLater() throws Exception {
        long begin = System.nanoTime();
        CompletableFuture<String> error = refusal("frozen");
        long pid = awaitProcess("one");
        assertEquals("Timeout sending message to module", error.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertWithin(1_000, 2_500, inMsSince(begin));
        assertEquals("[]", queue.result("queue", "{}").toString());
        assertWithin(0, 8_000, endsInMs(System.nanoTime(), List.of(pid)).get(pid));
    }

    @Test
    public void oneThatDoesNotAnswerItsRemovalEitherIsToldAndKilledASecondLaterAndOneThatSaysItLeavesIsNotAsked()
            throws Exception {
        String mute = queue.add("resisting", "{\"mute\": true, \"deaf\": true}");
        String pretending = queue.add("resisting", "{\"deaf\": true}");
        long mutePid = pid(mute);
        long pretendingPid = pid(pretending);
        queue.tell(pretending, "pretend", "{}");
        CompletableFuture<Ending> afterItsWord = ending(System.nanoTime(), pretendingPid);
        long begin = System.nanoTime();
        CompletableFuture<Ending> afterItsRemoval = ending(begin, mutePid);
        queue.remove(mute);
        assertWithin(1_000, 1_500, inMsSince(begin));
        assertEquals("[]", queue.result("queue", "{}").toString());
        afterItsRemoval.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).assertAfter(1_000);
        afterItsWord.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).assertAfter(0);
    }

    @Test
    public void onesThatWereRefusedAreToldAndKilledAtTheSameTimesAsOthers() throws Exception {
        CompletableFuture<String> frozen = refusal("frozen for good");
        CompletableFuture<String> silent = refusal("silent for good");
        long frozenPid = awaitProcess("third");
        long silentPid = awaitProcess("fourth");
        assertEquals("Timeout sending message to module", frozen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        CompletableFuture<Ending> ofTheFrozen = ending(System.nanoTime(), frozenPid);
        assertEquals("Could not connect to spawned module", silent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        CompletableFuture<Ending> ofTheSilent = ending(System.nanoTime(), silentPid);
        ofTheFrozen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).assertAfter(0);
        ofTheSilent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).assertAfter(0);
    }

    /** When one that resists had SIGTERM and SIGKILL. */
    private record Ending(long toldInMs, long killedInMs) {

        void assertAfter(long askedInMs) {
            // that its end began is known a little later than it began
            assertWithin(askedInMs + 2_900, askedInMs + 3_500, toldInMs);
            assertWithin(askedInMs + 7_900, askedInMs + 8_800, killedInMs);
        }
    }

    private static CompletableFuture<Ending> ending(long begin, long pid) {
        return CompletableFuture.supplyAsync(() -> new Ending(
                inMsUntil(begin, () -> Files.exists(node.home().resolve("term." + pid))),
                inMsUntil(begin, () -> !isAlive(pid))));
    }

    private static long inMsUntil(long begin, Callable<Boolean> fact) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).until(fact);
        return inMsSince(begin);
    }

    private static CompletableFuture<String> refusal(String type) {
        return CompletableFuture.supplyAsync(() -> {
            try (LineClient adder = new LineClient(port)) {
                return adder.error("add", "{\"type\": \"" + type + "\"}");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The child of the node that was given this argument; it never says itself which one it is. */
    private static long awaitProcess(String argument) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> node.process()
                                .descendants()
                                .filter(each -> List.of(each.info().arguments().orElse(new String[0]))
                                        .contains(argument))
                                .map(ProcessHandle::pid)
                                .findFirst()
                                .orElse(0L),
                        pid -> pid > 0);
    }

    @Test
    public void readersAreAnsweredWithinFiftyMillisecondsAllTheTimeAnAddWaits() throws Exception {
        List<Long> longest = new ArrayList<>();
        while (longest.size() < ROUNDS && longest.stream().noneMatch(each -> each < READ_IN_MS)) {
            longest.add(longestReadInMs());
        }
        assertTrue(
                "each round had a read that took too long, in ms: " + longest, Collections.min(longest) < READ_IN_MS);
    }

    /** Reads without a pause from before an add begins until it has failed; most reads are fast in each round. */
    private long longestReadInMs() throws Exception {
        List<Long> reads = new ArrayList<>();
        queue.result("queue", "{}");
        long begin = System.nanoTime();
        CompletableFuture<String> error = refusal("mute");
        while (!error.isDone()) {
            long asked = System.nanoTime();
            queue.result("queue", "{}");
            reads.add(inMsSince(asked));
        }
        assertEquals("Could not connect to spawned module", error.get());
        assertWithin(2_000, 4_000, inMsSince(begin));
        Collections.sort(reads);
        long most = reads.get(reads.size() * 99 / 100);
        assertTrue(reads.size() + " reads, of which one in a hundred took " + most + " ms", most < READ_IN_MS);
        return reads.get(reads.size() - 1);
    }

    /** When each of these processes was seen to be gone. */
    private static Map<Long, Long> endsInMs(long begin, List<Long> pids) {
        Map<Long, Long> ends = new HashMap<>();
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).until(() -> {
            pids.stream()
                    .filter(pid -> !isAlive(pid))
                    .forEach(pid -> ends.computeIfAbsent(pid, gone -> inMsSince(begin)));
            return ends.size() == pids.size();
        });
        return ends;
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static long inMsSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static void assertWithin(long leastInMs, long mostInMs, long tookInMs) {
        assertTrue(
                "expected %d to %d ms, got %d ms".formatted(leastInMs, mostInMs, tookInMs),
                tookInMs >= leastInMs && tookInMs <= mostInMs);
    }
}
