package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.client.Problem.Kind;
import dev.patchbay.dvbcss.client.Problem.Source;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Says in a sentence how a connection ended. */
record Endings(Source source, URI url) {

    Problem refused(int httpStatus) {
        return new Problem(
                source,
                Kind.REFUSED,
                server() + " refused the connection with HTTP " + httpStatus + meaning(httpStatus));
    }

    Problem unreachable(IOException fault) {
        return new Problem(source, Kind.UNREACHABLE, "No " + server().substring(4) + ": " + reason(fault));
    }

    Problem closed(int code, String reason) {
        String why = reason.isEmpty() ? "" : ", " + reason;
        return new Problem(
                source, Kind.LOST, "The connection to " + url + " ended with code " + code + meaningOfCode(code) + why);
    }

    Problem malformed(String problem) {
        return new Problem(source, Kind.MALFORMED, "A message of " + url + " is ignored: " + problem);
    }

    private String server() {
        return "The CSS-" + source + " server at " + url;
    }

    private static String meaning(int httpStatus) {
        return switch (httpStatus) {
            case 403 -> ": it is disabled";
            case 503 -> ": it has as many connections as it allows";
            case 404 -> ": nothing is at that path";
            case 400, 426 -> ": it expects another handshake";
            default -> httpStatus >= 200 && httpStatus < 300 ? ": that is a page, not a WebSocket" : "";
        };
    }

    private static String meaningOfCode(int code) {
        return switch (code) {
            case 1001 -> " (going away, or disabled)";
            case 1006 -> " (lost)";
            case 1008, 1013 -> " (this client was too slow, or there are too many)";
            default -> "";
        };
    }

    private static String reason(IOException fault) {
        if (hasCause(fault, UnresolvedAddressException.class)) {
            return "the host is unknown";
        }
        if (fault instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        String message = fault.getMessage();
        if (message == null || message.isBlank()) {
            return fault instanceof ConnectException
                    ? "connection refused"
                    : fault.getClass().getSimpleName();
        }
        return message;
    }

    private static boolean hasCause(Throwable fault, Class<? extends Throwable> type) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
