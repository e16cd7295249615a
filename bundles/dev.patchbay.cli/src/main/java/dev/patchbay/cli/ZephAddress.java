package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import dev.patchbay.json.JsonDocument;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where an original's command finds the node: at the address it was given, else at that of the settings file, else at
 * the control socket of the home. With a colon an address is {@code host:port}, else the path of a Unix domain socket.
 */
final class ZephAddress {

    /** What originals call the address in their settings. */
    private static final String NAME = "CONFIGURATION_NETWORK_INTERFACE";

    private final NodeOptions node;
    private final Map<String, String> environment;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings that may name the address (default: PATCHBAY_SETTINGS, then"
                    + " SHMOOZE_SETTINGS, then config/patchbay.json).")
    private @Nullable Path config;

    ZephAddress(NodeOptions node, Map<String, String> environment) {
        this.node = node;
        this.environment = environment;
    }

    /**
     * The node.
     *
     * @param given the address somebody typed, relative to where he is; null for none
     */
    ControlClient client(@Nullable String given) throws IOException, UsageException {
        if (given != null) {
            return ControlClient.at(parse(given, Path.of("")));
        }
        Optional<String> configured = configured(node.home());
        return configured.isEmpty() ? node.control() : ControlClient.at(parse(configured.get(), node.home()));
    }

    private Optional<String> configured(Path home) throws IOException, UsageException {
        Path file = file(home);
        if (config == null && Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            Object settings = JsonDocument.parse(Files.readString(file)).value();
            Object address = settings instanceof Map<?, ?> members ? members.get(NAME) : null;
            return Optional.ofNullable(address).map(Object::toString).filter(text -> !text.isBlank());
        } catch (JsonException e) {
            throw new UsageException("Expected settings in " + file + ", got a text that is none: " + e.getMessage()
                    + "; correct it, or name an address");
        }
    }

    private Path file(Path home) {
        String ours = environment.getOrDefault("PATCHBAY_SETTINGS", "");
        String named = ours.isEmpty() ? environment.getOrDefault("SHMOOZE_SETTINGS", "") : ours;
        if (config != null || !named.isEmpty()) {
            return config != null ? config : Path.of(named);
        }
        String installation = Objects.toString(System.getProperty("patchbay.install"), home.toString());
        return Path.of(installation, "config", "patchbay.json");
    }

    /** Reads an address as a person writes it. */
    static SocketAddress parse(String text, Path base) throws UsageException {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return UnixDomainSocketAddress.of(base.resolve(text).normalize());
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new UsageException("Expected host:port, or a path without a colon, got '" + text + "'");
        }
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        String name = isBracketed ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(name.isEmpty() ? "localhost" : name, Integer.parseInt(port));
    }
}
