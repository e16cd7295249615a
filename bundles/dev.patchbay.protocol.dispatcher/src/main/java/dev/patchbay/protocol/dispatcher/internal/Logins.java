package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is behind one connection, from its beginning to its end (spec §3.2, §10). Used by one thread at a time; blocks. */
final class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final String DESCRIPTION = "description";

    private final Client client;
    private final Host host;

    Logins(Client client, Host host) {
        this.client = client;
        this.host = host;
    }

    /** On the I/O thread, which the bus holds only while the node's own queue of events is full. */
    void connected() {
        host.clients().add(client);
        announce("server.client_connected", Map.of(DESCRIPTION, "Client " + address() + " connected"));
    }

    void disconnected() {
        client.session().ifPresent(this::close);
        host.clients().remove(client);
        announce("server.client_disconnected", Map.of(DESCRIPTION, "Client " + address() + " disconnected"));
    }

    void withPassword(@Nullable Object id, @Nullable Object args) {
        Map<?, ?> login = args instanceof Map<?, ?> map ? map : Map.of();
        Object password = login.get("password");
        if (login.get("username") instanceof String username && password != null) {
            logIn(
                    id,
                    text(login.get("resource")),
                    () -> host.sessions()
                            .userOf(username, SpecialValues.secret(password))
                            .orElseThrow(() -> refusal("Incorrect username or password")));
        } else {
            refuse(id, RpcError.of(RpcError.NO_ACCESS, "Incorrect username or password"));
        }
    }

    void withToken(@Nullable Object id, @Nullable Object args) {
        Map<?, ?> login = args instanceof Map<?, ?> map ? map : Map.of();
        String token = String.valueOf(login.get("token"));
        logIn(
                id,
                text(login.get("resource")),
                () -> host.tokens().userOf(token).orElseThrow(() -> refusal("Incorrect or expired token")));
    }

    private static CallException refusal(String message) {
        return new CallException(RpcError.NO_ACCESS, message);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Finds out who somebody is, or refuses. */
    private interface Identification {
        User identify() throws CallException;
    }

    private void logIn(@Nullable Object id, @Nullable String resource, Identification identification) {
        try {
            User user = identification.identify();
            if (!user.hasRole(host.settings().get().group())) {
                throw refusal("Not authorized");
            }
            Token token = host.tokens().issue(user);
            open(user, resource, token);
            client.send(Envelope.rpc("response", id, triple(token)));
        } catch (CallException e) {
            refuse(id, RpcError.of(e));
        } catch (RuntimeException e) {
            LOG.error("The login of {} failed", address(), e);
            refuse(id, RpcError.of(RpcError.FAULT, "The login failed; the node's log says why"));
        }
    }

    private List<@Nullable Object> triple(Token token) {
        long lifetimeInSec = host.settings().get().tokenLifetimeInSec();
        List<@Nullable Object> triple = new ArrayList<>();
        triple.add(token.text());
        triple.add(lifetimeInSec == 0 ? null : lifetimeInSec);
        triple.add(token.user().username());
        return triple;
    }

    void asService(@Nullable Object id, @Nullable Object args) {
        if (!host.settings().get().serviceLogin() || !client.address().isLocal()) {
            refuse(id, RpcError.of(RpcError.NO_ACCESS, "Services log in from programs on this machine only"));
        } else if (args instanceof Map<?, ?> login && login.get("name") instanceof String name && !name.isEmpty()) {
            logIn(id, name);
        } else {
            refuse(id, RpcError.of(RpcError.INVALID, "Malformed request"));
        }
    }

    private void logIn(@Nullable Object id, String service) {
        try {
            open(new User("service:" + service, service, Set.of(User.ADMIN)), null, null);
            client.send(Envelope.rpc("response", id, List.of()));
        } catch (CallException e) {
            refuse(id, RpcError.of(e));
        }
    }

    private void refuse(@Nullable Object id, RpcError error) {
        LOG.warn("{} could not log in: {}", address(), error.message());
        client.sendError(id, error);
    }

    /** @param token null for a service */
    private void open(User user, @Nullable String resource, @Nullable Token token) throws CallException {
        long id = host.records().open(user.username(), resource, address());
        client.session().ifPresent(this::close);
        Session session = new Session(id, user, resource, address(), Instant.now(), token);
        client.signIn(session);
        changed("create", session);
        announce(session, "login", "logged in");
    }

    private void close(Session session) {
        host.records().close(session.id());
        changed("update", session);
        announce(session, "logout", "logged out");
    }

    private void changed(String operation, Session session) {
        host.events().publish("session.changed", Map.of("operation", operation, "ids", List.of(session.id())));
    }

    private void announce(Session session, String what, String did) {
        String username = session.user().username();
        if (session.isService()) {
            announce(
                    "server.service_" + what, Map.of("name", username, DESCRIPTION, "Service " + username + " " + did));
        } else {
            announce(
                    "server.client_" + what, Map.of("username", username, DESCRIPTION, "User " + username + " " + did));
        }
    }

    private void announce(String event, Map<String, Object> properties) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("address", address());
        all.putAll(properties);
        host.events().publish(event, all);
    }

    private String address() {
        return client.address().text();
    }
}
