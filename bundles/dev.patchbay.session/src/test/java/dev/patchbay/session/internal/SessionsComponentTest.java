package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import dev.patchbay.session.spi.PasswordAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class SessionsComponentTest {

    private static final User ANN = new User("1", "ann", Set.of());
    private static final User BOB = new User("2", "bob", Set.of());

    private final FakeClock clock = new FakeClock();
    private final SessionsComponent sessions = new SessionsComponent(clock);
    private final List<String> asked = new ArrayList<>();

    private Authenticator knows(User user, String token) {
        return offered -> {
            asked.add(user.username());
            return offered.equals(token) ? Optional.of(user) : Optional.empty();
        };
    }

    @Test
    public void withoutAuthenticatorsNobodyIsKnown() {
        assertEquals(Optional.empty(), sessions.userOf("token"));
    }

    @Test
    public void theHighestRankingIsAskedFirst() {
        sessions.use(List.of(knows(ANN, "token"), knows(BOB, "token")));
        assertEquals(Optional.of(BOB), sessions.userOf("token"));
        assertEquals(List.of("bob"), asked);
    }

    @Test
    public void theNextIsAskedWhenTheFirstDoesNotKnow() {
        sessions.use(List.of(knows(ANN, "hers"), knows(BOB, "his")));
        assertEquals(Optional.of(ANN), sessions.userOf("hers"));
        assertEquals(List.of("bob", "ann"), asked);
    }

    @Test
    public void anAuthenticatorThatThrowsCountsAsNotKnowing() {
        sessions.use(List.of(
                knows(ANN, "token"),
                offered -> {
                    throw new IllegalStateException("no database");
                },
                offered -> {
                    throw new NoClassDefFoundError("Gone");
                }));
        assertEquals(Optional.of(ANN), sessions.userOf("token"));
    }

    @Test
    public void ticketsComeBeforeAuthenticators() {
        sessions.use(List.of(knows(BOB, "other")));
        String ticket = sessions.issue(ANN, 100);
        assertEquals(Optional.of(ANN), sessions.userOf(ticket));
        assertEquals(List.of(), asked);
        clock.advance(100);
        assertEquals(Optional.empty(), sessions.userOf(ticket));
    }

    @Test
    public void whoComesLaterIsAskedToo() {
        assertEquals(Optional.empty(), sessions.userOf("token"));
        sessions.use(List.of(knows(ANN, "token")));
        assertEquals(Optional.of(ANN), sessions.userOf("token"));
    }

    private static PasswordAuthenticator knows(User user, String username, String password) {
        return (offeredName, offered) ->
                offeredName.equals(username) && offered.equals(password) ? Optional.of(user) : Optional.empty();
    }

    @Test
    public void everyPasswordAuthenticatorIsAskedHighestRankingFirst() {
        sessions.usePasswords(List.of(knows(ANN, "x", "1"), knows(BOB, "x", "1"), knows(ANN, "ann", "2")));
        assertEquals(Optional.of(BOB), sessions.userOf("x", "1"));
        assertEquals(Optional.of(ANN), sessions.userOf("ann", "2"));
        assertEquals(Optional.empty(), sessions.userOf("ann", "1"));
    }

    @Test
    public void aPasswordAuthenticatorThatThrowsCountsAsNotKnowing() {
        sessions.usePasswords(List.of(knows(ANN, "ann", "2"), (username, password) -> {
            throw new IllegalStateException("busy");
        }));
        assertEquals(Optional.of(ANN), sessions.userOf("ann", "2"));
    }

    @Test
    public void aHandshakeIsKnownByItsTokenOrByItsPassword() {
        sessions.use(List.of(knows(ANN, "token")));
        sessions.usePasswords(List.of(knows(BOB, "bob", "his")));
        assertEquals(Optional.of(ANN), sessions.userOf(FakeConnection.authorization("Bearer token")));
        assertEquals(Optional.of(BOB), sessions.userOf(FakeConnection.authorization(FakeConnection.basic("bob:his"))));
    }

    @Test
    public void aPasswordIsNoTokenAndATokenNoPassword() {
        sessions.use(List.of(knows(ANN, "token")));
        sessions.usePasswords(List.of(knows(BOB, "token", "")));
        assertEquals(Optional.empty(), sessions.userOf(FakeConnection.authorization(FakeConnection.basic("x:token"))));
        assertEquals(Optional.empty(), sessions.userOf(FakeConnection.authorization("Digest token")));
        assertEquals(Optional.empty(), sessions.userOf(FakeConnection.handshake(Map.of())));
        assertEquals("nobody was asked about a token", List.of(), asked);
    }
}
