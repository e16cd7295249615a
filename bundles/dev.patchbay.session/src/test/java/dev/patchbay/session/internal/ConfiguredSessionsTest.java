package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.session.User;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class ConfiguredSessionsTest {

    private static final String ANN = "\"abc\": {\"id\": 7, \"username\": \"ann\", \"roles\": [\"editor\"]}";
    private static final Optional<User> IS_ANN = Optional.of(new User("7", "ann", Set.of("editor")));

    private static Optional<User> ask(String sessions, String id) {
        return new ConfiguredSessions(sessions).authenticate(id);
    }

    @Test
    public void aListedSessionIsItsUsers() {
        assertEquals(IS_ANN, ask("{" + ANN + "}", "abc"));
        Optional<User> bob = Optional.of(new User("b", "bob", Set.of()));
        assertEquals(bob, ask("{\"x\": {\"id\": \"b\", \"username\": \"bob\"}}", "x"));
    }

    @Test
    public void anyOtherIsNobodys() {
        for (String id : new String[] {"", "ab", "abcd", "ABC", "7", "ann"}) {
            assertEquals(id, Optional.empty(), ask("{" + ANN + "}", id));
        }
        assertEquals(Optional.empty(), ask("{}", ""));
        assertEquals(Optional.empty(), ask("", "abc"));
    }

    @Test
    public void aMalformedEntryTakesOnlyItselfAway() {
        for (String entry : new String[] {
            "null",
            "5",
            "[]",
            "{}",
            "{\"id\": 1}",
            "{\"id\": 1, \"username\": 2}",
            "{\"id\": \"\", \"username\": \"x\"}",
            "{\"id\": null, \"username\": \"x\"}",
            "{\"id\": 1.5, \"username\": \"x\"}",
            "{\"id\": {}, \"username\": \"x\"}",
            "{\"id\": 1, \"username\": \"x\", \"roles\": \"admin\"}",
            "{\"id\": 1, \"username\": \"x\", \"role\": []}"
        }) {
            String sessions = "{\"bad\": " + entry + ", " + ANN + "}";
            assertEquals(entry, Optional.empty(), ask(sessions, "bad"));
            assertEquals(entry, IS_ANN, ask(sessions, "abc"));
        }
    }

    @Test
    public void whatIsNoObjectKnowsNobody() {
        for (String sessions : new String[] {"{", "[]", "null", "nonsense", "{" + ANN + "," + ANN + "}"}) {
            assertEquals(sessions, Optional.empty(), ask(sessions, "abc"));
        }
    }
}
