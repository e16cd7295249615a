package dev.patchbay.protocol.zephserver.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.session.User;
import org.junit.Test;

public class CurrentUserTest {

    private final CurrentUser currentUser = new CurrentUser(() -> (connection, id) -> {
        throw new IllegalStateException("session " + id);
    });

    private static RuntimeException fault(String message) {
        return new IllegalStateException(message);
    }

    @Test
    public void whateverAManagerThrowsIsNobodySignedIn() {
        assertSame(User.ANONYMOUS, currentUser.of(new FakeConnection(), "a"));
        CurrentUser broken = new CurrentUser(() -> (connection, id) -> {
            throw new NoClassDefFoundError("org/example/Driver");
        });
        assertSame(User.ANONYMOUS, broken.of(new FakeConnection(), null));
    }

    @Test
    public void aFaultIsNewsOnceWhateverItsMessageSays() {
        assertTrue(currentUser.isNews(fault("session a")));
        assertFalse(currentUser.isNews(fault("session b")));
        assertTrue(currentUser.isNews(new UnsupportedOperationException()));
        assertTrue(currentUser.isNews(new IllegalStateException("from another place")));
    }
}
