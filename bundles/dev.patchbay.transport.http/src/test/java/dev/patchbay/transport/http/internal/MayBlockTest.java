package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.threads.NodeThreads;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

public class MayBlockTest {

    private static final int MANY = 5_000;

    @Rule
    public final OpenDoor door = new OpenDoor();

    private final Semaphore permits = new Semaphore(0);

    /** Echoes; the text "block" takes a permit first. */
    private final RecordingEndpoint endpoint = new RecordingEndpoint() {
        @Override
        void answer(Connection connection, String text) {
            if (text.equals("block")) {
                permits.acquireUninterruptibly();
            }
            super.answer(connection, text);
        }
    };

    @After
    public void letGo() {
        permits.release(100);
    }

    @Test
    public void thousandsOfFramesInOneSegmentKeepTheirOrder() throws Exception {
        door.mount(blocking("/order", 0, 0), endpoint);
        byte[][] frames = IntStream.range(0, MANY).mapToObj(i -> text("" + i)).toArray(byte[][]::new);
        try (RawClient client = door.open("/order")) {
            client.send(RawClient.join(frames));
            for (int i = 0; i < MANY; i++) {
                assertEquals("" + i, client.readText());
            }
        }
    }

    @Test
    public void compressedAndFragmentedMessagesKeepTheirOrder() throws Exception {
        door.mount(blocking("/deflate", 0, 0, true), endpoint);
        try (RawClient client = door.connect()) {
            client.upgrade("/deflate", "Sec-WebSocket-Extensions: permessage-deflate");
            client.send(RawClient.join(IntStream.range(0, MANY / 5)
                    .mapToObj(MayBlockTest::compressed)
                    .toArray(byte[][]::new)));
            for (int i = 0; i < MANY / 5; i++) {
                assertEquals("" + i, client.readText());
            }
        }
    }

    @Test
    public void blockedReceiverDelaysNeitherOthersNorPings() throws Exception {
        door.mount(blocking("/block", 0, 100), endpoint);
        try (RawClient blocked = door.open("/block");
                RawClient other = door.open("/block")) {
            blocked.sendText("block");
            assertEquals("block", endpoint.nextText());
            other.sendText("free");
            assertEquals("free", textOf(other));
            assertEquals(RawClient.PING, blocked.readFrame().opcode());
            blocked.send(RawClient.frame(RawClient.FINAL | RawClient.PING, new byte[] {7}));
            RawClient.Frame frame = blocked.readFrame();
            while (frame.opcode() == RawClient.PING) {
                frame = blocked.readFrame();
            }
            assertEquals(RawClient.PONG, frame.opcode());
            permits.release();
            assertEquals("block", textOf(blocked));
        }
    }

    @Test
    public void moreBlockedReceiversThanThreadsOfTheServerDelayNobody() throws Exception {
        door.mount(blocking("/many", 0, 0), endpoint);
        RawClient[] blocked = new RawClient[250];
        try (RawClient other = door.open("/many")) {
            for (int i = 0; i < blocked.length; i++) {
                blocked[i] = door.open("/many");
                blocked[i].sendText("block");
                assertEquals("block", endpoint.nextText());
            }
            other.sendText("free");
            assertEquals("free", other.readText());
            permits.release(blocked.length);
            for (RawClient each : blocked) {
                assertEquals("block", each.readText());
                each.close();
            }
        }
    }

    @Test
    public void nothingMoreIsReadThanTheReceiverTakes() throws Exception {
        door.mount(blocking("/full", 0, 0), endpoint);
        try (RawClient client = door.open("/full")) {
            client.sendText("block");
            endpoint.nextText();
            Connection connection = endpoint.nextOpened();
            for (int i = 0; i < 100; i++) {
                client.sendText("" + i);
            }
            client.send(RawClient.frame(RawClient.FINAL | RawClient.PING, new byte[] {9}));
            Awaitility.await().until(() -> ((WebSocket) connection).isHeld());
            permits.release();
            assertEquals("block", client.readText());
            int texts = 0;
            for (RawClient.Frame frame = client.readFrame();
                    frame.opcode() != RawClient.PONG;
                    frame = client.readFrame()) {
                assertEquals("" + texts++, frame.text());
            }
            // The ping stood behind all of them: it was read only when most had been taken.
            assertTrue("read ahead of " + texts, texts >= 100 - Lane.MAX_CALLS - 1);
            for (int i = texts; i < 100; i++) {
                assertEquals("" + i, client.readText());
            }
        }
    }

