package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Test;

public class DoorTest {

    private final RecordingEndpoint endpoint = new RecordingEndpoint();

    @Test
    public void closingTellsEveryClientAndLeavesNoThread() throws Exception {
        Door door = door(0);
        door.mounts().add(new FakeReference(EndpointSettings.at("/end"), 0), () -> endpoint);
        try (RawClient client = RawClient.connect(port(door)).open("/end")) {
            Thread closing = new Thread(door::close);
            closing.start();
            assertEquals(1001, client.readCloseCode());
            client.close();
            closing.join(10_000);
        }
        assertEquals("1001", endpoint.nextClosed());
        assertEquals(List.of(), door.listening());
        Awaitility.await().untilAsserted(() -> assertEquals(List.of(), ourThreads()));
    }

    @Test
    public void leavingEndpointClosesItsConnectionsAfterTheirQueue() throws Exception {
        try (Door door = door(0)) {
            FakeReference reference = new FakeReference(EndpointSettings.at("/leave"), 0);
            door.mounts().add(reference, () -> endpoint);
            try (RawClient client = RawClient.connect(port(door)).open("/leave")) {
                endpoint.nextOpened().post(Message.text("last"));
                door.mounts().remove(reference);
                assertEquals("last", client.readText());
                assertEquals(1001, client.readFrame().closeCode());
            }
        }
    }

    @Test
    public void portInUseIsTakenAsSoonAsItIsFree() throws Exception {
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (Door door = door(other.getLocalPort())) {
            assertEquals(List.of(), door.listening());
            other.close();
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertEquals(List.of("http://127.0.0.1:" + other.getLocalPort()), door.listening()));
        }
    }

    @Test
    public void doorThatNeverGotItsPortCloses() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            door(other.getLocalPort()).close();
        }
        Awaitility.await().untilAsserted(() -> assertEquals(List.of(), ourThreads()));
    }

    @Test
    public void blockedClientIsCutOffAfterTheWriteTimeout() throws Exception {
        DoorSettings impatient = new DoorSettings("127.0.0.1", 0, 50, null, 0, 30_000, 300);
        try (Door door = new Door(impatient, () -> null)) {
            door.open();
            door.mounts()
                    .add(new FakeReference(OpenDoor.settings("/stuck", true, -1, 1024, 64 << 20), 0), () -> endpoint);
            try (RawClient client = RawClient.connectWithSmallBuffer(port(door)).open("/stuck")) {
                endpoint.nextOpened().send(Message.binary(new byte[32 << 20]));
                assertEquals("1006", endpoint.nextClosed());
                assertEquals(0, door.connections().count());
            }
        }
    }

    @Test
    public void pastTheLimitOfAllConnectionsClientsWaitUntilOneLeaves() throws Exception {
        DoorSettings narrow = new DoorSettings("127.0.0.1", 0, 50, null, 1, 30_000, 30_000);
        try (Door door = new Door(narrow, () -> null)) {
            door.open();
            door.mounts().add(new FakeReference(EndpointSettings.at("/narrow"), 0), () -> endpoint);
            RawClient first = RawClient.connect(port(door)).open("/narrow");
            try (RawClient second = RawClient.connect(port(door))) {
                second.send(RawClient.request("/narrow"));
                first.sendText("alone");
                assertEquals("alone", first.readText());
                assertEquals(1, door.connections().count());
                first.close();
                assertTrue(second.readHead().startsWith("HTTP/1.1 101 "));
            }
        }
    }

    @Test
    public void publicHostIsRefusedWithTheWayOut() {
        String fault = fault("0.0.0.0", "", "");
        assertTrue(fault, fault.contains("http.allowPublicWithoutAuthentication"));
        assertTrue(fault("", "", "").contains("loopback"));
        assertTrue(fault("no.such.host.invalid", "", "").contains("not known"));
    }

    @Test
    public void certificateWithoutKeyIsRefused() {
        assertTrue(fault("127.0.0.1", "cert.pem", "").contains("together or neither"));
        assertTrue(fault("127.0.0.1", "", "key.pem").contains("together or neither"));
    }

    private static String fault(String host, String certificate, String key) {
        Exception fault = assertThrows(
                IllegalArgumentException.class, () -> DoorSettings.from(new FakeConfig(host, certificate, key)));
        return String.valueOf(fault.getMessage());
    }

    private static Door door(int port) throws Exception {
        Door door = new Door(new DoorSettings("127.0.0.1", port, 50, null, 0, 30_000, 30_000), () -> null);
        door.open();
        return door;
    }

    private static int port(Door door) {
        String address = door.listening().get(0);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("patchbay-"))
                .toList();
    }
}
