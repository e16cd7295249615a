package dev.patchbay.session.internal;

import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the tickets of this node first, then every authenticator. */
@Component
public final class SessionsComponent implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsComponent.class);

    private final Tickets tickets;

    /** Lowest ranking first, as the component runtime sorts them. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    private volatile List<Authenticator> authenticators = List.of();

    @Activate
    public SessionsComponent() {
        this(InstantSource.system());
    }

    SessionsComponent(InstantSource clock) {
        this.tickets = new Tickets(clock);
    }

    void use(List<Authenticator> lowestFirst) {
        authenticators = lowestFirst;
    }

    @Override
    public Optional<User> userOf(String token) {
        Optional<User> user = tickets.userOf(token);
        List<Authenticator> current = authenticators;
        for (int i = current.size() - 1; i >= 0 && user.isEmpty(); i--) {
            user = ask(current.get(i), token);
        }
        return user;
    }

    private static Optional<User> ask(Authenticator authenticator, String token) {
        try {
            return authenticator.authenticate(token);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} failed; the token counts as unknown to it", authenticator, e);
            return Optional.empty();
        }
    }

    @Override
    public String issue(User user, long lifeInMs) {
        return tickets.issue(user, lifeInMs);
    }
}
