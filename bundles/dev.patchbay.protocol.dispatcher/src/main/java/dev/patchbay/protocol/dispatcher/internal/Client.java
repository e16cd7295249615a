package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** One connected client: who it is, and everything that ends with its connection. Thread-safe. */
final class Client {

    /** What a connection may switch on. */
    static final String STREAMING = "streaming_responses";

    static final String STRICT = "strict_validation";

    private final Connection connection;
    private final Address address;
    private final EventFeed events;
    private final ForwardedCalls forwarded;
    private final ClientOffers offers;
    private final Tokens tokens;
    private final Set<String> features = new ConcurrentSkipListSet<>();
    private volatile @Nullable Session session;
    private volatile boolean isStreaming;

    /** Guarded by this, as all below. */
    private List<Runnable> endings = new ArrayList<>();

    private boolean hasEnded;

    Client(Connection connection, Host host) {
        this.connection = connection;
        this.address = Address.of(connection.handshake());
        this.events = new EventFeed(connection, host.events());
        this.forwarded = new ForwardedCalls(this);
        this.offers = new ClientOffers(this, host);
        this.tokens = host.tokens();
    }

    Connection connection() {
        return connection;
    }

    Address address() {
        return address;
    }

    /** What it hears. */
    EventFeed events() {
        return events;
    }

    /** Calls that it answers. */
    ForwardedCalls forwarded() {
        return forwarded;
    }

    /** What it adds to the node. */
    ClientOffers offers() {
        return offers;
    }

    /** Empty until somebody logged in. */
    Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    User user() {
        Session current = session;
        return current == null ? User.ANONYMOUS : current.user();
    }

    /** Whether an administrator is logged in; nobody but he may see how the node's code failed. */
    boolean isAdministrator() {
        return user().hasRole(User.ADMIN);
    }

    void signIn(Session next) {
        session = next;
        connection.signIn(next.user());
    }

    void enable(String feature) {
        features.add(feature);
        isStreaming = features.contains(STREAMING);
    }

    Set<String> features() {
        return new TreeSet<>(features);
    }

    boolean isStreaming() {
        return isStreaming;
    }

    boolean isStrict() {
        return features.contains(STRICT);
    }

    /** Sends a message. @return false when the connection has ended */
    boolean send(Envelope message) {
        return connection.send(message.message());
    }

    void sendError(@Nullable Object id, RpcError error) {
        send(Envelope.rpc("error", id, error.args()));
    }

    /** From now on nobody can log in with the token of this session. */
    void revokeToken() {
        session().map(Session::token).ifPresent(tokens::revoke);
    }

    /** Says why, and closes. */
    void logOut(String reason) {
        send(Envelope.event("logout", Map.of("reason", reason)));
        connection.close(CloseCode.NORMAL, reason);
    }

    /** Has something done when the connection ends. @return false when it has ended already; then it is not done */
    synchronized boolean atEnd(Runnable ending) {
        if (!hasEnded) {
            endings.add(ending);
        }
        return !hasEnded;
    }

    /** Ends all that depends on the connection. May block. */
    void end() {
        List<Runnable> due;
        synchronized (this) {
            hasEnded = true;
            due = endings;
            endings = List.of();
        }
        due.forEach(Runnable::run);
        offers.close();
    }
}
