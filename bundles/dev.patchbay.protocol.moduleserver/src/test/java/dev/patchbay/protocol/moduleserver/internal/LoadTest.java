package dev.patchbay.protocol.moduleserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.moduleserver.client.ModuleConnection;
import dev.patchbay.moduleserver.client.ModuleServerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.slf4j.LoggerFactory;

/** Row 25 of §12: no call fails, however many there are at a time. Figures are for the log; benchmarks are elsewhere. */
public class LoadTest {

    private static final int CLIENTS = 8;
    private static final long TIME_IN_NS = TimeUnit.MILLISECONDS.toNanos(500);

    @Rule
    public final ServerRule server = ServerRule.onRealTransport(Map.of());

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @Before
    public void addModules() {
        server.workers.add("lamp").with("echo", args -> args.get(0));
        server.workers.add("stage").with("echo", args -> args.get(0));
    }

    @After
    public void end() {
        threads.shutdownNow();
    }

    private interface Caller {
        void call(long number) throws Exception;
    }

    private static long callFor(Caller caller) throws Exception {
        long end = System.nanoTime() + TIME_IN_NS;
        long count = 0;
        while (System.nanoTime() - end < 0) {
            caller.call(count++);
        }
        return count;
    }

    private void run(String name, Callable<Long> work) throws Exception {
        List<Future<Long>> running = new ArrayList<>();
        for (int n = 0; n < CLIENTS; n++) {
            running.add(threads.submit(work));
        }
        long count = 0;
        for (Future<Long> each : running) {
            long own = each.get(60, TimeUnit.SECONDS);
            assertTrue("each client is served", own > 0);
            count += own;
        }
        LoggerFactory.getLogger(LoadTest.class).info("{}: {} calls in {} ms", name, count, TIME_IN_NS / 1_000_000);
    }

    private static void check(Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError("Expected " + expected + ", got " + got);
        }
    }

    @Test
    public void noCallOverANewConnectionFails() throws Exception {
        ModuleServerClient client = server.javaClient();
        run("new connections", () -> callFor(n -> check(n, client.com(n % 2 == 0 ? "lamp" : "stage", "echo", n))));
    }

    @Test
    public void noCallOverConnectionsThatAreKeptFails() throws Exception {
        ModuleServerClient client = server.javaClient();
        run(
                "kept connections",
                () -> callFor(n -> {
                    try (ModuleConnection connection = client.connect(n % 2 == 0 ? "lamp" : "stage")) {
                        for (long m = 0; m < 10; m++) {
                            check(m, connection.call("echo", m));
                        }
                    }
                }));
    }

    @Test
    public void aThousandClientsAtOnceAreAcknowledgedOrClearlyRefused() throws Exception {
        List<RawClient> all = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            all.add(server.client().sendLine(RawClient.hello("lamp")));
        }
        int acknowledged = 0;
        for (RawClient client : all) {
            String line = client.takeLine();
            if (line.equals(Envelope.ACKNOWLEDGEMENT.line())) {
                acknowledged++;
            } else {
                assertTrue(line, line.contains("lamp+queue+is+full"));
                client.assertEnd();
            }
        }
        assertEquals("one is served, and so many wait", 65, acknowledged);
    }
}
