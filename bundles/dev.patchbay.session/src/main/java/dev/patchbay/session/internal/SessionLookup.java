package dev.patchbay.session.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import dev.patchbay.service.spi.StandingService;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionManager;
import dev.patchbay.session.spi.SessionStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The session manager a node has of its own: looks for the session id in everything that knows users by a token, then
 * in every session store; without one, it is whoever signed in or sent the upgrade request.
 *
 * <p>The original takes the session id from the cookie only, or from the message only. Here a message's id is taken
 * when the cookie is missing: nothing is lost by it, since a client chooses both.
 */
@ServiceName("session")
@OriginalId("zephserver.service.django_session_service/ZephSession")
@Component(
        service = {SessionManager.class, HostedService.class},
        configurationPid = "dev.patchbay.session")
@Designate(ocd = SessionSettings.class)
public final class SessionLookup extends StandingService implements SessionManager {

    private static final String COOKIE = "sessionid";

    private final Outages outages;
    private final Sessions sessions;
    private final HandshakeUsers handshakeUsers;
    private volatile boolean sameDomain;

    /** Lowest ranking first, as the component runtime sorts them. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    private volatile List<SessionStore> stores = List.of();

    @Activate
    public SessionLookup(@Reference Sessions sessions, SessionSettings settings) {
        this(sessions, settings.sameDomain(), new SteadyClock());
    }

    SessionLookup(Sessions sessions, boolean sameDomain, InstantSource clock) {
        this.outages = new Outages(clock);
        this.sessions = sessions;
        this.sameDomain = sameDomain;
        this.handshakeUsers = new HandshakeUsers(clock, sessions::userOf);
    }

    /** In place: whoever says hello while there is no session manager stays anonymous. */
    @Modified
    void modified(SessionSettings settings) {
        sameDomain = settings.sameDomain();
    }

    void use(List<SessionStore> lowestFirst) {
        stores = lowestFirst;
    }

    @Override
    public Optional<User> currentUser(Connection connection, @Nullable String sessionId) {
        try {
            Optional<String> key = key(connection, sessionId);
            Optional<User> user = key.isPresent() ? find(key.get()) : signedIn(connection);
            outages.answered(sessions);
            return user;
        } catch (RuntimeException | LinkageError e) {
            outages.failed(sessions, e);
            return Optional.empty();
        }
    }

    private Optional<String> key(Connection connection, @Nullable String sessionId) {
        Optional<String> cookie = sameDomain ? Cookies.find(connection.handshake(), COOKIE) : Optional.empty();
        return cookie.or(() -> Optional.ofNullable(sessionId).filter(id -> !id.isEmpty()));
    }

    private Optional<User> signedIn(Connection connection) {
        User user = connection.user();
        return user.isAnonymous() ? handshakeUsers.of(connection) : Optional.of(user);
    }

    private Optional<User> find(String key) {
        Optional<User> user = sessions.userOf(key);
        List<SessionStore> current = stores;
        for (int i = current.size() - 1; i >= 0 && user.isEmpty(); i--) {
            user = ask(current.get(i), key);
        }
        return user;
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // the interrupt is kept for whoever waits next
    private Optional<User> ask(SessionStore store, String key) {
        try {
            Optional<User> user = store.find(key);
            outages.answered(store);
            return user;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception | LinkageError e) {
            outages.failed(store, e);
            return Optional.empty();
        }
    }
}
