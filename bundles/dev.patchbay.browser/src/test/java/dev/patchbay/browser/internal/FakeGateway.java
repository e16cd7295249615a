package dev.patchbay.browser.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A gateway with one service, {@code queue}, that answers each command of a POST with the command's place in it. */
final class FakeGateway implements AutoCloseable {

    private static final String SETTINGS =
            "{\"ports\": {\"queue\": 1}, \"name\": \"Kitchen\", \"bg_color\": \"#000080\", \"fg_color\": \"yellow\"}";

    private final AtomicInteger failures = new AtomicInteger();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;

    FakeGateway() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    /**
     * A request to the service.
     *
     * @param cameAtNanos when it had been read
     * @param answeredAtNanos just before the answer was sent
     */
    record Post(String contentType, String body, long cameAtNanos, long answeredAtNanos) {}

    private HttpServer listen(int on) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
        made.createContext("/", this::file);
        made.createContext("/settings.json", exchange -> answer(exchange, 200, "text/json", SETTINGS));
        made.createContext("/queue", this::queue);
        made.start();
        return made;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    List<Post> posts() {
        return posts;
    }

    /** Answers the next requests to the service with 500. */
    void failNext(int requests) {
        failures.set(requests);
    }

    /** As a gateway that is gone. */
    void stop() {
        server.stop(0);
    }

    /** At the same address again. */
    void restart() throws IOException {
        server = listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (Library.FILES.contains(path)) {
            LibraryFile file = LibraryFile.read(path);
            answer(exchange, 200, file.contentType(), new String(file.content(), StandardCharsets.UTF_8));
            return;
        }
        try (InputStream page = path.endsWith(".html") ? FakeGateway.class.getResourceAsStream(path) : null) {
            if (page == null) {
                answer(exchange, 404, "text/plain", path);
            } else {
                answer(exchange, 200, "text/html", new String(page.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private void queue(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        long came = System.nanoTime();
        boolean isFailure = failures.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        posts.add(new Post(exchange.getRequestHeaders().getFirst("Content-Type"), body, came, System.nanoTime()));
        if (isFailure) {
            answer(exchange, 500, "text/html", "<h1>Connection refused</h1>");
        } else {
            answer(exchange, 200, "text/json", answers(body.split("\"cmd\"", -1).length - 1));
        }
    }

    private static String answers(int count) {
        return IntStream.range(0, count)
                .mapToObj(place -> "{\"success\": true, \"result\": " + place + "}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }
}
