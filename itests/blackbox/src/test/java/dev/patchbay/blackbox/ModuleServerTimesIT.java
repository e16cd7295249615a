package dev.patchbay.blackbox;

import static dev.patchbay.blackbox.ModuleServerNode.inMsSince;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * How long things take that ModuleServer's clients and the authors of its modules wait for, with the settings as
 * shipped (ModuleServer, §12, rows 9 to 11, 16, 18, 21 and 25).
 */
public class ModuleServerTimesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How soon what is called "at once" is over, in milliseconds: well before the second after which all is closed. */
    private static final long AT_ONCE_IN_MS = 500;

    private static final int CLIENTS = 8;
    private static final int MOST_SECONDS = 30;

    private static final String MODULES = """
            "lamp": ["lab.lamp", "Lamp", null],
            "stage": ["lab.lamp", "Stage", "call"],
            "changing": ["lab.changing", "Lamp", null],
            "barred": ["lab.lamp", "Barred", null]
            """;

    private static final String SLOW = ", \"slow\": [\"lab.lamp\", \"Slow\", null]";
    private static final String MORE = ", \"spare\": [\"lab.lamp\", \"Lamp\", null]";
    private static final String OTHER = ", \"other\": [\"lab.lamp\", \"Lamp\", null]";

    private static ModuleServerNode node;

    @BeforeClass
    public static void startANodeWithModules() throws Exception {
        Proof.only("takes 25 s, and its times want a quiet machine");
        node = ModuleServerNode.started("lamp", MODULES);
        node.awaitServed("changing");
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static Path changing() {
        return node.lab().resolve("changing.py");
    }

    private static void assertBetween(long leastInMs, long mostInMs, long tookInMs) {
        assertTrue(
                "expected " + leastInMs + " to " + mostInMs + " ms, took " + tookInMs,
                tookInMs >= leastInMs && tookInMs < mostInMs);
    }

    private static void pause(long inMs) {
        await().pollDelay(inMs, TimeUnit.MILLISECONDS).until(() -> true);
    }

    @Test
    public void whoIsLateIsToldAfterASecondAndNobodyWaitsForHim() throws Exception {
        long begin = System.nanoTime();
        try (FormClient late = node.connect()) {
            late.write("%7B");
            assertEquals("prompt", node.com("lamp", "echo", "[\"prompt\"]").getAsString());
            assertBetween(0, 1_000, inMsSince(begin));
            JsonObject answer = late.answer();
            assertBetween(1_000, 2_000, inMsSince(begin));
            assertTrue(answer.get("error").getAsBoolean());
            String text = answer.get("traceback").getAsString();
            assertTrue(text, text.contains("timeout") && text.contains("%7B"));
            assertTrue(late.isOver());
        }
    }

    @Test
    public void aConnectionIsKeptWhileItIsUsedAndClosedWithoutAWordWhenIdle() throws Exception {
        try (FormClient client = node.connect()) {
            client.hello("lamp");
            long begin = 0;
            for (int i = 0; i < 3; i++) {
                pause(300);
                begin = System.nanoTime();
                JsonObject answer = client.call("echo", "[" + i + "]", true);
                assertEquals(i, answer.get("response").getAsInt());
            }
            long answered = System.nanoTime();
            assertTrue(client.isOver());
            assertBetween(1_000, Long.MAX_VALUE, inMsSince(begin));
            assertBetween(0, 2_000, inMsSince(answered));
        }
    }

    @Test
    public void aGoodbyeClosesAtOnceWithoutAnAnswer() throws Exception {
        try (FormClient client = node.connect()) {
            client.hello("lamp");
            client.call("echo", "[1]", true);
            long begin = System.nanoTime();
            client.request("null", "[]", true);
            assertTrue(client.isOver());
            assertBetween(0, AT_ONCE_IN_MS, inMsSince(begin));
            node.com("lamp", "echo", "[1]");
            assertBetween(0, AT_ONCE_IN_MS, inMsSince(begin));
        }
    }

    @Test
    public void anErrorClosesAtOnceEvenIfTheConnectionIsToBeKept() throws Exception {
        try (FormClient client = node.connect()) {
            client.hello("lamp");
            long begin = System.nanoTime();
            assertTrue(client.call("fail", "[]", true).get("error").getAsBoolean());
            assertTrue(client.isOver());
            assertBetween(0, AT_ONCE_IN_MS, inMsSince(begin));
        }
    }

    @Test
    public void aWorkerServesOneClientAtATimeAndOthersMeanwhile() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            long begin = System.nanoTime();
            List<Future<JsonElement>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                calls.add(clients.submit(() -> node.com("lamp", "sleep", "[0.4]")));
            }
            assertEquals(
                    "[\"127.0.0.1\",\"now\",[]]", node.com("stage", "now", "[]").toString());
            assertBetween(0, 1_200, inMsSince(begin));
            for (Future<JsonElement> call : calls) {
                call.get(10, TimeUnit.SECONDS);
            }
            assertBetween(1_200, Long.MAX_VALUE, inMsSince(begin));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    public void changedCodeIsServedWithinThreeSecondsInTheSameProcessAlthoughItIsPolled() throws Exception {
        long pid = node.pid("changing");
        String code = Files.readString(changing());
        Files.writeString(changing(), code.replaceFirst("VERSION = 1", "VERSION = 7"));
        await().atMost(3, TimeUnit.SECONDS)
                .pollInterval(500, TimeUnit.MILLISECONDS)
                .until(() -> node.com("changing", "version", "[]").getAsInt() == 7);
        assertEquals(pid, node.pid("changing"));
        assertEquals(
                "the old instance was left",
                List.of("process " + pid + " ended version 1 with [None, None, None]"),
                notedBy(pid));
    }

    private static List<String> notedBy(long pid) throws IOException {
        return node.noted().stream()
                .filter(line -> line.startsWith("process " + pid + " "))
                .toList();
    }

    @Test
    public void theFileOfModulesIsFollowedWithinTwoSecondsAndTheOthersKeepTheirProcess() throws Exception {
        List<Long> pids = pids();
        node.configure(MODULES + MORE);
        awaitNames("spare", true);
        long spare = node.pid("spare");
        node.configure(MODULES + OTHER);
        awaitNames("other", true);
        awaitNames("spare", false);
        await().atMost(10, TimeUnit.SECONDS).until(() -> !ModuleServerNode.isAlive(spare));
        node.configure(MODULES);
        awaitNames("other", false);
        assertEquals(pids, pids());
    }

    private static List<Long> pids() throws IOException {
        return List.of(node.pid("lamp"), node.pid("changing"));
    }

    private static String names() throws IOException {
        return node.ask("_get_modules").toString();
    }

    private static void awaitNames(String name, boolean isThere) {
        await().atMost(2, TimeUnit.SECONDS).until(() -> names().contains("\"" + name + "\"") == isThere);
    }

    @Test
    public void aBrokenFileOfModulesChangesNothingAndIsComplainedOf() throws Exception {
        List<Long> pids = pids();
        String names = names();
        int before = complaints();
        Files.writeString(node.modulesFile(), "{\"lamp\": [");
        await().atMost(2, TimeUnit.SECONDS).until(() -> complaints() == before + 1);
        assertEquals(names, names());
        assertEquals(pids, pids());
        node.configure(MODULES + MORE);
        awaitNames("spare", true);
        node.configure(MODULES);
        awaitNames("spare", false);
        assertEquals(pids, pids());
    }

    private static int complaints() throws IOException {
        return node.logged("MainProcess", "\"ERROR\"", "Nothing changes until that works", "modules.json")
                .size();
    }

    @Test
    public void touchingTheFileOfModulesDoesNothing() throws Exception {
        List<Long> pids = pids();
        String names = names();
        int told = toldOfLamp();
        Files.setLastModifiedTime(
                node.modulesFile(), FileTime.from(Instant.now().plusSeconds(9)));
        // longer than it takes to see a change
        await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(10)).until(() -> toldOfLamp() == told);
        assertEquals(names, names());
        assertEquals(pids, pids());
    }

    /** How often something became of the module that stays. */
    private static int toldOfLamp() throws IOException {
        return node.logged("MainProcess", "\"lamp\"").size();
    }

    @Test
    public void theNodeHasStartedAlthoughAModuleCannotBeMadeYetAndThatOnesClientWaits() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(1);
        try (RpcCaller caller = new RpcCaller(node.process())) {
            Future<JsonElement> first = clients.submit(() -> node.com("barred", "ready", "[]"));
            await().atMost(PATIENCE)
                    .until(() -> status(caller, "barred").get("waiting").getAsInt() == 1);
            assertEquals("loading", status(caller, "barred").get("state").getAsString());
            assertEquals(1, node.com("lamp", "echo", "[1]").getAsInt());
            assertFalse(first.isDone());
            node.openTheGate();
            assertTrue(first.get(20, TimeUnit.SECONDS).getAsBoolean());
        } finally {
            clients.shutdownNow();
        }
    }

    private static JsonObject status(RpcCaller caller, String module) throws Exception {
        for (JsonElement each : caller.call("worker.list", "{}").getAsJsonArray()) {
            if (module.equals(each.getAsJsonObject().get("name").getAsString())) {
                return each.getAsJsonObject();
            }
        }
        throw new AssertionError("no such module: " + module);
    }

    @Test
    public void theFirstClientsOfASlowConstructorAreServedAfterItAndNobodyElseWaits() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            node.configure(MODULES + SLOW);
            await().atMost(2, TimeUnit.SECONDS)
                    .until(() -> node.noted().stream().anyMatch(line -> line.endsWith(" begins")));
            List<Future<Long>> first =
                    List.of(clients.submit(() -> inMsForSlow()), clients.submit(() -> inMsForSlow()));
            long begin = System.nanoTime();
            node.com("lamp", "echo", "[1]");
            assertBetween(0, 1_000, inMsSince(begin));
            for (Future<Long> call : first) {
                assertBetween(1_000, 4_000, call.get(20, TimeUnit.SECONDS));
            }
        } finally {
            clients.shutdownNow();
            node.configure(MODULES);
            awaitNames("slow", false);
        }
    }

    private static long inMsForSlow() throws IOException {
        long begin = System.nanoTime();
        assertTrue(node.com("slow", "ready", "[]").getAsBoolean());
        return inMsSince(begin);
    }

    /**
     * For five seconds, and longer until one of them had a thousand calls: what else runs on the machine may slow them
     * down, but must not make one fail.
     */
    @Test
    public void noCallOfEightClientsFailsAndTheyGetAThousandInASecond() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        AtomicIntegerArray calls = new AtomicIntegerArray(MOST_SECONDS);
        try {
            long begin = System.nanoTime();
            Callable<Void> work = () -> callInEachSecond(begin, calls);
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(CLIENTS, work))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println(calls + " calls in each second with " + CLIENTS + " clients");
        assertTrue(calls.toString(), most(calls) >= 1_000);
    }

    private static Void callInEachSecond(long begin, AtomicIntegerArray calls) throws IOException {
        int second = 0;
        while (second < 5 || second < calls.length() && most(calls) < 1_000) {
            JsonElement answer = node.com("stage", "x", "[\"ay\"]");
            assertEquals("[\"127.0.0.1\",\"x\",[\"ay\"]]", answer.toString());
            calls.incrementAndGet(second);
            second = (int) (inMsSince(begin) / 1_000);
        }
        return null;
    }

    private static int most(AtomicIntegerArray calls) {
        return IntStream.range(0, calls.length()).map(calls::get).max().orElseThrow();
    }
}
