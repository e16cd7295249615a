package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.session.User;
import java.util.function.LongSupplier;

/** What somebody who logged in may log in with again, until he has done nothing for a while. */
final class Token {

    private final String text;
    private final User user;
    private final LongSupplier nanoTime;
    private volatile long touchedAt;

    Token(String text, User user, LongSupplier nanoTime) {
        this.text = text;
        this.user = user;
        this.nanoTime = nanoTime;
        touch();
    }

    String text() {
        return text;
    }

    User user() {
        return user;
    }

    /** Its time starts anew. */
    void touch() {
        touchedAt = nanoTime.getAsLong();
    }

    boolean isOlderThan(long nanos) {
        return nanoTime.getAsLong() - touchedAt > nanos;
    }
}
