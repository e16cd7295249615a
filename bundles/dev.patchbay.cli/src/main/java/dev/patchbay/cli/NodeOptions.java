package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which node to talk to: the one of a home directory, or a remote one. */
final class NodeOptions {

    private final Map<String, String> environment;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The node's home directory (default: PATCHBAY_HOME, then the installation).")
    private @Nullable Path home;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Talk to a remote node, such as wss://example.org/rpc.")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            scope = ScopeType.INHERIT,
            description = "Sign in at the remote node with this token.")
    private @Nullable String token;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // its presence alone makes picocli print the help
    private boolean help;

    NodeOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What {@code --url} names, whatever it is. */
    Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /** The control socket of the local node. */
    ControlClient control() throws UsageException {
        return ControlClient.in(home());
    }

    /** The home directory of the local node; absolute. */
    Path home() throws UsageException {
        if (url != null) {
            throw new UsageException("Expected a command for a remote node (call, task, listen, queue, pool, modules),"
                    + " got --url " + url + " with one that works on this machine only");
        }
        return absoluteHome();
    }

    /** Connects; asks the local node for its address and token unless a remote one was named. */
    JsonRpcClient connect() throws IOException, InterruptedException, NoNodeException, UsageException {
        return connect(event -> {});
    }

    /** As {@link #connect()}, and hears events as {@link JsonRpcClient#connect(Access, Consumer)} tells. */
    JsonRpcClient connect(Consumer<Map<?, ?>> onEvent)
            throws IOException, InterruptedException, NoNodeException, UsageException {
        JsonRpcClient client = JsonRpcClient.connect(access(), onEvent);
        if (token == null) {
            return client;
        }
        boolean isKnown = false;
        try {
            isKnown = isKnown(client);
        } finally {
            if (!isKnown) {
                client.close();
            }
        }
        if (!isKnown) {
            throw new UsageException("Expected a --token that the node at " + url + " knows, got one it does not:"
                    + " it may have been revoked, or belong to another node");
        }
        return client;
    }

    /** A node lets in whoever brings a token it does not know, as nobody. */
    private static boolean isKnown(JsonRpcClient client) throws IOException, InterruptedException {
        try {
            return client.await("session.whoami", null) instanceof Map<?, ?> user && user.get("id") != null;
        } catch (CallFailedException e) {
            throw new IOException("The node does not tell as whom it knows --token: " + e.getMessage(), e);
        }
    }

    private Access access() throws IOException, NoNodeException, UsageException {
        if (url != null) {
            return new Access(webSocket(url), token);
        }
        if (token != null) {
            throw new UsageException(
                    "Expected --token together with --url, got it alone; the node of a home knows you");
        }
        return control().access();
    }

    private Path absoluteHome() {
        if (home != null) {
            return home.toAbsolutePath().normalize();
        }
        String named = environment.getOrDefault("PATCHBAY_HOME", "");
        String directory = named.isEmpty() ? Objects.toString(System.getProperty("patchbay.home"), ".") : named;
        return Path.of(directory).toAbsolutePath().normalize();
    }

    private static URI webSocket(URI url) throws UsageException {
        String scheme = Objects.toString(url.getScheme(), "");
        if (url.getHost() == null || !List.of("ws", "wss").contains(scheme)) {
            throw new UsageException("Expected --url ws://HOST:PORT/rpc or wss://HOST:PORT/rpc, got " + url);
        }
        return url;
    }
}
