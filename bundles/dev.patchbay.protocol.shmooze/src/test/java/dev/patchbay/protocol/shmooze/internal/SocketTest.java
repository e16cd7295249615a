package dev.patchbay.protocol.shmooze.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import dev.patchbay.transport.line.internal.IoThreads;
import dev.patchbay.transport.line.internal.LineTransportComponent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The same over sockets. */
public class SocketTest {

    private static final int PATIENCE_IN_MS = 10_000;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String BACKGROUND = "{\"cmd\": \"bg\"}\n";
    private static final String DONE = "{\"success\":true}";

    private final LineTransport transport = new LineTransportComponent(new IoThreads());
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final FakeDispatcher dispatcher =
            new FakeDispatcher().with("queue.bg", args -> null).with("queue.echo", args -> args.get("value"));
    private LinePort port;

    @Before
    public void listen() throws IOException {
        Commands commands = new Commands(dispatcher, dispatcher::hasNamespace);
        port = transport.listen(LineSettings.at(HERE.getHostAddress(), 0), connection -> {
            connection.next();
            return new ServiceConnection("queue", connection, commands, workers);
        });
    }

    @After
    public void close() {
        port.close();
        dispatcher.close();
        workers.shutdownNow();
    }

    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_IN_MS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out = socket.getOutputStream();
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(UTF_8));
        }

        String read() throws IOException {
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Client client() throws IOException {
        return new Client(new Socket(HERE, port.address().getPort()));
    }

    @Test
    public void commandsInOnePieceAreAnsweredInOrderAndInAscii() throws IOException {
        try (Client client = client()) {
            client.write("{\"cmd\": \"echo\", \"args\": {\"value\": \"ä\"}}\n[{\"cmd\": \"bg\"}, 5]\n" + BACKGROUND);
            assertEquals("{\"success\":true,\"result\":\"\\u00e4\"}", client.read());
            assertEquals("[" + DONE + ",{\"success\":false,\"error\":\"Command not a dict.\"}]", client.read());
            assertEquals(DONE, client.read());
        }
    }

    @Test
    public void whoHasSaidHisLastGetsTheAnswerToIt() throws Exception {
        CompletableFuture<Void> isGone = new CompletableFuture<>();
        dispatcher.with("queue.wait", args -> {
            isGone.get(PATIENCE_IN_MS, TimeUnit.MILLISECONDS);
            return "at last";
        });
        try (Client client = client();
                Client other = client()) {
            client.write("{\"cmd\": \"wait\"}\n");
            client.socket.shutdownOutput();
            other.write(BACKGROUND); // by then the end of the first has been noticed, if anybody looks
            assertEquals(DONE, other.read());
            other.write(BACKGROUND);
            assertEquals(DONE, other.read());
            isGone.complete(null);
            assertEquals("{\"success\":true,\"result\":\"at last\"}", client.read());
            assertNull(client.read());
        }
    }

    @Test
    public void junkEndsOnlyItsOwnConnectionAfterTheAnswersBefore() throws IOException {
        try (Client client = client();
                Client other = client()) {
            client.write(BACKGROUND + "junk\n" + BACKGROUND);
            assertEquals(DONE, client.read());
            assertNull(client.read());
            other.write(BACKGROUND);
            assertEquals(DONE, other.read());
        }
    }

    @Test
    public void whoSendsEverythingBeforeReadingIsAnsweredEverything() throws Exception {
        int count = 3_000;
        String value = "x".repeat(5_000);
        String command = "{\"cmd\": \"echo\", \"args\": {\"value\": \"" + value + "\"}}\n";
        try (Client client = client()) {
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(() -> writeAll(client, command, count), workers);
            await("the first ones are carried out")
                    .until(() -> dispatcher.requests().size() > 100);
            for (int i = 0; i < count; i++) {
                assertEquals("{\"success\":true,\"result\":\"" + value + "\"}", client.read());
            }
            writing.get(PATIENCE_IN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private static void writeAll(Client client, String command, int count) {
        try {
            for (int i = 0; i < count; i++) {
                client.write(command);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    // ---- services elsewhere

    private static final class Outcome implements Backend.Answer {

        private final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public void answered(String line) {
            text.complete(line);
        }

        @Override
        public void failed(String reason) {
            text.complete(reason);
        }

        String get() throws Exception {
            return text.get(PATIENCE_IN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private Backend backend(int servicePort) {
        return new Backend(
                "nlp",
                List.of(new InetSocketAddress(HERE, servicePort)),
                transport,
                LineSettings.at("localhost", 0),
                PATIENCE_IN_MS,
                1);
    }

    private static Outcome ask(Backend backend, String line) {
        Outcome outcome = new Outcome();
        backend.ask(line, outcome);
        return outcome;
    }

    private static Client accept(ServerSocket service) throws IOException {
        service.setSoTimeout(PATIENCE_IN_MS);
        return new Client(service.accept());
    }

    private static void assertAnswers(Client service, String line, Outcome outcome) throws Exception {
        assertEquals(line, service.read());
        service.write("answer to " + line + "\n");
        assertEquals("answer to " + line, outcome.get());
    }

    @Test
    public void aConnectionToAServiceIsUsedAgainUntilTheServiceStartsAnew() throws Exception {
        try (ServerSocket service = new ServerSocket(0, 5, HERE);
                Backend backend = backend(service.getLocalPort())) {
            Outcome first = ask(backend, "1");
            Client before = accept(service);
            assertAnswers(before, "1", first);
            assertAnswers(before, "2", ask(backend, "2"));
            before.close();
            await().until(() -> backend.idle() == 0);
            Outcome third = ask(backend, "3");
            try (Client after = accept(service)) {
                assertAnswers(after, "3", third);
            }
        }
    }

    @Test
    public void aServiceThatIsNotThereIsNotReachable() throws Exception {
        int free;
        try (ServerSocket gone = new ServerSocket(0, 5, HERE)) {
            free = gone.getLocalPort();
        }
        try (Backend backend = backend(free)) {
            String reason = ask(backend, "1").get();
            assertTrue(reason, reason.contains("'nlp' is not reachable"));
        }
    }

    @Test
    public void aServiceThatDropsTheConnectionIsNotAskedAgain() throws Exception {
        try (ServerSocket service = new ServerSocket(0, 5, HERE);
                Backend backend = backend(service.getLocalPort())) {
            Outcome first = ask(backend, "1");
            try (Client client = accept(service)) {
                assertEquals("1", client.read());
            }
            String reason = first.get();
            assertTrue(reason, reason.contains("may have been done"));
        }
    }
}
