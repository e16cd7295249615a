package dev.patchbay.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the client's upgrade request said.
 *
 * @param path the path asked for, without the query
 * @param query the raw query without {@code ?}; empty when there was none
 * @param headers by lower-case name
 * @param subprotocol what was agreed on; null for none
 * @param localAddress address and port the client connected to, {@code host:port}, IPv6 in brackets
 * @param remoteAddress the client's address and port, likewise
 * @param secure whether the connection is TLS
 */
public record Handshake(
        String path,
        String query,
        Map<String, List<String>> headers,
        @Nullable String subprotocol,
        String localAddress,
        String remoteAddress,
        boolean secure) {

    /** The first value of a header, whatever its case. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
