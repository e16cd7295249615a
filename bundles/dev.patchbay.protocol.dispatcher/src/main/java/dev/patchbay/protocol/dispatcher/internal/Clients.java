package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;

/** The clients that are connected; what the protocol and its built-in services have in common. Thread-safe. */
@Component(
        service = Clients.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Clients {

    private final Map<Connection, Client> byConnection = new ConcurrentHashMap<>();

    @Activate
    public Clients() {}

    /** Settings do not concern it, and whoever is connected stays. */
    @Modified
    void modified() {}

    void add(Client client) {
        byConnection.put(client.connection(), client);
    }

    void remove(Client client) {
        byConnection.remove(client.connection(), client);
    }

    /** A snapshot, in no order. */
    Collection<Client> all() {
        return List.copyOf(byConnection.values());
    }

    /** Who made a call. @throws CallException when it did not come over this protocol, or nobody is logged in there */
    Client caller(CallContext context) throws CallException {
        Optional<Client> client = context.connection().map(byConnection::get);
        if (client.isEmpty() || client.get().session().isEmpty()) {
            throw new CallException(RpcError.NO_ACCESS, "Not logged in");
        }
        return client.get();
    }

    /** Lets pass who is logged in over this protocol, and administrators wherever they come from, the node itself too. */
    void checkLoggedIn(CallContext context) throws CallException {
        if (!context.user().hasRole(User.ADMIN)) {
            caller(context);
        }
    }

    /** Logs out who did nothing for too long. */
    void logOutExpired(Tokens tokens) {
        Set<Token> expired = Set.copyOf(tokens.removeExpired());
        all().stream()
                .filter(client -> client.session()
                        .map(Session::token)
                        .filter(expired::contains)
                        .isPresent())
                .forEach(client -> client.logOut("Logged out due to inactivity period"));
    }

    Optional<Client> ofSession(long session) {
        return all().stream()
                .filter(client ->
                        client.session().filter(s -> s.id() == session).isPresent())
                .findFirst();
    }

    /** The service of that name that a client offers; the newest of several. */
    Optional<ClientService> service(String name) {
        return all().stream()
                .flatMap(client -> client.offers().service(name).stream())
                .max((one, other) -> Long.compare(one.number(), other.number()));
    }
}