    @Test
    public void largeMessagesAreHeldByTheirBytes() throws Exception {
        door.mount(blocking("/large", 0, 0), endpoint);
        try (RawClient client = door.open("/large")) {
            client.sendText("block");
            endpoint.nextText();
            Connection connection = endpoint.nextOpened();
            client.sendText("x".repeat(Lane.MAX_BYTES));
            Awaitility.await().until(() -> ((WebSocket) connection).isHeld());
            permits.release();
            assertEquals("block", client.readText());
            assertEquals(Lane.MAX_BYTES, client.readText().length());
            client.sendText("after");
            assertEquals("after", client.readText());
        }
    }

    @Test
    public void serverClosesWhileTheReceiverBlocksAndWhatWaitsIsDropped() throws Exception {
        door.mount(blocking("/close", 0, 0), endpoint);
        try (RawClient client = door.open("/close")) {
            Connection connection = endpoint.nextOpened();
            client.sendText("block");
            endpoint.nextText();
            for (int i = 0; i < 100; i++) {
                client.sendText("" + i);
            }
            Awaitility.await().until(() -> ((WebSocket) connection).isHeld());
            connection.close(4000, "enough");
            assertEquals(4000, client.readCloseCode());
            client.sendClose(4000, "");
            assertTrue(client.isEnded());
            assertTrue(endpoint.closed.isEmpty());
            permits.release();
            assertEquals("4000 enough", endpoint.nextClosed());
            assertTrue("dropped", endpoint.texts.isEmpty());
        }
    }

