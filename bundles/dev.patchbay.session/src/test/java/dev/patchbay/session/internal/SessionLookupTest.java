package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionStore;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.Test;

public class SessionLookupTest {

    private static final User ANN = new User("1", "ann", Set.of());
    private static final User BOB = new User("2", "bob", Set.of());
    private static final Optional<User> NOBODY = Optional.empty();

    private final FakeClock clock = new FakeClock();
    private final SessionsComponent sessions = new SessionsComponent(clock);
    private final SessionLookup lookup = new SessionLookup(sessions, true, clock);
    private final SessionLookup byMessage = new SessionLookup(sessions, false, clock);
    private final List<String> hashed = new ArrayList<>();

    @Before
    public void annIsKnownByKeyAndBobByPassword() {
        sessions.use(List.of(token -> token.equals("hers") ? Optional.of(ANN) : NOBODY));
        sessions.usePasswords(List.of((username, password) -> {
            hashed.add(username);
            return username.equals("bob") && password.equals("his") ? Optional.of(BOB) : NOBODY;
        }));
    }

    private static SessionStore store(User user, String key) {
        return asked -> asked.equals(key) ? Optional.of(user) : NOBODY;
    }

    private static Connection cookie(String... headers) {
        return FakeConnection.with("cookie", headers);
    }

    private static Connection basic(String pair) {
        return FakeConnection.with("authorization", FakeConnection.basic(pair));
    }

    @Test
    public void theCookieWins() {
        sessions.use(List.of(token -> token.equals("c") ? Optional.of(ANN) : Optional.of(BOB)));
        assertEquals(Optional.of(ANN), lookup.currentUser(cookie("sessionid=c"), "m"));
        assertEquals(Optional.of(BOB), byMessage.currentUser(cookie("sessionid=c"), "m"));
    }

    @Test
    public void withoutACookieTheMessagesIdIsTaken() {
        assertEquals(Optional.of(ANN), lookup.currentUser(FakeConnection.plain(), "hers"));
        assertEquals(Optional.of(ANN), lookup.currentUser(cookie("sessionid="), "hers"));
        assertEquals(Optional.of(ANN), byMessage.currentUser(FakeConnection.plain(), "hers"));
    }

    @Test
    public void aWrongCookieIsNotMadeGoodByAnythingElse() {
        Connection connection = cookie("sessionid=wrong");
        connection.signIn(BOB);
        assertEquals(NOBODY, lookup.currentUser(connection, "hers"));
    }

    @Test
    public void withoutSameDomainNoCookieCounts() {
        assertEquals(NOBODY, byMessage.currentUser(cookie("sessionid=hers"), null));
        assertEquals(NOBODY, byMessage.currentUser(cookie("sessionid=hers"), ""));
    }

    @Test
    public void theCookieIsFoundAmongOthers() {
        for (String[] headers : new String[][] {
            {"sessionid=hers"},
            {"a=b; sessionid=hers; c=d"},
            {"a=b;sessionid=hers"},
            {"a=b", "sessionid=hers"},
            {"sessionid=\"hers\""},
            {"sessionid=hers; sessionid=other"}
        }) {
            assertEquals(List.of(headers).toString(), Optional.of(ANN), lookup.currentUser(cookie(headers), null));
        }
        for (String header :
                List.of("xsessionid=hers", "sessionid2=hers", "SESSIONID=hers", "sessionid", "a=sessionid=hers")) {
            assertEquals(header, NOBODY, lookup.currentUser(cookie(header), null));
        }
    }

    @Test
    public void storesAreAskedAfterSessionsHighestRankingFirst() {
        lookup.use(List.of(store(ANN, "k"), store(BOB, "k"), store(BOB, "hers")));
        assertEquals(Optional.of(BOB), lookup.currentUser(FakeConnection.plain(), "k"));
        assertEquals(Optional.of(ANN), lookup.currentUser(FakeConnection.plain(), "hers"));
        assertEquals(NOBODY, lookup.currentUser(FakeConnection.plain(), "other"));
    }

