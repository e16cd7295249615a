package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;

public class OutboundTest {

    private static final int LIMIT = 1 << 20;

    @Rule
    public final OpenDoor door = new OpenDoor();

    private final RecordingEndpoint endpoint = new RecordingEndpoint();

    @Test
    public void slowReceiverIsClosedAndOthersDoNotNotice() throws Exception {
        door.mount(OpenDoor.settings("/slow", true, -1, 1024, LIMIT), endpoint);
        try (RawClient slow = RawClient.connectWithSmallBuffer(door.port()).open("/slow")) {
            Connection slowConnection = endpoint.nextOpened();
            try (RawClient fast = door.open("/slow")) {
                Connection fastConnection = endpoint.nextOpened();
                Message message = Message.text("x".repeat(10_000));
                while (slowConnection.send(message)) {
                    assertTrue(fastConnection.send(message));
                    assertEquals(10_000, fast.readText().length());
                    assertTrue(slowConnection.pendingBytes() <= LIMIT);
                }
                assertEquals(1, door.door().connections().slow());
                assertFalse(slowConnection.isOpen());
                assertTrue("freed", slowConnection.pendingBytes() < LIMIT / 2);
                assertTrue(fastConnection.isOpen());
                assertEquals("1013 reads too slowly", endpoint.nextClosed());
            }
        }
        Awaitility.await().until(() -> door.door().connections().sockets().isEmpty());
    }

    @Test
    public void blockedReceiverThatReadsAgainMissesNothing() throws Exception {
        door.mount(OpenDoor.settings("/late", true, -1, 1024, 64 << 20), endpoint);
        try (RawClient client = RawClient.connectWithSmallBuffer(door.port()).open("/late")) {
            Connection connection = endpoint.nextOpened();
            for (int i = 0; i < 1000; i++) {
                assertTrue(connection.send(Message.text(i + " " + "y".repeat(20_000))));
            }
            assertTrue(connection.pendingBytes() > 0);
            for (int i = 0; i < 1000; i++) {
                assertTrue(client.readText().startsWith(i + " "));
            }
            Awaitility.await().until(() -> connection.pendingBytes() == 0);
        }
    }

    @Test
    public void messageLargerThanTheBoundPassesWhenNothingWaits() throws Exception {
        door.mount(OpenDoor.settings("/big", true, -1, 1024, 1024), endpoint);
        try (RawClient client = door.open("/big")) {
            assertTrue(endpoint.nextOpened().send(Message.text("z".repeat(5_000_000))));
            assertEquals(5_000_000, client.readText().length());
        }
    }

    @Test
    public void newerStateReplacesTheWaitingOne() throws Exception {
        door.mount(OpenDoor.settings("/state", true, -1, 1024, 64 << 20), endpoint);
        try (RawClient client = RawClient.connectWithSmallBuffer(door.port()).open("/state")) {
            Connection connection = endpoint.nextOpened();
            while (connection.pendingBytes() == 0) {
                connection.send(Message.text("f".repeat(100_000)));
            }
            connection.send(Message.text("marker"));
            for (int i = 0; i <= 100_000; i++) {
                assertTrue(connection.send(Message.text("progress " + i).replacing("progress")));
            }
            connection.send(Message.text("end"));
            List<String> tail = new ArrayList<>();
            String text = client.readText();
            while (!text.equals("end")) {
                if (!text.startsWith("f")) {
                    tail.add(text);
                }
                text = client.readText();
            }
            assertEquals(List.of("marker", "progress 100000"), tail);
        }
    }

    @Test
    public void postedMessagesReachEverybodyInOrder() throws Exception {
        door.mount(EndpointSettings.at("/all"), endpoint);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(door.open("/all"));
            endpoint.nextOpened();
        }
        for (int i = 0; i < 200; i++) {
            Message message = Message.text("event " + i);
            door.door().connections().open().forEach(connection -> assertTrue(connection.post(message)));
        }
        for (RawClient client : clients) {
            for (int i = 0; i < 200; i++) {
                assertEquals("event " + i, client.readText());
            }
            client.close();
        }
    }

    @Test
    public void sentAndPostedMessagesKeepTheirOrder() throws Exception {
        door.mount(EndpointSettings.at("/mixed"), endpoint);
        try (RawClient client = door.open("/mixed")) {
            Connection connection = endpoint.nextOpened();
            for (int i = 0; i < 2000; i++) {
                Message message = Message.text("" + i);
                assertTrue(i % 3 == 0 ? connection.send(message) : connection.post(message));
            }
            for (int i = 0; i < 2000; i++) {
                assertEquals("" + i, client.readText());
            }
        }
    }

    @Test
    public void manySendersNeverMixTheirFrames() throws Exception {
        door.mount(
                OpenDoor.settings("/many", true, -1, 1024, 64 << 20), endpoint); // a slow reader is not the point here
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try (RawClient client = door.open("/many")) {
            Connection connection = endpoint.nextOpened();
            for (int sender = 0; sender < 8; sender++) {
                String text = Integer.toString(sender).repeat(1 + sender * 700);
                senders.execute(() -> {
                    for (int i = 0; i < 500; i++) {
                        connection.send(Message.text(text));
                    }
                });
            }
            for (int i = 0; i < 4000; i++) {
                String text = client.readText();
                int sender = text.charAt(0) - '0';
                assertEquals(Integer.toString(sender).repeat(1 + sender * 700), text);
            }
        } finally {
            senders.shutdownNow();
            assertTrue(senders.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    @Test
    public void closeWhileManyFramesWaitComesLast() throws Exception {
        door.mount(OpenDoor.settings("/last", true, -1, 1024, 64 << 20), endpoint);
        try (RawClient client = RawClient.connectWithSmallBuffer(door.port()).open("/last")) {
            Connection connection = endpoint.nextOpened();
            for (int i = 0; i < 500; i++) {
                connection.send(Message.text("y".repeat(20_000)));
            }
            client.sendClose(1000, "");
            for (int i = 0; i < 500; i++) {
                assertEquals(20_000, client.readText().length());
            }
            assertEquals(1000, client.readFrame().closeCode());
        }
    }
}
