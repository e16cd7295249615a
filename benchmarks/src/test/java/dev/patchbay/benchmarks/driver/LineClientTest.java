package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.benchmarks.server.BareLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class LineClientTest {

    private ServerSocket server;

    @Before
    public void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @After
    public void close() throws IOException {
        server.close();
    }

    @Test
    public void aCommandGivesItsAnswer() throws Exception {
        answer("{\"success\":true,\"result\":1}");
        try (LineClient client = LineClient.open(server.getLocalPort())) {
            assertEquals("{\"success\":true,\"result\":1}", client.command("{}"));
            assertEquals("{\"success\":true,\"result\":1}", client.command("{}"));
        }
    }

    @Test
    public void aCommandThatFailedIsTold() throws Exception {
        answer("{\"success\":false,\"error\":\"Bad command.\"}");
        try (LineClient client = LineClient.open(server.getLocalPort())) {
            IOException failure = assertThrows(IOException.class, () -> client.command("{}"));
            assertTrue(failure.getMessage(), failure.getMessage().contains("Bad command."));
        }
    }

    @Test
    public void whatNeverComesIsWaitedForOnlySoLong() throws Exception {
        answer("{\"success\":true}");
        assertEquals(
                "{\"success\":true}",
                LineClient.await(server.getLocalPort(), "{}", each -> each.contains("true"), 10_000));
        assertThrows(
                IOException.class,
                () -> LineClient.await(server.getLocalPort(), "{}", each -> each.contains("false"), 50));
    }

    private void answer(String line) {
        Thread thread = new Thread(() -> {
            try {
                BareLines.serve(server, (line + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!server.isClosed()) { // as it is after the test
                    throw new UncheckedIOException(e);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
