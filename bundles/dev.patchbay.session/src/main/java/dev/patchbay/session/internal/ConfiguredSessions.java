package dev.patchbay.session.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.json.Violation;
import dev.patchbay.schema.Default;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the users of the sessions that the settings list. For tests and closed networks: whoever can read the settings
 * can be any of them, and they never expire. Asked after everybody else.
 */
@Component(configurationPid = "dev.patchbay.session", property = "service.ranking:Integer=-1000")
public final class ConfiguredSessions implements Authenticator {

    private static final int SHOWN_OF_AN_ID = 4;
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSessions.class);
    private static final JsonType ENTRY = JsonType.of(Entry.class);
    private static final JsonSchema SCHEMA = JsonSchema.trusted(ENTRY.schema());

    /** @param id a text or a whole number, as the original's are */
    record Entry(Object id, String username, @Default("[]") List<String> roles) {

        Entry {
            boolean isText = id instanceof String text && !text.isEmpty();
            if (!isText && !(id instanceof Long)) {
                throw new IllegalArgumentException("Expected an id that is a text or a whole number, got " + id);
            }
        }

        User user() {
            return new User(id.toString(), username, Set.copyOf(roles));
        }
    }

    /** By the digest of the session id. */
    private volatile Map<String, User> users;

    @Activate
    public ConfiguredSessions(SessionSettings settings) {
        this(settings.sessions());
    }

    ConfiguredSessions(String sessions) {
        users = users(sessions);
    }

    /** In place: whoever asks while nobody knows his session stays anonymous. */
    @Modified
    void modified(SessionSettings settings) {
        users = users(settings.sessions());
    }

    private static Map<String, User> users(String sessions) {
        Map<String, User> users = new HashMap<>();
        entries(sessions).forEach((id, entry) -> user(id, entry).ifPresent(user -> users.put(Sha256.of(id), user)));
        if (!users.isEmpty()) {
            LOG.warn("{} sessions are taken from the settings; that is for tests and closed networks", users.size());
        }
        return users;
    }

    @SuppressWarnings("unchecked") // the parser makes no other maps
    private static Map<String, @Nullable Object> entries(String sessions) {
        try {
            if (Json.parse(sessions.isBlank() ? "{}" : sessions) instanceof Map<?, ?> map) {
                return (Map<String, @Nullable Object>) map;
            }
            LOG.error("Expected session/sessions to be an object of users by session id, got something else");
        } catch (JsonException e) {
            LOG.error("Expected session/sessions to be a JSON object, got none: {}", e.getMessage());
        }
        return Map.of();
    }

    private static Optional<User> user(String id, @Nullable Object plain) {
        List<Violation> violations = SCHEMA.check(plain);
        if (!violations.isEmpty()) {
            return refused(
                    id, violations.get(0).path() + " " + violations.get(0).message());
        }
        try {
            return Optional.ofNullable((Entry) ENTRY.read(SCHEMA.withDefaults(plain)))
                    .map(Entry::user);
        } catch (JsonException e) {
            return refused(id, e.getMessage());
        }
    }

    /** Enough to find it by; whoever knows the whole id is its user. */
    private static String beginningOf(String id) {
        return id.length() <= SHOWN_OF_AN_ID ? id : id.substring(0, SHOWN_OF_AN_ID) + "...";
    }

    private static Optional<User> refused(String id, @Nullable String reason) {
        LOG.error(
                "Expected entry '{}' of session/sessions to be {\"id\", \"username\", \"roles\"}, got one that is not;"
                        + " it is left out: {}",
                beginningOf(id),
                reason);
        return Optional.empty();
    }

    @Override
    public Optional<User> authenticate(String token) {
        Map<String, User> now = users;
        return now.isEmpty() ? Optional.empty() : Optional.ofNullable(now.get(Sha256.of(token)));
    }
}
