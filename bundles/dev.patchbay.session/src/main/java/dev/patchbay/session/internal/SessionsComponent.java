package dev.patchbay.session.internal;

import dev.patchbay.endpoint.Handshake;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import dev.patchbay.session.spi.PasswordAuthenticator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Asks the tickets of this node first, then every authenticator. */
@Component
public final class SessionsComponent implements Sessions {

    private final Outages outages;
    private final Tickets tickets;

    /** Lowest ranking first, as the component runtime sorts them. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    private volatile List<Authenticator> authenticators = List.of();

    /** Likewise. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    private volatile List<PasswordAuthenticator> passwordAuthenticators = List.of();

    @Activate
    public SessionsComponent() {
        this(new SteadyClock());
    }

    SessionsComponent(InstantSource clock) {
        this.outages = new Outages(clock);
        this.tickets = new Tickets(clock);
    }

    void use(List<Authenticator> lowestFirst) {
        authenticators = lowestFirst;
    }

    void usePasswords(List<PasswordAuthenticator> lowestFirst) {
        passwordAuthenticators = lowestFirst;
    }

    @Override
    public Optional<User> userOf(String token) {
        Optional<User> user = tickets.userOf(token);
        return user.isPresent() ? user : askAll(authenticators, who -> who.authenticate(token));
    }

    @Override
    public Optional<User> userOf(String username, String password) {
        return askAll(passwordAuthenticators, who -> who.authenticate(username, password));
    }

    @Override
    public Optional<User> userOf(Handshake handshake) {
        return Authorization.of(handshake).flatMap(this::userOf);
    }

    private Optional<User> userOf(Authorization authorization) {
        return authorization
                .bearer()
                .flatMap(this::userOf)
                .or(() -> authorization.basic().flatMap(basic -> userOf(basic.username(), basic.password())));
    }

    private <A> Optional<User> askAll(List<A> lowestFirst, Function<A, Optional<User>> question) {
        Optional<User> user = Optional.empty();
        for (int i = lowestFirst.size() - 1; i >= 0 && user.isEmpty(); i--) {
            user = ask(lowestFirst.get(i), question);
        }
        return user;
    }

    private <A> Optional<User> ask(A authenticator, Function<A, Optional<User>> question) {
        try {
            Optional<User> user = question.apply(authenticator);
            outages.answered(authenticator);
            return user;
        } catch (RuntimeException | LinkageError e) {
            outages.failed(authenticator, e);
            return Optional.empty();
        }
    }

    @Override
    public String issue(User user, long lifeInMs) {
        return tickets.issue(user, lifeInMs);
    }
}
