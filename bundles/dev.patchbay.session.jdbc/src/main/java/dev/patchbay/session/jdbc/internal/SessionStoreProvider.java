package dev.patchbay.session.jdbc.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Length;
import dev.patchbay.schema.Range;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts sessions into the store's own table and takes them out. */
@ProviderName("sessionStore")
@RequiresRole(User.ADMIN)
@Component(configurationPid = JdbcSessionStore.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SessionStoreProvider implements Provider {

    /** A role that cannot be stored. */
    static final int INVALID = 400;

    /** The settings have a query of their own, so the table is somebody else's. */
    static final int NOT_OWN = 409;

    /** The database cannot be asked. */
    static final int NOT_STORED = 500;

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]");
    private static final Logger LOG = LoggerFactory.getLogger(SessionStoreProvider.class);

    private final JdbcSessionStore store;

    @Activate
    public SessionStoreProvider(@Reference JdbcSessionStore store) {
        this.store = store;
    }

    /** Puts a session in, in place of one with the same key; it is on disk then. */
    @RpcMethod
    @Description("Puts a session into the default table; without lifeInMs, in milliseconds, it never ends.")
    public void put(
            @Length(min = 1, max = 255) String key,
            @Length(min = 1, max = 255) String userId,
            @Length(min = 1, max = 255) String username,
            @Default("[]") List<String> roles,
            @Nullable @Range(min = 1, max = 1e15) Long lifeInMs)
            throws CallException {
        for (String role : roles) {
            if (role.isEmpty() || SEPARATOR.matcher(role).find()) {
                throw new CallException(INVALID, "Expected a role without commas and blanks, got '" + role + "'");
            }
        }
        write(() -> {
            store.put(key, new User(userId, username, Set.copyOf(roles)), lifeInMs);
            return true;
        });
    }

    /** Takes a session out. @return whether it was there */
    @RpcMethod
    @Description("Takes a session out of the default table; answers whether it was there.")
    public boolean remove(String key) throws CallException {
        return write(() -> store.remove(key));
    }

    /** Makes the next look-up connect anew. */
    @RpcMethod
    @Description("Closes the connections to the database; the next look-up connects anew.")
    public void reset() {
        store.reset();
    }

    private interface Write {
        boolean run() throws SQLException;
    }

    private boolean write(Write write) throws CallException {
        if (!store.hasOwnTable()) {
            throw new CallException(
                    NOT_OWN, "sessionStore/query is another than the default, so the table is not ours");
        }
        try {
            return write.run();
        } catch (SQLException e) {
            LOG.error("Expected to change the table of sessions, got a failure", e);
            throw new CallException(NOT_STORED, "The database did not say that it is done: " + e.getMessage());
        }
    }
}
