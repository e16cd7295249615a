package dev.patchbay.session.internal;

import dev.patchbay.schema.Range;
import java.util.Base64;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2).
 *
 * @param iterations what it was computed with; each record has its own, so that the number can rise
 * @param salt random, in base64
 * @param hash the derived key, in base64
 */
record PasswordHash(@Range(min = 1, max = MOST_ITERATIONS) int iterations, String salt, String hash) {

    /** Length of the derived key. */
    static final int BYTES = 32;

    /** Some seconds of computing; a slip of the pen must not stop everybody's sign-in. */
    static final int MOST_ITERATIONS = 20_000_000;

    PasswordHash {
        if (Base64.getDecoder().decode(salt).length == 0 || Base64.getDecoder().decode(hash).length != BYTES) {
            throw new IllegalArgumentException(
                    "Expected a salt and a hash of " + BYTES + " bytes in base64, got other lengths");
        }
    }

    static PasswordHash of(int iterations, byte[] salt, byte[] hash) {
        Base64.Encoder encoder = Base64.getEncoder();
        return new PasswordHash(iterations, encoder.encodeToString(salt), encoder.encodeToString(hash));
    }

    byte[] saltBytes() {
        return Base64.getDecoder().decode(salt);
    }

    byte[] hashBytes() {
        return Base64.getDecoder().decode(hash);
    }

    @Override
    public String toString() {
        return "PasswordHash[" + iterations + " iterations]";
    }
}
