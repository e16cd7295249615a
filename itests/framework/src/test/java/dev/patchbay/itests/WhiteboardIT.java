package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Connections;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Message;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.EndpointServer;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WhiteboardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 404;

    private final Host host = new Host();
    private final HttpClient client = HttpClient.newHttpClient();
    private String base;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Distribution.with("{\"http\": {\"port\": 0}}")};
    }

    @Before
    public void awaitListening() {
        Connections connections = host.service(Connections.class);
        List<String> listening = await().atMost(PATIENCE).until(connections::listening, urls -> !urls.isEmpty());
        base = listening.get(0);
    }

    private static final class Greeting extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("good morning");
        }
    }

    private <T> ServiceRegistration<T> offer(Class<T> type, T service, Map<String, Object> properties) {
        return host.context().registerService(type, service, FrameworkUtil.asDictionary(properties));
    }

    private ServiceRegistration<Servlet> offerGreeting() {
        return offer(Servlet.class, new Greeting(), Map.of("osgi.http.whiteboard.servlet.pattern", "/greeting"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base).resolve(path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void awaitStatus(String path, int status) {
        await().atMost(PATIENCE).until(() -> get(path).statusCode(), answered -> answered == status);
    }

    @Test
    public void aServletAnswersWhileItsServiceIsThere() throws Exception {
        assertEquals(NOT_FOUND, get("/greeting").statusCode());
        ServiceRegistration<Servlet> servlet = offerGreeting();
        awaitStatus("/greeting", 200);
        assertEquals("good morning", get("/greeting").body());
        servlet.unregister();
        awaitStatus("/greeting", NOT_FOUND);
    }

    @Test
    public void aFilterStandsBeforeAServletWhileItsServiceIsThere() throws Exception {
        ServiceRegistration<Servlet> servlet = offerGreeting();
        awaitStatus("/greeting", 200);
        Filter closed = (ServletRequest request, ServletResponse response, jakarta.servlet.FilterChain chain) ->
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        ServiceRegistration<Filter> filter =
                offer(Filter.class, closed, Map.of("osgi.http.whiteboard.filter.pattern", "/greeting"));
        awaitStatus("/greeting", 503);
        filter.unregister();
        awaitStatus("/greeting", 200);
        servlet.unregister();
    }

    /** As docs/write-a-plugin.md shows it. */
    private static final class Chorus extends EndpointServer<LongAdder> {

        @Override
        protected LongAdder newData(Connection connection) {
            return new LongAdder();
        }

        @Override
        protected void onText(Connection connection, LongAdder said, String text) {
            said.increment();
            connections().keySet().forEach(each -> each.send(Message.text(connection.id() + ": " + text)));
        }
    }

    /** Says what it hears to a queue. */
    private final class Singer implements WebSocket.Listener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(base.replaceFirst("^http", "ws")).resolve("/chorus"), this)
                .join();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            heard.add(text.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed " + code);
            return null;
        }

        private String next() throws InterruptedException {
            return heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    public void anEndpointOnTheBaseClassKnowsItsConnectionsWhileItIsOffered() throws Exception {
        Chorus chorus = new Chorus();
        ServiceRegistration<Endpoint> endpoint =
                offer(Endpoint.class, chorus, Map.of(EndpointSettings.PATH, "/chorus"));
        // to whoever does not upgrade, a path without an endpoint is not there
        await().atMost(PATIENCE).until(() -> get("/chorus").statusCode() != NOT_FOUND);
        Singer first = new Singer();
        Singer second = new Singer();
        await().atMost(PATIENCE).until(() -> chorus.connections().size() == 2);
        first.socket.sendText("la", true).join();
        String line = second.next();
        assertEquals(line, first.next());
        assertTrue(line, line.endsWith(": la"));
        assertEquals(
                List.of(1L, 0L),
                chorus.connections().values().stream().map(LongAdder::sum).toList());

        chorus.setEnabled(false);
        assertEquals("closed 1001", first.next());
        assertEquals("closed 1001", second.next());
        assertEquals(Map.of(), chorus.connections());
        assertEquals(403, get("/chorus").statusCode());
        endpoint.unregister();
        awaitStatus("/chorus", NOT_FOUND);
    }

    @Test
    public void aResourceOfABundleIsServedWhileItIsOffered() throws Exception {
        ServiceRegistration<Object> resource = offer(
                Object.class,
                new Object(),
                Map.of(
                        "osgi.http.whiteboard.resource.pattern",
                        "/static/*",
                        "osgi.http.whiteboard.resource.prefix",
                        "/site"));
        awaitStatus("/static/hello.txt", 200);
        assertEquals("hello from a bundle", get("/static/hello.txt").body().strip());
        assertEquals(NOT_FOUND, get("/static/missing.txt").statusCode());
        resource.unregister();
        awaitStatus("/static/hello.txt", NOT_FOUND);
    }
}
