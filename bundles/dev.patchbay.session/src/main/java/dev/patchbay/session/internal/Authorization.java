package dev.patchbay.session.internal;

import dev.patchbay.endpoint.Handshake;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a header {@code Authorization} says (RFC 9110 §11.6.2). */
record Authorization(String scheme, String credentials) {

    /** A user name and a password. */
    record Basic(String username, String password) {

        @Override
        public String toString() {
            return "Basic[" + username + "]"; // a password does not get into a log
        }
    }

    /** Empty when there is no such header, or one of a single word. */
    static Optional<Authorization> of(Handshake handshake) {
        return handshake.header("Authorization").map(String::strip).flatMap(Authorization::parse);
    }

    private static Optional<Authorization> parse(String value) {
        int blank = value.indexOf(' ');
        return blank < 0
                ? Optional.empty()
                : Optional.of(new Authorization(
                        value.substring(0, blank), value.substring(blank).strip()));
    }

    /** The token of scheme {@code Bearer} (RFC 6750 §2.1). */
    Optional<String> bearer() {
        return scheme.equalsIgnoreCase("Bearer") ? Optional.of(credentials) : Optional.empty();
    }

    /** What scheme {@code Basic} carries (RFC 7617 §2), read as UTF-8; empty when it is malformed. */
    Optional<Basic> basic() {
        if (!scheme.equalsIgnoreCase("Basic")) {
            return Optional.empty();
        }
        try {
            return split(new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no base64: nobody's name and password
        }
    }

    private static Optional<Basic> split(String pair) {
        int colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Basic(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "Authorization[" + scheme + "]";
    }
}
