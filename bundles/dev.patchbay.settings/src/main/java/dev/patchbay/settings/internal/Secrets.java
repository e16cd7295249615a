package dev.patchbay.settings.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows by their names the keys whose values nobody is shown. */
final class Secrets {

    /** What is shown instead. */
    static final String MASK = "***";

    private static final Set<String> LAST_WORDS =
            Set.of("password", "passphrase", "secret", "token", "key", "passwords", "secrets", "tokens", "keys");

    /** Between {@code api} and {@code Key}, {@code api} and {@code key}; every mark is a boundary. */
    private static final Pattern BOUNDARY = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private Secrets() {}

    /** Whether the last word of the key names a secret: {@code apiKey}, {@code db.password}; not {@code keyPath}. */
    static boolean isSecret(String key) {
        String[] words = BOUNDARY.split(key, -1);
        return LAST_WORDS.contains(words[words.length - 1].toLowerCase(Locale.ROOT));
    }
}
