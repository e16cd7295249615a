package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** Settings are changed in place: whoever asked while the components were made anew would stay anonymous for good. */
public class ChangedSettingsTest {

    private static final Optional<User> ANN = Optional.of(new User("7", "ann", Set.of()));

    private static SessionSettings settings(boolean sameDomain, String sessions) {
        Map<String, Object> values = Map.of("sameDomain", sameDomain, "sessions", sessions);
        return (SessionSettings) Proxy.newProxyInstance(
                SessionSettings.class.getClassLoader(),
                new Class<?>[] {SessionSettings.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }

    @Test
    public void otherSessionsTakeThePlaceOfThoseBefore() {
        ConfiguredSessions sessions = new ConfiguredSessions("{\"a\": {\"id\": 7, \"username\": \"ann\"}}");
        assertEquals(ANN, sessions.authenticate("a"));
        sessions.modified(settings(true, "{\"b\": {\"id\": 7, \"username\": \"ann\"}}"));
        assertEquals(Optional.empty(), sessions.authenticate("a"));
        assertEquals(ANN, sessions.authenticate("b"));
        sessions.modified(settings(true, "{}"));
        assertEquals(Optional.empty(), sessions.authenticate("b"));
    }

    @Test
    public void whetherTheCookieCountsHoldsFromTheNextMessageOn() {
        SessionsComponent sessions = new SessionsComponent(new FakeClock());
        sessions.use(List.of(token -> token.equals("hers") ? ANN : Optional.empty()));
        SessionLookup lookup = new SessionLookup(sessions, true, new FakeClock());
        Connection connection = FakeConnection.with("cookie", "sessionid=hers");
        assertEquals(ANN, lookup.currentUser(connection, "other"));
        lookup.modified(settings(false, "{}"));
        assertEquals(Optional.empty(), lookup.currentUser(connection, "other"));
    }
}
