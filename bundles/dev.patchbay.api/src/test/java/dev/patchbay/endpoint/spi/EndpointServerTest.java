package dev.patchbay.endpoint.spi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Test;

public class EndpointServerTest {

    private final ConcurrentLinkedQueue<String> hooks = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @After
    public void endThreads() {
        threads.shutdownNow();
    }

    /** Notes each hook, and does in it what a test asks for. */
    private final class Server extends EndpointServer<StringBuilder> {

        private Consumer<Connection> inNewData = connection -> {};
        private Consumer<Connection> inConnect = connection -> {};
        private Consumer<Connection> inText = connection -> {};
        private Consumer<Connection> inDisconnect = connection -> {};

        @Override
        protected StringBuilder newData(Connection connection) {
            hooks.add("data " + connection);
            inNewData.accept(connection);
            return new StringBuilder();
        }

        @Override
        protected void onConnect(Connection connection, StringBuilder data) {
            hooks.add("connect " + connection);
            inConnect.accept(connection);
        }

        @Override
        protected void onText(Connection connection, StringBuilder data, String text) {
            hooks.add("text " + connection + " " + text);
            data.append(text);
            inText.accept(connection);
        }

        @Override
        protected void onBinary(Connection connection, StringBuilder data, byte[] payload) {
            hooks.add("binary " + connection + " " + payload.length);
        }

        @Override
        protected void onDisconnect(Connection connection, StringBuilder data) {
            hooks.add("disconnect " + connection + " " + data);
            inDisconnect.accept(connection);
        }
    }

    private final Server server = new Server();

    private FakeConnection connect(String id) {
        FakeConnection connection = new FakeConnection(id);
        connection.tell(server.open(connection));
        return connection;
    }

    private List<String> hooks() {
        return List.copyOf(hooks);
    }

    private long count(String hook) {
        return hooks.stream().filter(hook::equals).count();
    }

    @Test
    public void hooksOfAConnectionComeInOrder() {
        FakeConnection connection = new FakeConnection("it-1");

        MessageReceiver receiver = server.open(connection);
        receiver.onText(connection, "a");
        receiver.onBinary(connection, new byte[3]);
        receiver.onText(connection, "b");
        receiver.onClosed(connection, CloseCode.NORMAL, "");

        assertEquals(
                List.of(
                        "data it-1",
                        "connect it-1",
                        "text it-1 a",
                        "binary it-1 3",
                        "text it-1 b",
                        "disconnect it-1 ab"),
                hooks());
    }

    @Test
    public void hooksThatAreNotOverriddenDoNothing() {
        EndpointServer<String> plain = new EndpointServer<>() {
            @Override
            protected String newData(Connection connection) {
                return "of " + connection;
            }
        };
        FakeConnection connection = new FakeConnection("it-1");

        MessageReceiver receiver = plain.open(connection);
        receiver.onText(connection, "a");
        receiver.onBinary(connection, new byte[3]);

        assertTrue("A binary message is ignored as well", connection.isOpen());
        assertEquals(Map.of(connection, "of it-1"), plain.connections());
        receiver.onClosed(connection, CloseCode.NORMAL, "");
        assertEquals(Map.of(), plain.connections());
    }

    @Test
    public void connectionsAreASnapshotOfLiveDataOldestFirst() {
        FakeConnection first = connect("it-1");
        FakeConnection second = connect("it-2");

        Map<Connection, StringBuilder> before = server.connections();
        first.close(CloseCode.NORMAL, "");
        FakeConnection third = connect("it-3");
        before.get(second).append("live");

        assertEquals(List.of(first, second), new ArrayList<>(before.keySet()));
        assertEquals(
                List.of(second, third), new ArrayList<>(server.connections().keySet()));
        assertSame(before.get(second), server.connections().get(second));
        assertThrows(UnsupportedOperationException.class, before::clear);
    }

    @Test
    public void aConnectionIsInTheTableWhileItsHooksRunAndNotWhenItsLastOneDoes() {
        List<Boolean> present = new ArrayList<>();
        Consumer<Connection> look =
                connection -> present.add(server.connections().containsKey(connection));
        server.inNewData = look;
        server.inConnect = look;
        server.inText = look;
        server.inDisconnect = look;
        FakeConnection connection = new FakeConnection("it-1");

        MessageReceiver receiver = server.open(connection);
        receiver.onText(connection, "a");
        receiver.onClosed(connection, CloseCode.NORMAL, "");

        assertEquals(List.of(false, true, true, false), present);
    }

