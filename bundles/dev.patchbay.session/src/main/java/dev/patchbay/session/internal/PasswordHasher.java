package dev.patchbay.session.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Computes and compares password hashes, a bounded number at one time, so that a flood of wrong passwords leaves
 * processors to everything else. Thread-safe; the methods take some 100 ms and wait for their turn besides.
 */
final class PasswordHasher {

    /** What OWASP asks for with PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet). */
    static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final long WAIT_IN_MS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final int places;
    private final long waitInMs;
    private final Semaphore free;

    PasswordHasher() {
        this(ITERATIONS, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAIT_IN_MS);
    }

    /**
     * @param iterations for new hashes, 1 or more
     * @param places computations at one time, 1 or more
     * @param waitInMs how long one waits for its turn, in milliseconds
     */
    PasswordHasher(int iterations, int places, long waitInMs) {
        this.iterations = iterations;
        this.places = places;
        this.waitInMs = waitInMs;
        this.free = new Semaphore(places, true);
    }

    /** What new hashes are computed with. */
    int iterations() {
        return iterations;
    }

    /** @throws IllegalStateException when it was not its turn in time */
    PasswordHash hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        takePlace();
        try {
            return PasswordHash.of(iterations, salt, derive(password, salt, iterations));
        } finally {
            free.release();
        }
    }

    /**
     * Whether it is the password.
     *
     * @param stored null for a user who has none or does not exist
     * @param cost how many iterations to spend, whatever is stored: so the time it takes says nothing
     * @throws IllegalStateException when it was not its turn in time
     */
    boolean matches(@Nullable PasswordHash stored, String password, int cost) {
        takePlace();
        try {
            int spent = stored == null ? 0 : stored.iterations();
            boolean same = stored != null
                    && MessageDigest.isEqual(stored.hashBytes(), derive(password, stored.saltBytes(), spent));
            if (cost > spent) {
                derive(password, new byte[SALT_BYTES], cost - spent);
            }
            return same;
        } finally {
            free.release();
        }
    }

    private void takePlace() {
        try {
            if (!free.tryAcquire(waitInMs, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "Expected one of " + places + " places to compute a password hash within " + waitInMs
                                + " ms, got none: too many sign in at one time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to compute a password hash", e);
        }
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, PasswordHash.BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected this Java to have PBKDF2WithHmacSHA256, got: " + e, e);
        } finally {
            key.clearPassword();
        }
    }
}
