package dev.patchbay.session.internal;

import dev.patchbay.session.User;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens that are good for a while. Thread-safe. */
final class Tickets {

    private record Ticket(User user, long endInMs) {}

    private final InstantSource clock;
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

    Tickets(InstantSource clock) {
        this.clock = clock;
    }

    String issue(User user, long lifeInMs) {
        long now = clock.millis();
        tickets.values().removeIf(ticket -> ticket.endInMs() <= now);
        String token = RandomToken.next();
        tickets.put(token, new Ticket(user, now + lifeInMs));
        return token;
    }

    Optional<User> userOf(String token) {
        Ticket ticket = tickets.get(token);
        return ticket == null || ticket.endInMs() <= clock.millis() ? Optional.empty() : Optional.of(ticket.user());
    }
}
