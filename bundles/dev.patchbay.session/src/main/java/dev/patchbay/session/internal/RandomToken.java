package dev.patchbay.session.internal;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens nobody can guess. */
final class RandomToken {

    /** Of every token, in characters. */
    static final int LENGTH = 43;

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    /** 43 characters that need no escaping in a URL, a header or a shell. */
    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
