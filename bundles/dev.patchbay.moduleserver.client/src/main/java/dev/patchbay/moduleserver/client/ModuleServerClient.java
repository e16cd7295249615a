package dev.patchbay.moduleserver.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls modules and asks their server, over a new connection each time; has the calls of the original client. Thread-safe.
 *
 * <p>Each call blocks until it is answered. It throws {@link ModuleServerException} when the answer is an error, {@link
 * java.net.SocketTimeoutException} when nothing came for as long as the timeout says, and another {@link IOException} when
 * there is no server, or it closes the connection. Whoever calls a module often takes {@link #connect}.
 *
 * <p>Values are those of JSON: {@code Map}, {@code List}, {@code String}, {@code Boolean}, null, and numbers, which come back
 * as {@code Long}, {@code BigInteger} or {@code Double}. Source: ModuleServer, §10.
 */
public final class ModuleServerClient {

    /** The port of a ModuleServer, if nobody says otherwise. */
    public static final int PORT = 36_577;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final String host;
    private final int port;
    private final int timeoutInMs;

    /** The one on this machine at {@link #PORT}, with 2 s for each answer. */
    public ModuleServerClient() {
        this("localhost", PORT, TIMEOUT);
    }

    /**
     * Connects to nobody yet.
     *
     * @param timeout for connecting, and for each answer; at least 1 ms
     */
    public ModuleServerClient(String host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeoutInMs = Math.toIntExact(timeout.toMillis());
        if (timeoutInMs < 1) {
            throw new IllegalArgumentException("Expected a timeout of at least 1 ms, got " + timeout);
        }
    }

    /** This client's address and port, as the server sees them. */
    public InetSocketAddress ping() throws IOException, ModuleServerException {
        if (greet("_ping").get() instanceof List<?> address
                && address.size() == 2
                && address.get(0) instanceof String ip
                && address.get(1) instanceof Long number) {
            return InetSocketAddress.createUnresolved(ip, number.intValue());
        }
        throw new IOException("Expected an address and a port as response to a ping, got something else");
    }

    /** The server's help: its modules, and how to talk to it. */
    public String help() throws IOException, ModuleServerException {
        return greet("_help").getText();
    }

    /** The names of all modules, in the order in which they were loaded; those that do not work, too. */
    public List<String> modules() throws IOException, ModuleServerException {
        return modules("");
    }

    /** As {@link #modules()}, only those that begin so. */
    public List<String> modules(String prefix) throws IOException, ModuleServerException {
        if (greet("_get_modules." + prefix).get() instanceof List<?> names) {
            return names.stream().map(String::valueOf).toList();
        }
        throw new IOException("Expected a list of modules as response, got something else");
    }

    /**
     * Has a module loaded anew, in a new process; it takes as long as the module takes to be imported, so the timeout should
     * be at least 20 s.
     *
     * @param module empty for reading the configuration again and loading only what changed
     * @return what the server says
     * @throws ModuleServerException also when there is no such module
     */
    public String reload(String module) throws IOException, ModuleServerException {
        String text = greet("_reload_" + Wire.encodeText(module)).getText();
        if (text.equals("Failed to find module \"" + module + "\"")) {
            throw ModuleServerException.ofText(text);
        }
        return text;
    }

    /**
     * Calls a function of a module.
     *
     * @param function also the function that a dispatch method is given
     * @param args by position
     * @throws IllegalArgumentException when an argument cannot be JSON; then the function was not called
     */
    public @Nullable Object com(String module, String function, @Nullable Object... args)
            throws IOException, ModuleServerException {
        String request = request(function, false, args);
        try (ServerConnection connection = acknowledged(module)) {
            return connection.ask(request).get();
        }
    }

    /** The module's help. */
    public @Nullable Object com(String module) throws IOException, ModuleServerException {
        return com(module, "_help");
    }

    /**
     * A connection for several calls. The module serves nobody else until it is closed, or nothing is called over it for 1 s.
     */
    public ModuleConnection connect(String module) throws IOException, ModuleServerException {
        return new ModuleConnection(acknowledged(module));
    }

    private Answer greet(String name) throws IOException {
        try (ServerConnection connection = ServerConnection.open(host, port, timeoutInMs)) {
            return connection.ask(Wire.encode(Map.of("name", name)));
        }
    }

    @SuppressWarnings("resource") // the caller closes it, unless it was refused
    private ServerConnection acknowledged(String module) throws IOException, ModuleServerException {
        ServerConnection connection = ServerConnection.open(host, port, timeoutInMs);
        try {
            Answer answer = connection.ask(Wire.encode(Map.of("name", module)));
            if (!"ack".equals(answer.get())) {
                throw ModuleServerException.ofAnswer(String.valueOf(answer.response()), answer.traceback());
            }
            return connection;
        } catch (IOException | ModuleServerException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** @param function null for goodbye */
    static String request(@Nullable String function, boolean isKeptAlive, @Nullable Object... args) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("function", function);
        request.put("args", Collections.unmodifiableList(Arrays.asList(args)));
        request.put("keep_alive", isKeptAlive);
        return Wire.encode(request);
    }
}
