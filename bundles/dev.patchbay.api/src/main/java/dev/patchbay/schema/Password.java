package dev.patchbay.schema;

import org.jspecify.annotations.Nullable;

/**
 * A secret text that shows itself to nobody by accident: logs, records and our own JSON show {@value #HIDDEN}. One of the
 * plain Java types; a parameter of this type takes a JSON string. Immutable.
 */
public final class Password {

    /** What is shown in its place. */
    public static final String HIDDEN = "<hidden>";

    private final String secret;

    public Password(String secret) {
        this.secret = secret;
    }

    /** The secret itself. */
    public String secret() {
        return secret;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Password password && secret.equals(password.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
