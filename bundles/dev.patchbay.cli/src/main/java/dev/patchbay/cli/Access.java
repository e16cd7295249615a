package dev.patchbay.cli;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a node takes calls, and as whom.
 *
 * @param url {@code ws:} or {@code wss:}
 * @param token what to sign in with; null for nobody
 */
record Access(URI url, @Nullable String token) {

    /** Reads the answer of the control socket's word {@code access}. */
    static Access parse(String answer) throws IOException {
        try {
            if (Json.parse(answer) instanceof Map<?, ?> members && members.get("url") instanceof String url) {
                return new Access(URI.create(url), members.get("token") instanceof String token ? token : null);
            }
        } catch (JsonException | IllegalArgumentException e) {
            throw new IOException(unexpected(answer), e);
        }
        throw new IOException(unexpected(answer));
    }

    private static String unexpected(String answer) {
        return "The node tells no address for calls, it answered '" + answer.strip()
                + "'; 'patchbay status' shows where it listens and what is missing";
    }
}
