package dev.patchbay.transport.http.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.internal.PerMessageDeflateExtension;
import org.jspecify.annotations.Nullable;

/**
 * Turns an accepted request into a WebSocket: negotiates, answers with 101 and puts the WebSocket in the place of
 * the HTTP connection once that answer has been written.
 */
final class Upgrade {

    private static final URI ANYWHERE = URI.create("/");
    private static final ExtensionConfig DEFLATE =
            ExtensionConfig.parse("permessage-deflate;server_no_context_takeover;client_no_context_takeover");

    /** Some clients read the answer in pieces of this size and lose what comes behind it in the last one. */
    private static final int PIECE_BYTES = 128;

    private static final String FILLER = "X-Pad";
    private static final int STATUS_LINE_BYTES = "HTTP/1.1 101 Switching Protocols\r\n".length();
    private static final int FIELD_EXTRA_BYTES = ": \r\n".length();
    private static final int BLANK_LINE_BYTES = 2;
    private static final int READ_BUFFER_BYTES = 16 * 1024;

    private final Shared shared;
    private final WebSocketComponents components;
    private final Compressor compressor;

    Upgrade(Shared shared, WebSocketComponents components) {
        this.shared = shared;
        this.components = components;
        this.compressor = new Compressor(components.getDeflaterPool());
        components.getExtensionRegistry().register(DEFLATE.getName(), PerMessageDeflateExtension.class);
    }

    /**
     * Answers with 101.
     *
     * @param mount a slot of it has been reserved and is given back when the answer cannot be written
     */
    void start(Mount mount, UpgradeRequest upgrade, Request request, Response response, Callback callback) {
        boolean compressed = mount.settings().compression() && upgrade.offersDeflate();
        String subprotocol = upgrade.chooseSubprotocol(mount.settings());
        WebSocketLink link = link(mount, upgrade, request, subprotocol, compressed);
        answer(response.getHeaders(), upgrade.acceptKey(), subprotocol, compressed);
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, link);
        response.write(true, null, Callback.from(callback::succeeded, cause -> {
            mount.release();
            callback.failed(cause);
        }));
    }

    private WebSocketLink link(
            Mount mount, UpgradeRequest upgrade, Request request, @Nullable String subprotocol, boolean compressed) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        WebSocket webSocket = new WebSocket(
                mount,
                upgrade.handshake(subprotocol),
                upgrade.ownPort(),
                shared,
                endPoint,
                compressed ? compressor : null);
        LingeringSession session = session(webSocket, subprotocol, request.isSecure(), compressed);
        WebSocketLink link =
                new WebSocketLink(request.getConnectionMetaData().getConnector(), endPoint, session, webSocket);
        session.setWebSocketConnection(link);
        return link;
    }

    private LingeringSession session(
            WebSocket webSocket, @Nullable String subprotocol, boolean secure, boolean compressed) {
        ExtensionStack extensions = new ExtensionStack(components, Behavior.SERVER);
        List<ExtensionConfig> chosen = compressed ? List.of(DEFLATE) : List.of();
        extensions.negotiate(chosen, chosen);
        Negotiated negotiated =
                new Negotiated(ANYWHERE, subprotocol, secure, extensions, WebSocketConstants.SPEC_VERSION_STRING);
        LingeringSession session = new LingeringSession(webSocket, negotiated, components);
        // Silence is the patrol's business; the endpoint's settings may change while the connection is open.
        session.setIdleTimeout(Duration.ZERO);
        session.setInputBufferSize(READ_BUFFER_BYTES);
        session.setMaxFrameSize(0);
        return session;
    }

    private static void answer(
            HttpFields.Mutable headers, String acceptKey, @Nullable String subprotocol, boolean compressed) {
        headers.put(HttpHeader.UPGRADE, "websocket");
        headers.put(HttpHeader.CONNECTION, "Upgrade");
        headers.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, acceptKey);
        if (subprotocol != null) {
            headers.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, subprotocol);
        }
        if (compressed) {
            headers.put(HttpHeader.SEC_WEBSOCKET_EXTENSIONS, DEFLATE.getParameterizedName());
        }
        headers.put(FILLER, "x".repeat(fillerBytes(headers)));
    }

    /** How long the filler's value must be for the whole block to be a multiple of a piece; at least 1. */
    private static int fillerBytes(HttpFields headers) {
        int block = STATUS_LINE_BYTES + BLANK_LINE_BYTES + FILLER.length() + FIELD_EXTRA_BYTES;
        for (HttpField field : headers) {
            String value = field.getValue() == null ? "" : field.getValue();
            block += field.getName().length() + FIELD_EXTRA_BYTES + value.length();
        }
        return PIECE_BYTES - block % PIECE_BYTES;
    }
}
