package dev.patchbay.dvbcss.client;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.SysClock;
import dev.patchbay.dvbcss.WcMessage;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Against a server in this process, whose clock is known exactly. */
public class WallClockClientTest {

    private static final long SEC = 1_000_000_000;
    private static final WallClockOptions QUICK =
            WallClockOptions.DEFAULTS.withInterval(0.02).withTimeout(0.1);

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    @Test
    public void theClockIsThatOfTheServerWithinItsDispersion() throws Exception {
        try (FakeWallClock server = FakeWallClock.ahead(1_000_000 * SEC);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            assertEquals(Double.POSITIVE_INFINITY, client.dispersionInSec(), 0);
            assertFalse(client.wallClock().isAvailable());
            await().until(() -> client.statistics().candidates() >= 10);

            assertTrue(client.wallClock().isAvailable());
            double dispersion = client.dispersionInSec();
            double error = Math.abs(errorInNs(server, client)) / 1e9;
            assertTrue(error + " s off, " + dispersion + " s said", error <= dispersion);
            assertTrue("dispersion " + dispersion, dispersion < 0.1);
            WallClockStatistics statistics = client.statistics();
            assertTrue(statistics.toString(), statistics.adopted() >= 1);
            assertTrue(statistics.toString(), statistics.rttMinInNs() > 0);
            assertTrue(statistics.toString(), statistics.rttMedianInNs() >= statistics.rttMinInNs());
            assertEquals(0, statistics.malformed() + statistics.ignored() + statistics.steps());
        }
    }

    /** What the issue asks for is a median below 20 µs; what is asserted here holds on a busy machine, too. */
    @Test
    public void twentyTimesASecondTheTrueErrorIsSmall() throws Exception {
        try (FakeWallClock server = FakeWallClock.ahead(123 * SEC);
                WallClockClient client =
                        new WallClockClient(server.address(), WallClockOptions.DEFAULTS.withInterval(0.05))) {
            long[] errors = new long[60];
            for (int i = 0; i < errors.length; i++) {
                int seen = i;
                await().pollDelay(1, TimeUnit.MILLISECONDS)
                        .pollInterval(1, TimeUnit.MILLISECONDS)
                        .until(() -> client.statistics().candidates() > seen);
                errors[i] = Math.abs(errorInNs(server, client));
            }
            Arrays.sort(errors);
            String figures = String.format(
                    "true error median %.1f us, worst %.1f us; rtt median %.1f us, dispersion %.1f us",
                    errors[errors.length / 2] / 1e3,
                    errors[errors.length - 1] / 1e3,
                    client.statistics().rttMedianInNs() / 1e3,
                    client.dispersionInSec() * 1e6);
            if (Boolean.getBoolean("dev.patchbay.figures")) {
                System.out.println(figures);
            }
            assertTrue(figures, errors[errors.length / 2] < 2_000_000);
        }
    }

    @Test
    public void itAsksAsOftenAsItIsTold() throws Exception {
        try (FakeWallClock server = FakeWallClock.ahead(SEC)) {
            long begin;
            try (WallClockClient client = new WallClockClient(server.address(), QUICK.withInterval(0.05))) {
                begin = System.nanoTime();
                await().until(() -> server.requests.get() >= 20);
                assertTrue(client.statistics().requests() >= 20);
            }
            double tookInSec = (System.nanoTime() - begin) / 1e9;
            assertTrue("20 requests in " + tookInSec + " s", tookInSec > 0.8);
        }
    }

