package dev.patchbay.session.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Length;
import dev.patchbay.schema.Pattern;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds, lists, changes and removes users. */
@ProviderName("user")
@RequiresRole(User.ADMIN)
@Component
public final class UserProvider implements Provider {

    /** There is no such user, or he has no such token. */
    static final int UNKNOWN = 404;

    /** There is one of that name already. */
    static final int TAKEN = 409;

    /** The file of users cannot be read or written. */
    static final int NOT_STORED = 500;

    /** RFC 7617 §2 has no colon in a user name, and nobody can see a control character. */
    private static final String NAME = "^[^:\\u0000-\\u001f\\u007f]+$";

    private static final Logger LOG = LoggerFactory.getLogger(UserProvider.class);

    /** A user as others may see him. */
    public record UserView(
            String id, String username, List<String> roles, boolean hasPassword, List<TokenView> tokens) {}

    /** A token as others may see it. */
    public record TokenView(String label, Instant createdAt) {}

    /** A token that was just made; it is kept by nobody. */
    public record NewToken(String username, String label, Instant createdAt, String token) {}

    private final UserStore store;

    @Activate
    public UserProvider(@Reference UserStore store) {
        this.store = store;
    }

    /** Adds a user; answers with him. */
    @RpcMethod
    @Description("Adds a user; without a password he signs in with tokens only.")
    public UserView add(
            @Length(min = 1, max = 128) @Pattern(NAME) String username,
            @Nullable @Length(min = 8, max = 1_024) String password,
            @Default("[]") List<String> roles)
            throws CallException {
        PasswordHash hash = password == null ? null : store.hash(password);
        Account added = new Account(UUID.randomUUID().toString(), distinct(roles), hash, Map.of());
        change(accounts -> {
            if (accounts.putIfAbsent(username, added) != null) {
                throw new CallException(TAKEN, "There is a user '" + username + "' already");
            }
        });
        LOG.info("User {} added, roles {}", username, added.roles());
        return view(username, added);
    }

    /** Every user, in the order they were added. */
    @RpcMethod
    @Queryable
    @Description("Every user with roles and the labels of his tokens.")
    public List<UserView> list() {
        return store.current().accounts().entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Gives a user a new password. */
    @RpcMethod
    @Description("Gives a user a new password. Whoever is connected stays so.")
    public void setPassword(String username, @Length(min = 8, max = 1_024) String password) throws CallException {
        PasswordHash hash = store.hash(password);
        changeOne(username, account -> account.withPassword(hash));
        LOG.info("User {} has a new password", username);
    }

    /** Gives a user other roles. */
    @RpcMethod
    @Description("Replaces all roles of a user. Whoever is connected keeps his.")
    public void setRoles(String username, List<String> roles) throws CallException {
        changeOne(username, account -> account.withRoles(distinct(roles)));
        LOG.info("User {} has roles {}", username, roles);
    }

    /** Removes a user and his tokens. */
    @RpcMethod
    @Description("Removes a user and his tokens. Whoever is connected stays so.")
    public void remove(String username) throws CallException {
        change(accounts -> {
            if (accounts.remove(username) == null) {
                throw unknown(username);
            }
        });
        LOG.info("User {} removed", username);
    }

    /** Makes a token by which a user is known until it is removed. */
    @RpcMethod
    @Description("Makes an API token. This answer is the only place where it can be read.")
    public NewToken addToken(String username, @Length(min = 1, max = 128) String label) throws CallException {
        String token = RandomToken.next();
        ApiToken kept = new ApiToken(Instant.now().truncatedTo(ChronoUnit.SECONDS), Sha256.of(token));
        change(accounts -> {
            Account account = known(accounts, username);
            Map<String, ApiToken> tokens = new LinkedHashMap<>(account.tokens());
            if (tokens.putIfAbsent(label, kept) != null) {
                throw new CallException(TAKEN, "User '" + username + "' has a token '" + label + "' already");
            }
            accounts.put(username, account.withTokens(tokens));
        });
        LOG.info("User {} has a new token {}", username, label);
        return new NewToken(username, label, kept.createdAt(), token);
    }

    /** Makes a token worthless. */
    @RpcMethod
    @Description("Makes an API token worthless. Whoever is connected stays so.")
    public void removeToken(String username, String label) throws CallException {
        change(accounts -> {
            Account account = known(accounts, username);
            Map<String, ApiToken> tokens = new LinkedHashMap<>(account.tokens());
            if (tokens.remove(label) == null) {
                throw new CallException(UNKNOWN, "User '" + username + "' has no token '" + label + "'");
            }
            accounts.put(username, account.withTokens(tokens));
        });
        LOG.info("User {} has no token {} any more", username, label);
    }

    private void changeOne(String username, UnaryOperator<Account> change) throws CallException {
        change(accounts -> accounts.put(username, change.apply(known(accounts, username))));
    }

    private void change(UserStore.Change change) throws CallException {
        try {
            store.change(change);
        } catch (IOException e) {
            LOG.error("Expected to change the users, got a failure; nothing was changed", e);
            throw new CallException(NOT_STORED, "The users cannot be changed: " + e.getMessage());
        }
    }

    private static Account known(Map<String, Account> accounts, String username) throws CallException {
        Account account = accounts.get(username);
        if (account == null) {
            throw unknown(username);
        }
        return account;
    }

    private static CallException unknown(String username) {
        return new CallException(UNKNOWN, "There is no user '" + username + "'");
    }

    private static List<String> distinct(List<String> roles) {
        return roles.stream().distinct().toList();
    }

    private static UserView view(String username, Account account) {
        List<TokenView> tokens = account.tokens().entrySet().stream()
                .map(entry -> new TokenView(entry.getKey(), entry.getValue().createdAt()))
                .toList();
        return new UserView(account.id(), username, account.roles(), account.password() != null, tokens);
    }
}