    @Test
    public void aStoreThatFailsCountsAsNotKnowing() {
        lookup.use(List.of(
                store(BOB, "k"),
                key -> {
                    throw new IOException("no database");
                },
                key -> {
                    throw new NoClassDefFoundError("Gone");
                }));
        assertEquals(Optional.of(BOB), lookup.currentUser(FakeConnection.plain(), "k"));
        assertEquals(NOBODY, lookup.currentUser(FakeConnection.plain(), "other"));
    }

    @Test
    public void anInterruptIsKeptForWhoeverWaitsNext() {
        lookup.use(List.of(key -> {
            throw new InterruptedException();
        }));
        assertEquals(NOBODY, lookup.currentUser(FakeConnection.plain(), "k"));
        assertTrue(Thread.interrupted());
    }

    @Test
    public void anUnknownSessionIsNotWhoeverSignedIn() {
        Connection connection = FakeConnection.plain();
        connection.signIn(BOB);
        assertEquals(NOBODY, lookup.currentUser(connection, "unknown"));
        assertEquals(Optional.of(BOB), lookup.currentUser(connection, null));
    }

    @Test
    public void whoeverSignedInCountsBeforeTheHandshake() {
        Connection connection = basic("bob:his");
        connection.signIn(ANN);
        assertEquals(Optional.of(ANN), lookup.currentUser(connection, null));
        assertEquals(List.of(), hashed);
    }

    @Test
    public void aBearerTokenOfTheHandshakeIsAsked() {
        Connection connection = FakeConnection.with("authorization", "Bearer hers");
        assertEquals(Optional.of(ANN), lookup.currentUser(connection, null));
    }

    @Test
    public void aPasswordIsComputedOnceForEachConnection() {
        Connection connection = basic("bob:his");
        for (int i = 0; i < 100; i++) {
            assertEquals(Optional.of(BOB), lookup.currentUser(connection, null));
            clock.advance(60_000);
        }
        assertEquals(List.of("bob"), hashed);
        assertEquals(Optional.of(BOB), lookup.currentUser(basic("bob:his"), null));
        assertEquals(List.of("bob", "bob"), hashed);
    }

    @Test
    public void aWrongPasswordIsComputedAgainAfterAWhile() {
        Connection connection = basic("bob:wrong");
        for (int i = 0; i < 100; i++) {
            assertEquals(NOBODY, lookup.currentUser(connection, null));
        }
        assertEquals(1, hashed.size());
        clock.advance(30_000);
        lookup.currentUser(connection, null);
        assertEquals(2, hashed.size());
    }

    @Test
    public void aConnectionThatIsGoneIsNotKept() {
        WeakReference<Connection> gone = askOnce();
        Awaitility.await().until(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private WeakReference<Connection> askOnce() {
        Connection connection = basic("bob:his");
        assertTrue(lookup.currentUser(connection, null).isPresent());
        return new WeakReference<>(connection);
    }

    @Test
    public void aSessionThatEndsIsNobodysWithTheNextMessage() {
        Connection connection = FakeConnection.plain();
        String ticket = sessions.issue(BOB, 100);
        assertEquals(Optional.of(BOB), lookup.currentUser(connection, ticket));
        clock.advance(100);
        assertEquals(NOBODY, lookup.currentUser(connection, ticket));
    }

    @Test(timeout = 10_000)
    public void asAHostedServiceItStandsUntilItIsDisabledAndCanStandAgain() throws Exception {
        for (int i = 0; i < 2; i++) {
            Thread main = new Thread(() -> {
                try {
                    lookup.main();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            main.start();
            Awaitility.await().until(() -> main.getState() == Thread.State.WAITING);
            lookup.disable();
            main.join();
            assertFalse(main.isAlive());
        }
    }
}