    @Test
    public void clientsCloseIsAnsweredWhileTheReceiverBlocksAndToldAfterItsMessages() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        door.mount(blocking("/bye", 0, 0), telling(told));
        try (RawClient client = door.open("/bye")) {
            client.sendText("first");
            client.sendText("second");
            client.sendClose(1000, "bye");
            assertEquals(1000, client.readCloseCode());
            assertTrue(client.isEnded());
            permits.release(2);
            assertEquals("first", told.poll(10, TimeUnit.SECONDS));
            assertEquals("second", told.poll(10, TimeUnit.SECONDS));
            assertEquals("1000 bye", told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    public void lostConnectionIsForgottenWhileTheReceiverBlocks() throws Exception {
        door.mount(blocking("/lost", 0, 0), endpoint);
        RawClient client = door.open("/lost");
        client.sendText("block");
        endpoint.nextText();
        client.reset();
        Awaitility.await().until(() -> door.door().connections().sockets().isEmpty());
        permits.release();
        assertEquals("1006", endpoint.nextClosed());
    }

    @Test
    public void silentClientIsClosedAndOneThatMustWaitIsNot() throws Exception {
        door.mount(blocking("/idle", 300, 0), endpoint);
        try (RawClient silent = door.open("/idle");
                RawClient waiting = door.open("/idle")) {
            for (int i = 0; i < 100; i++) {
                waiting.sendText("block");
            }
            silent.sendText("block");
            assertEquals(1001, silent.readCloseCode());
            assertEquals(1, door.door().connections().count());
            permits.release(100);
            for (int i = 0; i < 99; i++) {
                assertEquals("block", waiting.readText());
            }
        }
    }

    @Test
    public void failingReceiverClosesOnlyItsConnection() throws Exception {
        RecordingEndpoint failing = new RecordingEndpoint() {
            @Override
            void answer(Connection connection, String text) {
                if (text.equals("fail")) {
                    throw new NoClassDefFoundError("as asked");
                }
                super.answer(connection, text);
            }
        };
        door.mount(blocking("/fail", 0, 0), failing);
        try (RawClient good = door.open("/fail");
                RawClient bad = door.open("/fail")) {
            bad.sendText("fail");
            assertEquals(1011, bad.readCloseCode());
            bad.sendClose(1011, "");
            assertEquals("1011", failing.nextClosed());
            good.sendText("still here");
            assertEquals("still here", good.readText());
        }
    }

    @Test
    public void openingMayBlockAndComesBeforeTheFirstMessage() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Endpoint slow = connection -> {
            permits.acquireUninterruptibly();
            told.add("open on an I/O thread: " + isIoThread());
            return telling(told).open(connection);
        };
        door.mount(blocking("/open", 0, 0), slow);
        try (RawClient client = door.open("/open")) {
            client.sendText("first");
            client.send(RawClient.frame(RawClient.FINAL | RawClient.PING, new byte[] {1}));
            assertEquals(RawClient.PONG, client.readFrame().opcode());
            permits.release(2);
            assertEquals("open on an I/O thread: false", told.poll(10, TimeUnit.SECONDS));
            assertEquals("first", told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    public void callsOfOneConnectionNeverOverlap() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        BlockingQueue<Boolean> overlapped = new LinkedBlockingQueue<>();
        door.mount(blocking("/alone", 0, 0), connection -> new MessageReceiver() {
            @Override
            public void onText(Connection from, String text) {
                if (inside.getAndIncrement() > 0 || isIoThread()) {
                    overlapped.add(true);
                }
                Thread.yield();
                inside.decrementAndGet();
            }

            @Override
            public void onClosed(Connection from, int code, String reason) {
                overlapped.add(inside.get() > 0 || isIoThread());
            }
        });
        try (RawClient client = door.open("/alone")) {
            for (int i = 0; i < MANY; i++) {
                client.sendText("x");
            }
            client.sendClose(CloseCode.NORMAL, "");
            assertEquals(false, overlapped.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    public void closingTheDoorInterruptsWhoStillBlocksAndTellsTheEnd() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        door.mount(blocking("/stop", 0, 0), connection -> new MessageReceiver() {
            @Override
            public void onText(Connection from, String text) {
                told.add(text);
                try {
                    permits.acquire();
                } catch (InterruptedException e) {
                    told.add("interrupted");
                }
            }

            @Override
            public void onClosed(Connection from, int code, String reason) {
                told.add("closed " + code);
            }
        });
        try (RawClient client = door.open("/stop")) {
            client.sendText("block");
            assertEquals("block", told.poll(10, TimeUnit.SECONDS));
            door.door().close();
            assertEquals("interrupted", told.poll(10, TimeUnit.SECONDS));
            assertEquals("closed 1001", told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    public void pooledWorkersDoTheSameWhereThereAreNoVirtualOnes() throws Exception {
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        try (Workers pooled = new Workers(Executors.newCachedThreadPool(NodeThreads.daemons(Workers.NAME)))) {
            Lane one = new Lane(pooled, () -> order.add("read on"));
            Lane other = new Lane(pooled, () -> {});
            one.take(0, permits::acquireUninterruptibly);
            Awaitility.await().until(permits::hasQueuedThreads);
            for (int i = 0; i < Lane.MAX_CALLS; i++) {
                assertTrue(one.wantsMore());
                String name = "" + i;
                one.take(1, () -> order.add(name));
            }
            assertFalse(one.wantsMore());
            assertTrue(one.isHeld());
            other.take(0, () -> order.add(Thread.currentThread().getName()));
            assertTrue(String.valueOf(order.poll(10, TimeUnit.SECONDS)).startsWith("patchbay-http-worker-"));
            permits.release();
            assertEquals("read on", order.poll(10, TimeUnit.SECONDS));
            for (int i = 0; i < Lane.MAX_CALLS; i++) {
                assertEquals("" + i, order.poll(10, TimeUnit.SECONDS));
            }
        }
    }

    /** Takes a permit for each text. */
    private Endpoint telling(BlockingQueue<String> told) {
        return connection -> new MessageReceiver() {
            @Override
            public void onText(Connection from, String text) {
                permits.acquireUninterruptibly();
                told.add(text);
            }

            @Override
            public void onClosed(Connection from, int code, String reason) {
                told.add(code + " " + reason);
            }
        };
    }

    private static boolean isIoThread() {
        return Thread.currentThread().getName().matches("patchbay-http-\\d+.*");
    }

    private static byte[] text(String text) {
        return RawClient.frame(RawClient.FINAL | RawClient.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every second one in two frames. */
    private static byte[] compressed(int i) {
        byte[] payload = Deflate.compress("" + i);
        int compressedText = FrameHeader.COMPRESSED | RawClient.TEXT;
        int cut = payload.length / 2;
        return i % 2 == 0
                ? RawClient.frame(RawClient.FINAL | compressedText, payload)
                : RawClient.join(
                        RawClient.frame(compressedText, Arrays.copyOf(payload, cut)),
                        RawClient.frame(
                                RawClient.FINAL | RawClient.CONTINUATION,
                                Arrays.copyOfRange(payload, cut, payload.length)));
    }

    private static String textOf(RawClient client) throws Exception {
        RawClient.Frame frame = client.readFrame();
        while (frame.opcode() != RawClient.TEXT) {
            frame = client.readFrame();
        }
        return frame.text();
    }

    private static EndpointSettings blocking(String path, long idleTimeoutInMs, long pingIntervalInMs) {
        return blocking(path, idleTimeoutInMs, pingIntervalInMs, false);
    }

    private static EndpointSettings blocking(
            String path, long idleTimeoutInMs, long pingIntervalInMs, boolean compression) {
        EndpointSettings defaults = EndpointSettings.at(path);
        return new EndpointSettings(
                path,
                defaults.name(),
                true,
                -1,
                defaults.subprotocols(),
                defaults.origins(),
                defaults.maxMessageBytes(),
                idleTimeoutInMs,
                pingIntervalInMs,
                compression,
                defaults.maxQueueBytes(),
                defaults.maxQueueMessages(),
                true,
                0);
    }
}
