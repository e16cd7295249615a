package dev.patchbay.browser.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** What a page tells of itself, at an address that stays while its gateway comes and goes. */
final class Reports implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Reports() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<String> told() {
        return told;
    }

    void await(String report) {
        await(report, 1);
    }

    /** Once the page has told something that often. */
    void await(String report, int times) {
        Awaitility.await(report + ", told was " + told)
                .atMost(PATIENCE)
                .until(() -> told.stream().filter(report::equals).count() >= times);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
