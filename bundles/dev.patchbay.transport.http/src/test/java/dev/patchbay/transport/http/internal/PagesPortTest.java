package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.EndpointSettings;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class PagesPortTest {

    /** Stands for the HTTP Whiteboard: answers with the path, and the query, it was asked for. */
    private static final Request.Handler WHITEBOARD = (request, response, callback) -> {
        Content.Sink.write(response, true, request.getHttpURI().getPathQuery(), callback);
        return true;
    };

    private final Door door = new Door(new DoorSettings("127.0.0.1", 0, 50, null, 0, 30_000, 30_000), () -> WHITEBOARD);
    private final FakeReference pages = new FakeReference(EndpointSettings.at("/unused"), 0);
    private int port;

    @Before
    public void openBoth() throws Exception {
        try (ServerSocket free = OwnPortTest.occupy(0)) {
            port = free.getLocalPort();
        }
        door.open();
        pages.set(Sites.PORT, port);
        pages.set("osgi.http.whiteboard.context.path", "/pages");
    }

    @After
    public void close() {
        door.close();
    }

    @Test
    public void rootOfThePortIsTheRootOfTheContext() throws Exception {
        put();
        assertEquals("/pages/", get(port, "/"));
        assertEquals("/pages/deep/er?a=%20b", get(port, "/deep/er?a=%20b"));
        assertEquals("/pages/pages/", get(port, "/pages/"));
        assertEquals("/", get(nodePort(), "/"));
        assertEquals("/pages/x", get(nodePort(), "/pages/x"));
    }

    @Test
    public void everyEndpointAnswersThereToo() throws Exception {
        put();
        RecordingEndpoint endpoint = new RecordingEndpoint();
        door.mounts().add(new FakeReference(EndpointSettings.at("/socket"), 0), () -> endpoint);
        try (RawClient client = RawClient.connect(port).open("/socket")) {
            client.sendText("from a page");
            assertEquals("from a page", client.readText());
        }
        assertEquals("what is no upgrade is for the pages", "/pages/socket", get(port, "/socket"));
    }

    @Test
    public void portFollowsTheContextAndClosesWithIt() throws Exception {
        put();
        pages.set("osgi.http.whiteboard.context.path", "/other");
        door.sites().put(pages);
        assertEquals("/other/x", get(port, "/x"));
        door.sites().remove(pages);
        Awaitility.await().until(() -> door.listening().size() == 1);
        assertThrows(ConnectException.class, () -> RawClient.connect(port));
    }

    @Test
    public void ofSeveralContextsTheOneWithTheHighestRankingHasThePort() throws Exception {
        put();
        FakeReference better = new FakeReference(EndpointSettings.at("/unused"), 1);
        better.set(Sites.PORT, String.valueOf(port));
        better.set("osgi.http.whiteboard.context.path", "/better");
        door.sites().put(better);
        assertEquals("/better/x", get(port, "/x"));
        door.sites().remove(better);
        assertEquals("/pages/x", get(port, "/x"));
    }

    @Test
    public void contextWithoutAPathOrWithAPortThatIsNoneGetsNone() throws Exception {
        for (Object wrong : new Object[] {"", "/", "pages", "/pages/"}) {
            pages.set("osgi.http.whiteboard.context.path", wrong);
            door.sites().put(pages);
            assertTrue(door.sites().ports().isEmpty());
        }
        pages.set("osgi.http.whiteboard.context.path", "/pages");
        for (Object wrong : new Object[] {0, -1, "web", 123_456}) {
            pages.set(Sites.PORT, wrong);
            door.sites().put(pages);
            assertTrue(door.sites().ports().isEmpty());
        }
    }

    private void put() {
        door.sites().put(pages);
        Awaitility.await().until(() -> door.listening().contains("http://127.0.0.1:" + port));
    }

    private int nodePort() {
        return URI.create(door.listening().get(0)).getPort();
    }

    private static String get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
