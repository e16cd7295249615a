package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.Handshake;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.jspecify.annotations.Nullable;

/** A client's request to become a WebSocket (RFC 6455 §4.2.1). */
final class UpgradeRequest {

    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final String DEFLATE = "permessage-deflate";

    private final Request request;
    private final HttpFields headers;
    private final int ownPort;

    /** @param ownPort as {@link PortConnector} has it; {@link PortConnector#NODE} by a port of pages, too */
    UpgradeRequest(Request request, int ownPort) {
        this.request = request;
        this.ownPort = ownPort;
        this.headers = request.getHeaders();
    }

    /** Whether it is one at all, right or wrong. */
    boolean asksForWebSocket() {
        return headers.contains(HttpHeader.UPGRADE, "websocket");
    }

    /** What is wrong with it; null when nothing is. */
    @Nullable
    Refusal fault() {
        if (!HttpMethod.GET.is(request.getMethod())
                || !asksForWebSocket()
                || request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
            return Refusal.upgradeRequired("Expected a WebSocket upgrade (HTTP/1.1 GET with Upgrade: websocket) at "
                    + Request.getPathInContext(request) + ", got a plain " + request.getMethod()
                    + ". Use a WebSocket client");
        }
        if (!headers.contains(HttpHeader.CONNECTION, "upgrade")) {
            return Refusal.malformed(
                    "Expected the header Connection: Upgrade, got " + headers.get(HttpHeader.CONNECTION));
        }
        return versionOrKeyFault();
    }

    /** The value of {@code Sec-WebSocket-Accept}. */
    String acceptKey() {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] text = (key() + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder().encodeToString(sha1.digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    boolean isFromAllowedOrigin(EndpointSettings settings) {
        return new OriginRule(settings.origins()).allows(origin(), headers.get(HttpHeader.HOST));
    }

    @Nullable
    String origin() {
        return headers.get(HttpHeader.ORIGIN);
    }

    /** The first of ours that the client offers too; null for none. */
    @Nullable
    String chooseSubprotocol(EndpointSettings settings) {
        List<String> offered = headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, true);
        return settings.subprotocols().stream()
                .filter(offered::contains)
                .findFirst()
                .orElse(null);
    }

    /** Whether the client offers permessage-deflate with nothing that Java's compressor cannot do. */
    boolean offersDeflate() {
        return headers.getValuesList(HttpHeader.SEC_WEBSOCKET_EXTENSIONS).stream()
                .flatMap(line -> ExtensionConfig.parseList(line).stream())
                .anyMatch(offer ->
                        offer.getName().equals(DEFLATE) && offer.getParameter("server_max_window_bits", 15) == 15);
    }

    /** By which endpoints' own port it came, if by any. */
    int ownPort() {
        return ownPort;
    }

    /** @param subprotocol what was agreed on; null for none */
    Handshake handshake(@Nullable String subprotocol) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        String query = request.getHttpURI().getQuery();
        return new Handshake(
                Request.getPathInContext(request),
                query == null ? "" : query,
                headersByName(),
                subprotocol,
                text(connection.getLocalSocketAddress()),
                text(connection.getRemoteSocketAddress()),
                connection.isSecure());
    }

    private @Nullable Refusal versionOrKeyFault() {
        String version = headers.get(HttpHeader.SEC_WEBSOCKET_VERSION);
        if (!Refusal.WEBSOCKET_VERSION.equals(version)) {
            return Refusal.upgradeRequired("Expected Sec-WebSocket-Version: 13, got " + version);
        }
        return hasValidKey()
                ? null
                : Refusal.malformed("Expected a Sec-WebSocket-Key of 16 bytes in Base64, got " + key());
    }

    private boolean hasValidKey() {
        String key = key();
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable String key() {
        return headers.get(HttpHeader.SEC_WEBSOCKET_KEY);
    }

    /** Kept for as long as the connection lives, so in the most compact form the JDK has. */
    private Map<String, List<String>> headersByName() {
        Map<String, List<String>> byName = new HashMap<>();
        for (HttpField field : headers) {
            byName.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>(1))
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        byName.replaceAll((name, values) -> List.copyOf(values));
        return Map.copyOf(byName);
    }

    private static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            String host = inet.getAddress().getHostAddress();
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return String.valueOf(address);
    }
}