    @Test
    public void disablingClosesEveryConnectionAndTellsEachOnce() {
        FakeConnection first = connect("it-1");
        FakeConnection second = connect("it-2");

        server.setEnabled(false);
        server.setEnabled(false);

        assertFalse(server.isEnabled());
        assertEquals(CloseCode.GOING_AWAY, first.closeCode());
        assertEquals(CloseCode.GOING_AWAY, second.closeCode());
        assertEquals(Map.of(), server.connections());
        assertEquals(1, count("disconnect it-1 "));
        assertEquals(1, count("disconnect it-2 "));
    }

    @Test
    public void theEndOfASocketThatComesAfterTheDisablingIsNotToldAgain() {
        FakeConnection connection = new FakeConnection("it-1"); // its receiver hears of nothing by itself
        MessageReceiver receiver = server.open(connection);

        server.setEnabled(false);
        receiver.onText(connection, "late");
        receiver.onBinary(connection, new byte[1]);
        receiver.onClosed(connection, CloseCode.ABNORMAL, "");

        assertEquals(List.of("data it-1", "connect it-1", "disconnect it-1 "), hooks());
    }

    @Test
    public void whoComesWhileDisabledIsClosedAndNoHookKnowsHim() {
        server.setEnabled(false);
        FakeConnection connection = new FakeConnection("it-1");

        MessageReceiver receiver = server.open(connection);
        receiver.onText(connection, "a");
        receiver.onClosed(connection, CloseCode.GOING_AWAY, "");

        assertEquals(CloseCode.GOING_AWAY, connection.closeCode());
        assertEquals(List.of("data it-1"), hooks());
        assertEquals(Map.of(), server.connections());
    }

    @Test
    public void enabledAgainItTakesNewClientsAndNotTheOldOnes() {
        FakeConnection before = connect("it-1");
        server.setEnabled(false);
        server.setEnabled(true);
        FakeConnection after = connect("it-2");

        assertTrue(server.isEnabled());
        assertFalse(before.isOpen());
        assertTrue(after.isOpen());
        assertEquals(List.of(after), new ArrayList<>(server.connections().keySet()));
    }

    @Test
    public void enablingWhatIsEnabledDropsNobody() {
        FakeConnection connection = connect("it-1");

        server.setEnabled(true);

        assertTrue(connection.isOpen());
        assertEquals(1, server.connections().size());
    }

    @Test
    public void disablingWhileAClientConnectsTellsItsEndAfterItsBeginning() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch disabled = new CountDownLatch(1);
        server.inConnect = connection -> {
            connecting.countDown();
            await(disabled);
            hooks.add("connected " + connection);
        };
        FakeConnection connection = new FakeConnection("it-1");

        Future<MessageReceiver> opening = threads.submit(() -> server.open(connection));
        await(connecting);
        server.setEnabled(false);
        assertEquals("Its last hook must wait", 0, count("disconnect it-1 "));
        assertEquals(CloseCode.GOING_AWAY, connection.closeCode());
        disabled.countDown();
        MessageReceiver receiver = opening.get(10, TimeUnit.SECONDS);
        receiver.onClosed(connection, CloseCode.GOING_AWAY, "");

