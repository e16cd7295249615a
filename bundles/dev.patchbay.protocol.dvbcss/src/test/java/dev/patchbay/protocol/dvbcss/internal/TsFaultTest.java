package dev.patchbay.protocol.dvbcss.internal;

import static dev.patchbay.protocol.dvbcss.internal.Television.assertTold;
import static dev.patchbay.protocol.dvbcss.internal.Television.assertUnavailable;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.spi.FixedTimelineSource;
import dev.patchbay.dvbcss.spi.TimelineSink;
import dev.patchbay.dvbcss.spi.TimelineSource;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Test;

public class TsFaultTest {

    private static final String PTS = "urn:dvb:css:timeline:pts";
    private static final ControlTimestamp HERE = ControlTimestamp.at(270_000, 9_000_000_000L, 1);
    private static final ControlTimestamp THERE = ControlTimestamp.at(540_000, 9_000_000_000L, 1);

    private final Television television = new Television();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @After
    public void end() {
        threads.shutdownNow();
        television.close();
    }

    @Test
    public void garbageInsteadOfASetupIsIgnoredAndTheNextSetupTaken() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, HERE);
        television.offer(source);
        FakeConnection other = television.follow(PTS);
        assertTold(other, HERE);
        FakeConnection client = television.connect();

        for (String garbage : List.of(
                "",
                " ",
                "hello",
                "{",
                "[]",
                "5",
                "null",
                "\"text\"",
                "{}",
                "{\"contentIdStem\":\"\"}",
                "{\"timelineSelector\":\"" + PTS + "\"}",
                "{\"contentIdStem\":null,\"timelineSelector\":\"" + PTS + "\"}",
                "{\"contentIdStem\":5,\"timelineSelector\":\"" + PTS + "\"}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":[\"" + PTS + "\"]}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":{}}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":7}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":null}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":true}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":\"" + PTS + "\",\"private\":[{}]}",
                "{\"contentIdStem\":\"\",\"timelineSelector\":\"\\ud800\"}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "x".repeat(1 << 20))) {
            client.say(garbage);
        }
        client.say(new byte[] {1, 2, 3});
        television.assertSilent(client);
        assertTrue(client.isOpen());
        client.say(CssMessages.encode(SetupData.of("", PTS)));

        assertTold(client, HERE);
        source.set(THERE);
        assertTold(other, THERE);
        assertTold(client, THERE);
    }

    @Test
    public void aSelectorOfAMegabyteIsATextLikeAnyOther() throws Exception {
        String selector = "x".repeat(1 << 20);
        television.offer(new FixedTimelineSource(selector, HERE));
        television.offer(new FixedTimelineSource(PTS, THERE));

        assertTold(television.follow(selector), HERE);
        assertUnavailable(television.follow(selector + "y"));
        assertTold(television.follow(PTS), THERE);
    }

    @Test
    public void disablingWithFiveHundredClientsEndsEachOnceAndReleasesTheirTimelines() throws Exception {
        RecordingSource source = new RecordingSource(any -> true, any -> HERE);
        television.offer(source);
        List<FakeConnection> clients = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            clients.add(television.follow("urn:" + i % 5));
        }
        for (FakeConnection client : clients) {
            assertTold(client, HERE);
        }

        television.server.setEnabled(false);
        clients.forEach(client -> assertEquals(CloseCode.GOING_AWAY, client.closeCode()));
        assertEquals(Map.of(), television.server.connections());
        assertEquals(List.of(), television.server.clients());
        television.server.setEnabled(true);
        television.settle();

        assertEquals(5, count(source, "needed "));
        assertEquals(5, count(source, "not needed "));
        clients.forEach(FakeConnection::assertSilent);
        assertTold(television.follow("urn:0"), HERE);
        assertEquals(6, count(source, "needed "));
    }

    private static long count(RecordingSource source, String beginning) {
        return source.notes().stream()
                .filter(note -> note.startsWith(beginning))
                .count();
    }

    @Test
    public void disablingWhileClientsSetUpLeavesNoTimelineInUse() throws Exception {
        RecordingSource source = new RecordingSource(any -> true, any -> HERE);
        television.offer(source);
        for (int round = 0; round < 100; round++) {
            television.server.setEnabled(true);
            List<FakeConnection> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(television.connect());
            }
            Future<?> setups = threads.submit(
                    () -> clients.forEach(client -> client.say(CssMessages.encode(SetupData.of("", "urn:same")))));
            television.server.setEnabled(false);
            setups.get(10, TimeUnit.SECONDS);
        }
        television.server.setEnabled(true);
        television.settle();
        assertEquals(count(source, "needed "), count(source, "not needed "));
        assertEquals(List.of(), television.server.clients());
    }

    @Test
    public void clientsThatLeaveInTheMiddleOfAnUpdateDisturbNobody() throws Exception {
        AtomicReference<FakeConnection> leaving = new AtomicReference<>();
        RecordingSource source = RecordingSource.at(PTS, HERE);
        television.offer(source);
        FakeConnection first = television.follow(PTS);
        FakeConnection second = television.follow(PTS);
        FakeConnection third = television.follow(PTS);
        for (FakeConnection client : List.of(first, second, third)) {
            assertTold(client, HERE);
        }
        leaving.set(second);
        source.answer(selector -> {
            leaving.get().lose();
            return THERE;
        });

        television.server.updateAllClients();

        assertTold(first, THERE);
        assertTold(third, THERE);
        second.assertSilent();
        television.settle();
        assertEquals(2, television.server.clients().size());
        assertEquals(0, count(source, "not needed "));
    }

    @Test
    public void clientsComeAndGoWhileUpdatesRunAndThoseWhoStayEndUpRight() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, ControlTimestamp.at(0, 0, 1));
        television.offer(source);
        RecordingSource witness = RecordingSource.at("urn:never", HERE);
        television.offer(witness);
        List<FakeConnection> staying = new ArrayList<>();
        Future<?> updates = threads.submit(() -> {
            for (int i = 1; i <= 5_000; i++) {
                source.set(ControlTimestamp.at(i, i, 1));
            }
        });
        for (int i = 0; i < 300; i++) {
            FakeConnection client = television.follow(PTS);
            if (i % 3 == 0) {
                staying.add(client);
            } else {
                client.lose();
            }
        }
        updates.get(20, TimeUnit.SECONDS);
        television.settle();

        for (FakeConnection client : staying) {
            List<String> told = client.drain();
            long before = -1;
            for (String message : told) {
                long position = Television.timestamp(message).contentTime();
                assertTrue(before < position);
                before = position;
            }
            assertEquals(5_000, before);
        }
        assertEquals(staying.size(), television.server.clients().size());
        assertEquals(1 + count(witness, "not needed "), count(witness, "needed "));
    }

    @Test
    public void aClientThatNeverReadsAndOneThatFailsDoNotHoldUpTheOthers() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, HERE);
        television.offer(source);
        FakeConnection stuck = new FakeConnection() {
            @Override
            public boolean post(Message message) {
                return false;
            }
        }.open(television.server);
        FakeConnection broken = new FakeConnection() {
            @Override
            public boolean post(Message message) {
                throw new IllegalStateException("on purpose");
            }
        }.open(television.server);
        for (FakeConnection client : List.of(stuck, broken)) {
            client.say(CssMessages.encode(SetupData.of("", PTS)));
        }
        FakeConnection other = television.follow(PTS);
        assertTold(other, HERE);

        source.set(THERE);

        assertTold(other, THERE);
        assertTrue(broken.isOpen());
    }

    /** Throws wherever it can. */
    private static final class Thrower implements TimelineSource {

        private final AtomicInteger thrown = new AtomicInteger();

        @Override
        public boolean recognises(String selector) {
            throw fault();
        }

        @Override
        public ControlTimestamp controlTimestamp(String selector) {
            throw fault();
        }

        @Override
        public void needed(String selector) {
            throw fault();
        }

        @Override
        public void notNeeded(String selector) {
            throw new NoSuchMethodError("on purpose " + fault());
        }

        @Override
        public void attach(TimelineSink sink) {
            throw fault();
        }

        @Override
        public void detach(TimelineSink sink) {
            throw new NoClassDefFoundError("on purpose " + fault());
        }

        private RuntimeException fault() {
            thrown.incrementAndGet();
            return new IllegalStateException("on purpose");
        }
    }

    @Test
    public void aSourceThatThrowsWhereverItCanCountsAsNotRecognising() throws Exception {
        Thrower thrower = new Thrower();
        television.offer(thrower, 10);
        FixedTimelineSource source = new FixedTimelineSource(PTS, HERE);
        television.offer(source, 1);
        RecordingSource fails = new RecordingSource(any -> true, any -> {
            throw new StackOverflowError("on purpose");
        });
        television.offer(fails, 5);

        FakeConnection client = television.follow(PTS);
        assertTold(client, HERE);
        FakeConnection nowhere = television.follow("urn:other");
        assertUnavailable(nowhere);
        nowhere.lose();
        source.set(THERE);
        assertTold(client, THERE);
        television.settle();
        television.takeBack(thrower);
        assertTrue(thrower.thrown.get() > 5);
    }

    @Test
    public void aSourceMayAskForAnUpdateWheneverItIsCalled() throws Exception {
        AtomicInteger position = new AtomicInteger();
        TimelineSource source = new TimelineSource() {
            private TimelineSink sink = () -> {};

            @Override
            public boolean recognises(String selector) {
                return selector.equals(PTS);
            }

            @Override
            public ControlTimestamp controlTimestamp(String selector) {
                sink.updateAllClients(); // even though nothing changed
                return ControlTimestamp.at(position.get(), 0, 1);
            }

            @Override
            public void needed(String selector) {
                sink.updateAllClients();
            }

            @Override
            public void notNeeded(String selector) {
                sink.updateAllClients();
            }

            @Override
            public void attach(TimelineSink server) {
                sink = server;
                sink.updateAllClients();
            }
        };
        television.offer(source);
        FakeConnection client = television.follow(PTS);
        assertTold(client, ControlTimestamp.at(0, 0, 1));
        for (int i = 1; i <= 100; i++) {
            position.set(i);
            television.server.updateAllClients();
            assertTold(client, ControlTimestamp.at(i, 0, 1));
        }
        television.assertSilent(client);
        television.takeBack(source);
        assertUnavailable(client);
    }

    @Test
    public void aSourceThatAlwaysHasNewsIsNotAskedForEver() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        RecordingSource source = new RecordingSource(PTS::equals, any -> null);
        source.answer(selector -> {
            television.server.updateAllClients();
            return ControlTimestamp.at(asked.incrementAndGet(), 0, 1);
        });
        television.offer(source);
        FakeConnection client = television.follow(PTS);
        client.next();

        int causes = 2; // the source and the client have come
        long before = -1;
        while (before != asked.get()) { // until it has come to rest
            before = asked.get();
            television.settle();
            causes += 2; // somebody came and went
        }

        int atRest = asked.get();
        assertTrue("Asked " + atRest + " times", atRest <= causes * (TimelineThread.MOST_ECHOES + 2));
        television.server.updateAllClients();
        await().until(() -> asked.get() > atRest);
    }

    @Test
    public void aChangeThatASourceCausesWhileItIsAskedIsToldToAll() throws Exception {
        FixedTimelineSource other = new FixedTimelineSource("urn:other", HERE);
        television.offer(other);
        FakeConnection follower = television.follow("urn:other");
        assertTold(follower, HERE);
        RecordingSource source = RecordingSource.at(PTS, HERE);
        source.answer(selector -> {
            other.set(THERE);
            return HERE;
        });
        television.offer(source);

        assertTold(television.follow(PTS), HERE);
        assertTold(follower, THERE);
    }

    @Test
    public void aSourceMayTakeItselfBackWhileItIsAsked() throws Exception {
        RecordingSource source = RecordingSource.at(PTS, HERE);
        source.answer(selector -> {
            television.takeBack(source);
            return HERE;
        });
        television.offer(source);

        FakeConnection client = television.follow(PTS);

        assertTold(client, HERE);
        assertUnavailable(client);
        assertEquals(List.of("attach", "needed " + PTS, "not needed " + PTS, "detach"), source.notes());
    }

    @Test
    public void aSourceThatBlocksHoldsUpNobodyWhoReadsFromSockets() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RecordingSource source = RecordingSource.at(PTS, HERE);
        source.answer(selector -> {
            asked.countDown();
            awaitQuietly(release);
            return HERE;
        });
        television.offer(source);
        FakeConnection first = television.follow(PTS);
        awaitQuietly(asked);

        FakeConnection second = television.follow(PTS); // this thread stands for the one that reads
        second.say("junk");
        first.assertSilent();
        Future<?> leaving = threads.submit(() -> television.takeBack(source));
        second.assertSilent();
        assertFalse("It is still being asked", leaving.isDone());
        release.countDown();
        leaving.get(10, TimeUnit.SECONDS);
        television.settle();

        assertTold(first, HERE);
        assertUnavailable(first);
        List<String> told = second.drain(); // or it was told before that: it depends on who was first
        assertFalse(Television.timestamp(told.get(told.size() - 1)).isAvailable());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
