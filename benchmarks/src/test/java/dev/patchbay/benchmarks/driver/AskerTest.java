package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.benchmarks.server.BareGateway;
import dev.patchbay.benchmarks.server.BareLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

public class AskerTest {

    private static final String ANSWER = "{\"success\":true,\"result\":[]}";
    private static final String COMMAND = "{\"cmd\": \"queue\"}";
    private static final long SHORT_IN_MS = 100;

    private static ServerSocket lines;
    private static Server gateway;
    private static int gatewayPort;

    @BeforeClass
    public static void startServers() throws Exception {
        lines = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(() -> BareLines.serve(lines, (ANSWER + "\n").getBytes(StandardCharsets.US_ASCII)));
        gateway = BareGateway.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ANSWER);
        gatewayPort = ((ServerConnector) gateway.getConnectors()[0]).getLocalPort();
    }

    @AfterClass
    public static void stopServers() throws Exception {
        lines.close();
        gateway.stop();
    }

    @Test
    public void linesAreAnsweredOnOneConnection() throws Exception {
        assertAnswered(Question.line(lines.getLocalPort(), COMMAND, ANSWER), 1);
    }

    @Test
    public void linesAreAnsweredOnManyConnections() throws Exception {
        assertAnswered(Question.line(lines.getLocalPort(), COMMAND, ANSWER), 7);
    }

    @Test
    public void postsAreAnsweredOnKeptConnections() throws Exception {
        assertAnswered(Question.post(gatewayPort, BareGateway.PATH, COMMAND, ANSWER), 3);
    }

    @Test
    public void postsAreAnsweredOnNewConnections() throws Exception {
        assertAnswered(
                Question.post(gatewayPort, BareGateway.PATH, COMMAND, ANSWER).alone(), 3);
    }

    @Test
    public void aRunCanBeRepeated() throws Exception {
        try (Asker asker = Asker.open(Question.line(lines.getLocalPort(), COMMAND, ANSWER), 2)) {
            assertTrue(asker.run(SHORT_IN_MS).answered() > 0);
            assertTrue(asker.run(SHORT_IN_MS).answered() > 0);
        }
    }

    @Test
    public void aWrongAnswerIsTold() throws Exception {
        assertBreaks(Question.line(lines.getLocalPort(), COMMAND, "\"result\":[1]"));
        assertBreaks(Question.post(gatewayPort, "/nowhere", COMMAND, ANSWER));
        assertBreaks(Question.post(gatewayPort, BareGateway.PATH, "[]", "HTTP/1.1 200"));
    }

    @Test
    public void theEndOfAConnectionIsTold() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            inBackground(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                }
            });
            assertBreaks(Question.line(server.getLocalPort(), COMMAND, ANSWER));
        }
    }

    @Test
    public void aRefusedConnectionIsTold() throws Exception {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        assertThrows(IOException.class, () -> Asker.open(Question.line(closed, COMMAND, ANSWER), 1));
    }

    private static void assertAnswered(Question question, int connections) throws IOException {
        try (Asker asker = Asker.open(question, connections)) {
            Outcome outcome = asker.run(SHORT_IN_MS);
            assertTrue(outcome.answered() >= connections);
            assertEquals(0, outcome.unanswered());
            assertEquals(outcome.answered(), outcome.latency().total());
        }
    }

    private static void assertBreaks(Question question) throws IOException {
        try (Asker asker = Asker.open(question, 1)) {
            assertThrows(IOException.class, () -> asker.run(SHORT_IN_MS));
        }
    }

    private interface Work {

        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                if (!lines.isClosed()) { // as it is after the last test
                    throw new UncheckedIOException(e);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
