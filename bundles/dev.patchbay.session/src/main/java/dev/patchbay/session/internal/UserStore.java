package dev.patchbay.session.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import dev.patchbay.session.spi.PasswordAuthenticator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the users of {@code data/users.json} by password and by API token. The file is read again when it changed; one
 * that is broken changes nothing, and is not written until it is mended. Thread-safe.
 */
@Component(service = {UserStore.class, Authenticator.class, PasswordAuthenticator.class})
public final class UserStore implements Authenticator, PasswordAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);

    private static final int LONGEST_PASSWORD = 1_024;

    /** What becomes of the accounts; changes the map it is given. */
    interface Change {
        void apply(Map<String, Account> accounts) throws CallException;
    }

    private final UserFile file;
    private final PasswordHasher hasher;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Users users = Users.NONE;
    private volatile @Nullable Fingerprint seen;

    /** Why the file as it is now could not be read; null when it could. Guarded by the lock. */
    private @Nullable IOException problem;

    @Activate
    public UserStore(BundleContext context) {
        this(Path.of(context.getProperty("patchbay.home"), "data", "users.json"), new PasswordHasher());
    }

    UserStore(Path file, PasswordHasher hasher) {
        this.file = new UserFile(file);
        this.hasher = hasher;
        current(); // so that a broken file is told at the start
    }

    @Override
    public Optional<User> authenticate(String token) {
        return token.length() == RandomToken.LENGTH ? current().ofToken(token) : Optional.empty();
    }

    @Override
    public Optional<User> authenticate(String username, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        Users now = current();
        Account account = now.account(username);
        PasswordHash stored = account == null ? null : account.password();
        int cost = Math.max(hasher.iterations(), now.highestIterations());
        if (!hasher.matches(stored, password, cost) || account == null || stored == null) {
            return Optional.empty();
        }
        if (stored.iterations() < hasher.iterations()) {
            strengthen(username, stored, password);
        }
        return Optional.of(account.named(username));
    }

    /** The moment of sign-in is the only one at which the password is known. */
    private void strengthen(String username, PasswordHash stored, String password) {
        try {
            PasswordHash stronger = hasher.hash(password);
            change(accounts -> accounts.computeIfPresent(
                    username,
                    (name, account) -> stored.equals(account.password()) ? account.withPassword(stronger) : account));
        } catch (IOException | CallException | IllegalStateException e) {
            LOG.warn(
                    "Expected to store a stronger hash of the password of {}, got a failure; the old one stays",
                    username,
                    e);
        }
    }

    /**
     * What is to be kept of a password; takes some 100 ms.
     *
     * @throws IllegalStateException when too many sign in at this time
     */
    PasswordHash hash(String password) {
        return hasher.hash(password);
    }

    /** The users as the file has them now. */
    Users current() {
        if (!file.fingerprint().equals(seen)) {
            lock.lock();
            try {
                readAgain();
            } finally {
                lock.unlock();
            }
        }
        return users;
    }

    /**
     * Changes the users, in memory and on disk; on disk when it returns.
     *
     * @throws IOException when the file is broken or cannot be written; nothing has changed then
     * @throws CallException what the change threw; nothing has changed then
     */
    void change(Change change) throws IOException, CallException {
        lock.lock();
        try {
            readAgain();
            if (problem != null) {
                throw problem;
            }
            Map<String, Account> accounts = users.accounts();
            change.apply(accounts);
            file.write(accounts);
            users = new Users(accounts);
            seen = file.fingerprint();
        } finally {
            lock.unlock();
        }
    }

    /** Holding the lock. */
    private void readAgain() {
        Fingerprint now = file.fingerprint();
        if (now.equals(seen)) {
            return;
        }
        try {
            users = new Users(file.read());
            if (problem != null) {
                LOG.info("{}: good again", file);
            }
            problem = null;
        } catch (IOException e) {
            problem = e;
            LOG.error("{}; the users stay as they were, and cannot be changed until it is mended", e.getMessage(), e);
        }
        seen = file.fingerprint().equals(now) ? now : null; // reading may have closed the file to others
    }
}
