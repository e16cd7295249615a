package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Why a request is not served, in one sentence; ends the connection.
 *
 * @param status of HTTP
 */
record Refusal(int status, String sentence) {

    static final String WEBSOCKET_VERSION = "13";

    /** The client did not ask for a WebSocket in the one version there is. */
    static Refusal upgradeRequired(String sentence) {
        return new Refusal(HttpStatus.UPGRADE_REQUIRED_426, sentence);
    }

    /** The upgrade request is malformed. */
    static Refusal malformed(String sentence) {
        return new Refusal(HttpStatus.BAD_REQUEST_400, sentence);
    }

    static Refusal forbidden(String sentence) {
        return new Refusal(HttpStatus.FORBIDDEN_403, sentence);
    }

    static Refusal notFound(String sentence) {
        return new Refusal(HttpStatus.NOT_FOUND_404, sentence);
    }

    static Refusal unavailable(String sentence) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE_503, sentence);
    }

    void answer(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        if (status == HttpStatus.UPGRADE_REQUIRED_426) {
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
            response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, WEBSOCKET_VERSION);
        }
        response.write(true, ByteBuffer.wrap((sentence + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }
}
