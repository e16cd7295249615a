package dev.patchbay.session.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.session.User;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * Remembers who sent each connection's upgrade request: a password takes 100 ms of computing, and a connection asks with
 * every message. A user is remembered as long as his connection; nobody for half a minute, since he may be added
 * meanwhile. Thread-safe.
 */
final class HandshakeUsers {

    private static final long NOBODY_IN_MS = 30_000;

    private record Remembered(Optional<User> user, long atInMs) {}

    private final InstantSource clock;
    private final Function<Handshake, Optional<User>> question;

    /** Weak: an entry goes with its connection. */
    private final Map<Connection, Remembered> remembered = Collections.synchronizedMap(new WeakHashMap<>());

    HandshakeUsers(InstantSource clock, Function<Handshake, Optional<User>> question) {
        this.clock = clock;
        this.question = question;
    }

    Optional<User> of(Connection connection) {
        if (connection.handshake().header("Authorization").isEmpty()) {
            return Optional.empty();
        }
        Remembered known = remembered.get(connection);
        if (known != null && isGood(known)) {
            return known.user();
        }
        Remembered found = new Remembered(question.apply(connection.handshake()), clock.millis());
        remembered.put(connection, found);
        return found.user();
    }

    private boolean isGood(Remembered known) {
        return known.user().isPresent() || clock.millis() - known.atInMs() < NOBODY_IN_MS;
    }
}