    @Test
    public void noDatagramEndsIt() throws Exception {
        FakeWallClock.Script script = request -> {
            if (request.number() == 1) {
                request.send(new byte[0]);
                request.send(new byte[31]);
                byte[] wrong = new byte[32];
                wrong[0] = 1;
                request.send(wrong);
                wrong[0] = 0;
                wrong[1] = 4;
                request.send(wrong);
                wrong[1] = (byte) 255;
                request.send(wrong);
                request.send(new byte[1400]);
            } else {
                request.respond();
            }
        };
        try (FakeWallClock server = new FakeWallClock(0, SEC, script);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.statistics().candidates() >= 3);
            assertEquals(5, client.statistics().malformed());
            assertEquals("32 octets of 0 are a request", 1, client.statistics().ignored());
            assertEquals(1, client.statistics().unanswered());
        }
    }

    @Test
    public void aLongerReplyIsTakenForItsBeginning() throws Exception {
        FakeWallClock.Script script = request -> {
            ByteBuffer octets = ByteBuffer.allocate(64);
            request.reply(
                            WcMessage.RESPONSE,
                            request.received(),
                            request.server().ticks())
                    .encode(octets);
            request.send(octets.array());
        };
        try (FakeWallClock server = new FakeWallClock(0, SEC, script);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.wallClock().isAvailable());
            assertEquals(0, client.statistics().malformed());
        }
    }

    @Test
    public void repliesFromAnotherPortAreNotHeard() throws Exception {
        FakeWallClock.Script script = request -> {
            request.respondFromElsewhere(request.reply(WcMessage.RESPONSE, 7 * SEC, 7 * SEC));
            if (request.number() > 3) {
                request.respond();
            }
        };
        try (FakeWallClock server = new FakeWallClock(0, 1000 * SEC, script);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.statistics().candidates() >= 5);
            assertEquals(3, client.statistics().unanswered());
            assertEquals(0, client.statistics().contradictions());
            assertTrue(Math.abs(errorInNs(server, client)) < SEC);
        }
    }

    @Test
    public void repliesToAnotherRequestAreIgnored() throws Exception {
        FakeWallClock.Script script = request -> {
            WcMessage right = request.reply(
                    WcMessage.RESPONSE, request.received(), request.server().ticks());
            request.send(new WcMessage(1, 1e-7, 50, right.originateSeconds(), right.originateNanos() ^ 1, 5, 5));
            request.send(new WcMessage(1, 1e-7, 50, right.originateSeconds() + 1, right.originateNanos(), 5, 5));
            request.respond();
        };
        try (FakeWallClock server = new FakeWallClock(0, 1000 * SEC, script);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.statistics().candidates() >= 3);
            assertTrue(client.statistics().ignored() >= 6);
            assertEquals(0, client.statistics().contradictions());
        }
    }

    @Test
    public void timesThatCannotBeAreIgnored() throws Exception {
        FakeWallClock.Script script = request -> {
            if (request.number() % 2 == 1) {
                request.send(request.reply(WcMessage.RESPONSE, request.received(), request.received() + 5 * SEC));
            } else {
                request.respond();
            }
        };
        try (FakeWallClock server = new FakeWallClock(0, 1000 * SEC, script);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.statistics().candidates() >= 3);
            assertTrue(client.statistics().ignored() >= 3);
            assertEquals(0, client.statistics().contradictions());
        }
    }

    @Test
    public void aFollowUpIsTakenInPlaceOfTheResponse() throws Exception {
        BlockingQueue<Candidate> candidates = new LinkedBlockingQueue<>();
        FakeWallClock.Script script = request -> {
            request.send(WcMessage.RESPONSE_BEFORE_FOLLOW_UP);
            request.send(WcMessage.FOLLOW_UP);
        };
        try (FakeWallClock server = new FakeWallClock(0, SEC, script);
                WallClockClient client = listening(server, collecting(candidates))) {
            assertTrue(candidates.take().isFollowUp());
            assertTrue(candidates.take().isFollowUp());
            assertEquals(0, client.statistics().ignored());
        }
    }

    @Test
    public void aResponseIsNotKeptWaitingForAFollowUp() throws Exception {
        BlockingQueue<Candidate> candidates = new LinkedBlockingQueue<>();
        FakeWallClock.Script script = request -> {
            request.send(WcMessage.RESPONSE);
            request.send(WcMessage.FOLLOW_UP);
        };
        try (FakeWallClock server = new FakeWallClock(0, SEC, script);
                WallClockClient client = listening(server, collecting(candidates))) {
            assertFalse(candidates.take().isFollowUp());
            await().until(() -> client.statistics().ignored() >= 1);
        }
    }

    @Test
    public void withoutItsFollowUpTheResponseIsTakenInTheEnd() throws Exception {
        BlockingQueue<Candidate> candidates = new LinkedBlockingQueue<>();
        try (FakeWallClock server =
                        new FakeWallClock(0, SEC, request -> request.send(WcMessage.RESPONSE_BEFORE_FOLLOW_UP));
                WallClockClient client = listening(server, collecting(candidates))) {
            Candidate candidate = candidates.take();
            assertFalse(candidate.isFollowUp());
            assertTrue("the wait is not part of it", candidate.rttInNs() < SEC / 20);
            assertEquals(0, client.statistics().unanswered());
        }
    }

    @Test
    public void itWaitsForAServerThatIsNotThereYetAndGoesOnWithoutOneThatLeft() throws Exception {
        int port = freePort();
        BlockingQueue<String> problems = new LinkedBlockingQueue<>();
        WallClockListener listener = new WallClockListener() {
            @Override
            public void onSilence(String problem) {
                problems.add(problem);
            }
        };
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (WallClockClient client =
                new WallClockClient(address, QUICK, WallClockClient.newWallClock(QUICK), listener)) {
            String problem = problems.take();
            assertTrue(problem, problem.contains(":" + port + " does not answer: "));
            assertFalse(client.wallClock().isAvailable());

            try (FakeWallClock server = new FakeWallClock(port, 50 * SEC, FakeWallClock.Request::respond)) {
                await().until(() -> client.wallClock().isAvailable());
                await().until(() -> client.statistics().candidates() >= 5);
                assertTrue(Math.abs(errorInNs(server, client)) < SEC / 10);
            }
            long unanswered = client.statistics().unanswered();
            await().until(() -> client.statistics().unanswered() >= unanswered + 5);
            double first = client.dispersionInSec();
            assertTrue("it goes on", client.wallClock().isAvailable());
            await().until(() -> client.dispersionInSec() > first);

            try (FakeWallClock server = new FakeWallClock(port, 0, FakeWallClock.Request::respond)) {
                await().until(() -> client.statistics().steps() == 1);
                assertTrue(Math.abs(errorInNs(server, client)) < SEC / 10);
            }
        }
    }

    @Test
    public void aStepOfTheServerIsFollowed() throws Exception {
        try (FakeWallClock server = FakeWallClock.ahead(50 * SEC);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.statistics().candidates() >= 5);
            server.step(20 * SEC);
            await().until(() -> client.statistics().steps() == 1);
            assertTrue(Math.abs(errorInNs(server, client)) < SEC / 10);
            server.step(90 * SEC);
            await().until(() -> client.statistics().steps() == 2);
            assertTrue(Math.abs(errorInNs(server, client)) < SEC / 10);
            assertTrue(client.wallClock().isAvailable());
        }
    }

    @Test
    public void aSingleWrongReplyIsNotFollowed() throws Exception {
        FakeWallClock.Script script = request -> {
            if (request.number() % 4 == 0) {
                request.send(request.reply(WcMessage.RESPONSE, 999 * SEC, 999 * SEC));
            } else {
                request.respond();
            }
        };
        try (FakeWallClock server = new FakeWallClock(0, 50 * SEC, script);
                WallClockClient client = new WallClockClient(server.address(), QUICK)) {
            await().until(() -> client.statistics().contradictions() >= 4);
            assertEquals(0, client.statistics().steps());
            assertTrue(Math.abs(errorInNs(server, client)) < SEC / 10);
        }
    }

    @Test
    public void listenersThatThrowChangeNothing() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        WallClockListener listener = new WallClockListener() {
            @Override
            public void onCandidate(Candidate candidate, Verdict verdict) {
                if (threads.isEmpty()) {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> threads.add(thread));
                }
                throw new IllegalStateException("on purpose");
            }
        };
        try (FakeWallClock server = FakeWallClock.ahead(SEC);
                WallClockClient client = listening(server, listener)) {
            await().until(() -> client.statistics().candidates() >= 5);
            assertEquals(threads.take(), threads.take());
        }
    }

    @Test
    public void closeEndsTheThreadAtOnceAndTheClockGoesOn() throws Exception {
        for (WallClockOptions options :
                List.of(WallClockOptions.DEFAULTS.withInterval(3600), WallClockOptions.DEFAULTS.withTimeout(60))) {
            try (FakeWallClock server = new FakeWallClock(0, SEC, request -> {
                if (options.timeoutInSec() < 1) {
                    request.respond();
                }
            })) {
                WallClockClient client = new WallClockClient(server.address(), options);
                await().until(() -> server.requests.get() == 1);
                long begin = System.nanoTime();
                client.close();
                client.close();
                assertTrue(System.nanoTime() - begin < SEC);
                assertFalse(isThreadOf(server.port()));
                assertTrue(client.wallClock().ticks() >= 0);
            }
        }
    }

    @Test
    public void itMayBeClosedFromItsOwnThread() throws Exception {
        BlockingQueue<WallClockClient> clients = new LinkedBlockingQueue<>();
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        WallClockListener listener = new WallClockListener() {
            @Override
            public void onCandidate(Candidate candidate, Verdict verdict) {
                try {
                    clients.take().close();
                    closed.add("closed");
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        try (FakeWallClock server = FakeWallClock.ahead(SEC)) {
            clients.add(listening(server, listener));
            assertEquals("closed", closed.take());
            int port = server.port();
            await().until(() -> !isThreadOf(port));
        }
    }

    @Test
    public void aHostThatIsUnknownIsLookedForAgain() throws Exception {
        BlockingQueue<String> problems = new LinkedBlockingQueue<>();
        WallClockListener listener = new WallClockListener() {
            @Override
            public void onSilence(String problem) {
                problems.add(problem);
            }
        };
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 6677);
        try (WallClockClient client =
                new WallClockClient(nowhere, QUICK, WallClockClient.newWallClock(QUICK), listener)) {
            assertTrue(problems.take().contains("UnknownHostException"));
            assertTrue(problems.take().contains("nowhere.invalid:6677"));
            assertEquals(0, client.statistics().candidates());
        }
    }

    @Test
    public void onlyAClockOfNanosecondsCanBeSet() throws Exception {
        SysClock micros = new SysClock(1e6, 500);
        SysClock nanos = new SysClock();
        try (FakeWallClock server = FakeWallClock.ahead(SEC)) {
            for (CorrelatedClock clock : List.of(
                    new CorrelatedClock(micros, 1e9),
                    new CorrelatedClock(nanos, 1e6),
                    new CorrelatedClock(new CorrelatedClock(nanos, 1e9), 1e9))) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new WallClockClient(server.address(), QUICK, clock, WallClockListener.NONE).close());
            }
        }
    }

    private static WallClockClient listening(FakeWallClock server, WallClockListener listener) throws Exception {
        return new WallClockClient(server.address(), QUICK, WallClockClient.newWallClock(QUICK), listener);
    }

    private static WallClockListener collecting(BlockingQueue<Candidate> candidates) {
        return new WallClockListener() {
            @Override
            public void onCandidate(Candidate candidate, Verdict verdict) {
                candidates.add(candidate);
            }
        };
    }

    /** How far the client's idea is ahead of the server's clock, between two readings of which. */
    private static long errorInNs(FakeWallClock server, WallClockClient client) {
        long best = Long.MAX_VALUE;
        long error = 0;
        for (int i = 0; i < 20; i++) {
            long before = server.ticks();
            long seen = client.wallClock().ticks();
            long after = server.ticks();
            if (after - before < best) {
                best = after - before;
                error = seen - before - best / 2;
            }
        }
        return error;
    }

    private static boolean isThreadOf(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.isAlive()
                        && thread.getName().startsWith("wall-clock-client")
                        && thread.getName().endsWith(":" + port));
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
