package dev.patchbay.session.internal;

import java.time.Instant;
import java.util.Base64;

/**
 * What is kept of an API token.
 *
 * @param createdAt when it was made
 * @param sha256 the token's digest, in base64
 */
record ApiToken(Instant createdAt, String sha256) {

    ApiToken {
        if (Base64.getDecoder().decode(sha256).length != 32) {
            throw new IllegalArgumentException("Expected a digest of 32 bytes in base64, got another length");
        }
    }

    @Override
    public String toString() {
        return "ApiToken[" + createdAt + "]";
    }
}
