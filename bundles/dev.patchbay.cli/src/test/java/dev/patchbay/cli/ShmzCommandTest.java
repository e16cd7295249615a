package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ShmzCommandTest {

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer server;
    private String url;
    private int status = 200;
    private String answer = "";

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/nlp", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/nlp";
    }

    @After
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] body = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    public void wordsAreJoinedAndTheResultIsPrintedAsItIs() throws Exception {
        answer = "{\"success\": true, \"result\": \"I'll say \\u00e9\"}";

        CliRun run = CliRun.of("shmz", "--url", url, "say", "é  --loud", "-5", "--url");

        assertEquals("", run.err());
        assertEquals("I'll say é\n", run.out());
        assertEquals(ExitCode.OK, run.exitCode());
        assertEquals(
                "POST text/json {\"cmd\":\"do\",\"args\":{\"message\":\"say \\u00e9  --loud -5 --url\"}}",
                requests.take());
    }

    @Test
    public void theEnvironmentNamesTheServiceAndTheOptionWins() {
        answer = "{\"success\": true, \"result\": {\"a\": 1}}";

        CliRun named = new CliRun("", Map.of("MZ_ENDPOINT", url));
        named.execute("shmz", "q");
        CliRun both = new CliRun("", Map.of("MZ_ENDPOINT", "http://127.0.0.1:1/nlp"));
        both.execute("--url", url, "shmz", "q");

        assertEquals(named.err(), "{\n  \"a\": 1\n}\n", named.out());
        assertEquals(both.err(), "{\n  \"a\": 1\n}\n", both.out());
    }

    @Test
    public void noResultPrintsNothing() {
        answer = "{\"success\": true}";

        CliRun run = CliRun.of("shmz", "--url", url, "skip");

        assertEquals("", run.out() + run.err());
        assertEquals(ExitCode.OK, run.exitCode());
    }

    @Test
    public void anErrorIsAFailure() {
        answer = "{\"success\": false, \"error\": \"Command not recognized.\"}";

        assertFailed("Command not recognized.");
    }

    @Test
    public void aFailureOfTheGatewayIsShownWithoutItsTags() {
        status = 500;
        answer = "<html><body><h1>Internal Error</h1>\n<p>Connection refused</p></body></html>";

        assertFailed("Expected the answer of a text-command service at " + url
                + ", got HTTP 500: Internal Error Connection refused");
    }

    @Test
    public void whatIsNoAnswerIsShown() {
        answer = "Endpoint only accepts JSON.";
        assertFailed("Expected the answer of a text-command service at " + url + ", got 'Endpoint only accepts JSON.'");
        answer = "[]";
        assertFailed("Expected the answer of a text-command service at " + url + ", got []");
        answer = "{\"result\": 1}";
        assertFailed("Expected the answer of a text-command service at " + url + ", got {\"result\": 1}");
    }

    @Test
    public void nobodyThereIsASentence() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            url = "http://127.0.0.1:" + free.getLocalPort() + "/nlp";
        }
        assertFailed("Nobody answers at " + url + "; start the gateway, or name another with --url or MZ_ENDPOINT");
    }

    @Test
    public void anAddressOfNoWebPageIsWrongUsage() {
        CliRun run = CliRun.of("shmz", "--url", "ws://127.0.0.1:5000/rpc", "skip");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err(), run.err().contains("Expected http://HOST:PORT/nlp"));

        CliRun odd = new CliRun("", Map.of("MZ_ENDPOINT", "not a url"));
        assertEquals(ExitCode.USAGE, odd.execute("shmz", "skip"));
        assertTrue(odd.err(), odd.err().contains("not a url"));
        assertEquals(ExitCode.USAGE, CliRun.of("shmz").exitCode());
    }

    private void assertFailed(String sentence) {
        CliRun run = CliRun.of("shmz", "--url", url, "skip");

        assertEquals("patchbay: " + sentence + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(ExitCode.FAILED, run.exitCode());
    }
}
