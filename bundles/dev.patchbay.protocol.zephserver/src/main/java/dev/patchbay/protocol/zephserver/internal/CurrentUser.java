package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionManager;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the session manager who is behind a message; whatever goes wrong there, it is somebody who did not sign in. */
final class CurrentUser {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentUser.class);

    private final Supplier<@Nullable SessionManager> manager;

    /** Where in the code managers have failed, so that each is logged once; bounded by that code. */
    private final Set<String> causes = ConcurrentHashMap.newKeySet();

    private volatile boolean isMissing;

    CurrentUser(Supplier<@Nullable SessionManager> manager) {
        this.manager = manager;
    }

    /** Blocks for as long as the session manager does. */
    User of(Connection connection, @Nullable String sessionId) {
        SessionManager current = manager.get();
        if (isMissing != (current == null)) {
            isMissing = current == null;
            logChange();
        }
        return current == null ? User.ANONYMOUS : ask(current, connection, sessionId);
    }

    private void logChange() {
        if (isMissing) {
            LOG.warn("There is no session manager (of the id in zephserver.sessionManager); everybody is anonymous");
        } else {
            LOG.info("There is a session manager again");
        }
    }

    private User ask(SessionManager current, Connection connection, @Nullable String sessionId) {
        try {
            return current.currentUser(connection, sessionId).orElse(User.ANONYMOUS);
        } catch (RuntimeException | LinkageError e) {
            if (isNews(e)) {
                LOG.warn("The session manager failed; its users are anonymous. The same fault is not logged again", e);
            }
            return User.ANONYMOUS;
        }
    }

    /** Whether nothing has failed in this way and place before. */
    boolean isNews(Throwable fault) {
        return causes.add(cause(fault));
    }

    private static String cause(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return fault.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
    }
}