        assertEquals(List.of("data it-1", "connect it-1", "connected it-1", "disconnect it-1 "), hooks());
    }

    @Test
    public void disablingWhileDataAreMadeClosesTheNewcomerWithoutHooks() throws Exception {
        server.inNewData = connection -> server.setEnabled(false);
        FakeConnection connection = new FakeConnection("it-1");

        server.open(connection);

        assertEquals(CloseCode.GOING_AWAY, connection.closeCode());
        assertEquals(List.of("data it-1"), hooks());
    }

    @Test
    public void theConnectHookMayDisableTheServer() {
        FakeConnection other = connect("it-1");
        server.inConnect = connection -> server.setEnabled(false);

        FakeConnection connection = connect("it-2");

        assertFalse(other.isOpen());
        assertFalse(connection.isOpen());
        assertEquals(
                List.of(
                        "data it-1",
                        "connect it-1",
                        "data it-2",
                        "connect it-2",
                        "disconnect it-1 ",
                        "disconnect it-2 "),
                hooks());
    }

    @Test
    public void theDisconnectHookMayLookAtTheServerAndCloseOthers() {
        FakeConnection first = connect("it-1");
        FakeConnection second = connect("it-2");
        server.inDisconnect =
                gone -> server.connections().keySet().forEach(connection -> connection.close(CloseCode.NORMAL, ""));

        first.close(CloseCode.NORMAL, "");

        assertFalse(second.isOpen());
        assertEquals(1, count("disconnect it-1 "));
        assertEquals(1, count("disconnect it-2 "));
    }

    @Test
    public void aConnectHookThatThrowsLeavesTheClientConnected() {
        server.inConnect = connection -> {
            throw new IllegalStateException("on purpose");
        };

        FakeConnection connection = connect("it-1");

        assertTrue(connection.isOpen());
        assertEquals(1, server.connections().size());
        connection.close(CloseCode.NORMAL, "");
        assertEquals(1, count("disconnect it-1 "));
    }

    @Test
    public void aDisconnectHookThatThrowsHarmsNobodyElse() {
        FakeConnection first = connect("it-1");
        FakeConnection second = connect("it-2");
        server.inDisconnect = connection -> {
            throw new IllegalStateException("on purpose");
        };

        server.setEnabled(false);

        assertFalse(first.isOpen());
        assertFalse(second.isOpen());
        assertEquals(1, count("disconnect it-1 "));
        assertEquals(1, count("disconnect it-2 "));
    }

    @Test
    public void hooksOfAnotherBuildThatThrowErrorsAreNoWorse() {
        Consumer<Connection> fail = connection -> {
            throw new NoSuchMethodError("on purpose");
        };
        server.inConnect = fail;
        server.inDisconnect = fail;
        FakeConnection first = connect("it-1");
        FakeConnection second = connect("it-2");
        assertTrue(first.isOpen());

        server.setEnabled(false);

        assertFalse(first.isOpen());
        assertFalse(second.isOpen());
        assertEquals(1, count("disconnect it-1 "));
        assertEquals(1, count("disconnect it-2 "));
    }

    @Test
    public void aMessageHookThatThrowsIsThatConnectionsBusiness() {
        server.inText = connection -> {
            throw new IllegalStateException("on purpose");
        };
        FakeConnection connection = new FakeConnection("it-1");
        MessageReceiver receiver = server.open(connection);
        FakeConnection other = connect("it-2");

        assertThrows(
                IllegalStateException.class, () -> receiver.onText(connection, "a")); // the transport closes it: 1011
        receiver.onClosed(connection, CloseCode.SERVER_ERROR, "");

        assertEquals(List.of(other), new ArrayList<>(server.connections().keySet()));
        assertEquals(1, count("disconnect it-1 a"));
    }

    @Test
    public void whenDataCannotBeMadeNobodyHasConnected() {
        server.inNewData = connection -> {
            throw new IllegalStateException("on purpose");
        };

        assertThrows(IllegalStateException.class, () -> connect("it-1"));

        assertEquals(Map.of(), server.connections());
        assertEquals(List.of("data it-1"), hooks());
        server.setEnabled(false);
        assertEquals(List.of("data it-1"), hooks());
    }

    @Test
    public void disablingAndClosingAtTheSameTimeTellEachEndOnce() throws Exception {
        int rounds = 200;
        for (int round = 0; round < rounds; round++) {
            server.setEnabled(true);
            hooks.clear();
            List<FakeConnection> connections = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                connections.add(connect("it-" + i));
            }
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> disabling = threads.submit(() -> {
                start.await();
                server.setEnabled(false);
                return null;
            });
            Future<?> closing = threads.submit(() -> {
                start.await();
                connections.forEach(connection -> connection.close(CloseCode.NORMAL, ""));
                return null;
            });
            disabling.get(10, TimeUnit.SECONDS);
            closing.get(10, TimeUnit.SECONDS);

            for (FakeConnection connection : connections) {
                assertFalse(connection.isOpen());
                assertEquals(1, count("disconnect " + connection + " "));
            }
            assertEquals(Map.of(), server.connections());
        }
    }

    @Test
    public void connectingAndDisablingAtTheSameTimeLeavesNobodyBehind() throws Exception {
        int rounds = 200;
        for (int round = 0; round < rounds; round++) {
            server.setEnabled(true);
            hooks.clear();
            CyclicBarrier start = new CyclicBarrier(2);
            FakeConnection connection = new FakeConnection("it-" + round);
            Future<MessageReceiver> opening = threads.submit(() -> {
                start.await();
                return server.open(connection);
            });
            Future<?> disabling = threads.submit(() -> {
                start.await();
                server.setEnabled(false);
                return null;
            });
            opening.get(10, TimeUnit.SECONDS);
            disabling.get(10, TimeUnit.SECONDS);

            assertFalse(connection.isOpen());
            assertEquals(Map.of(), server.connections());
            assertEquals(count("connect " + connection), count("disconnect " + connection + " "));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
