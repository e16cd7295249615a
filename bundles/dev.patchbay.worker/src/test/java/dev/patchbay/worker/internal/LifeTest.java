package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerStatus.State;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** The component from its start to its end (ModuleServer, §12, rows 11, 15, 18, 19 and 24). */
public class LifeTest {

    private static final String LAMP = """
            import os, time, signal
            class Lamp:
                def pid(self):
                    return os.getpid()
                def sleep(self, seconds):
                    time.sleep(seconds)
                def stubborn(self, name):
                    signal.signal(signal.SIGTERM, signal.SIG_IGN)
                    open(name, "w").close()
                    time.sleep(60)
                def __exit__(self, *args):
                    open("exit-%d" % os.getpid(), "w").close()
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    private WorkerComponent start(String... names) throws Exception {
        node.python("lamp", LAMP);
        for (String name : names) {
            node.module(name, "lamp", "Lamp", null);
        }
        return node.start();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    public void atTheEndAllWorkersEndSideBySideAlsoThoseThatAreBusy() throws Exception {
        node.config.stopInMs = 500;
        node.config.termInMs = 500;
        start("a", "b", "c");
        List<Long> pids = List.of(node.pid("a"), node.pid("b"), node.pid("c"));
        Client busy = Client.queue(node.workers(), "c").awaitTurn();
        var unused = busy.begin("stubborn", node.home().resolve("stubborn").toString());
        await().until(() -> Files.exists(node.home().resolve("stubborn")));
        long begin = System.nanoTime();
        node.stop();
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < 9);
        assertTrue(pids.stream().noneMatch(LifeTest::isAlive));
        assertTrue(Files.exists(node.home().resolve("exit-" + pids.get(0))));
        assertTrue(Files.exists(node.home().resolve("exit-" + pids.get(1))));
        assertEquals(
                2,
                node.log().stream()
                        .filter(line -> line.contains("\"The workers of"))
                        .count());
    }

    @Test
    public void itCanBeStartedAgainAtOnce() throws Exception {
        start("a");
        long pid = node.pid("a");
        node.stop();
        node.start();
        assertNotEquals(pid, node.pid("a"));
    }

    @Test
    public void callsOfOneModuleComeOneAfterTheOtherAndThoseOfTwoSideBySide() throws Exception {
        start("a", "b");
        node.pid("a");
        node.pid("b");
        assertTrue(secondsFor("a", "a", "a") >= 1.5);
        double both = secondsFor("a", "b");
        assertTrue("two modules took " + both + " s", both < 0.98);
    }

    /** Calls of 0.5 s each, at the same time. */
    private double secondsFor(String... names) throws Exception {
        CountDownLatch done = new CountDownLatch(names.length);
        long begin = System.nanoTime();
        Stream.of(names).forEach(name -> new Thread(() -> sleep(name, done)).start());
        assertTrue(done.await(20, TimeUnit.SECONDS));
        return (System.nanoTime() - begin) / 1e9;
    }

    private void sleep(String name, CountDownLatch done) {
        try {
            Client.result(node.workers(), name, "sleep", 0.5);
            done.countDown();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aReloadHasANewProcessAndTheOldInstanceLeft() throws Exception {
        start("a", "b");
        long a = node.pid("a");
        long b = node.pid("b");
        assertTrue(node.workers().reload("a"));
        assertNotEquals(a, node.pid("a"));
        assertEquals(b, node.pid("b"));
        assertTrue(Files.exists(node.home().resolve("exit-" + a)));
        assertEquals(
                List.of("b", "a"),
                node.workers().list().stream().map(each -> each.name()).toList());
    }

    @Test
    public void whatIsConfiguredWhileItRunsIsLoadedAndTheOthersKeepTheirProcess() throws Exception {
        start("a", "b");
        long a = node.pid("a");
        node.pid("b");
        node.module("c", "lamp", "Lamp", null).without("b");
        assertEquals((Object) node.pid("c"), Client.result(node.workers(), "c", "pid"));
        assertTrue(node.workers().find("b").isEmpty());
        assertEquals(a, node.pid("a"));
        node.awaitEvent("module.unloaded b");
    }

    @Test
    public void otherSettingsEndOnlyTheWorkersTheyConcern() throws Exception {
        start("a");
        long pid = node.pid("a");
        node.config.maxWaiting = 3;
        node.config.logLevel = "NONSENSE";
        node.workers().modified(node.config);
        node.config.logLevel = "DEBUG";
        node.workers().modified(node.config);
        assertEquals(pid, node.pid("a"));
        Files.createDirectory(node.home().resolve("elsewhere"));
        Files.copy(node.home().resolve("lamp.py"), node.home().resolve("elsewhere/lamp.py"));
        node.config.searchPath = "elsewhere";
        node.workers().modified(node.config);
        await().until(() -> node.status("a").pid().orElse(pid) != pid);
        assertNotEquals(pid, node.pid("a"));
        node.await("a", State.READY);
    }

    @Test
    public void restartTakesLittleTime() throws Exception {
        start("a");
        long pid = node.pid("a");
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
        long gone = System.nanoTime();
        await().pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> node.status("a").pid().orElse(pid) != pid);
        long startedInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - gone);
        node.pid("a");
        long servesInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - gone);
        System.out.println("started again after " + startedInMs + " ms, serves after " + servesInMs + " ms");
        assertTrue("served again after " + servesInMs + " ms", servesInMs < 5_000);
    }

    @Test
    public void oneThatServedAndIsKilledIsStartedAgainAtOnceTenTimesInARow() throws Exception {
        node.config.firstPauseInMs = 30_000;
        node.config.longestPauseInMs = 30_000;
        start("a");
        List<Long> timesInMs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long pid = (Long) Client.result(node.workers(), "a", "pid");
            timesInMs.add(killAndAwaitTheNext(pid));
        }
        System.out.println("started again after " + timesInMs + " ms");
        Collections.sort(timesInMs);
        assertTrue("started again after " + timesInMs + " ms", timesInMs.get(5) < 200);
    }

    /** @return how long it took from its end, in milliseconds */
    private long killAndAwaitTheNext(long pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
        long gone = System.nanoTime();
        await().pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> node.status("a").pid().orElse(pid) != pid);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - gone);
    }

    @Test
    public void whoDoesNotKnowATokenIsNotLetIn() throws Exception {
        start("a");
        node.pid("a");
        int port = node.doorPort();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("guess\n{\"is\": \"made\"}\n".getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    null,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        }
        assertEquals((Object) node.pid("a"), Client.result(node.workers(), "a", "pid"));
    }
}
