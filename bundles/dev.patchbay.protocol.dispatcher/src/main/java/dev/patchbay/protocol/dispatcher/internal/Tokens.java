package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.session.User;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The tokens that are good (spec §10.2). Thread-safe, never blocks. */
final class Tokens {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> good = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final LongSupplier lifetimeInSec;

    /**
     * @param nanoTime a clock that only goes forward, in ns
     * @param lifetimeInSec how long a token is good for without activity, in seconds; 0 for ever
     */
    Tokens(LongSupplier nanoTime, LongSupplier lifetimeInSec) {
        this.nanoTime = nanoTime;
        this.lifetimeInSec = lifetimeInSec;
    }

    Token issue(User user) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        Token token = new Token(text.toString(), user, nanoTime);
        good.put(token.text(), token);
        return token;
    }

    /** Whose it is; empty when it is not good, or not any more. */
    Optional<User> userOf(String text) {
        return Optional.ofNullable(good.get(text))
                .filter(token -> !isExpired(token))
                .map(Token::user);
    }

    /** From now on it is not good. */
    void revoke(Token token) {
        good.remove(token.text(), token);
    }

    /** Removes those whose time is over. @return them */
    List<Token> removeExpired() {
        List<Token> expired = new ArrayList<>();
        good.values().removeIf(token -> isExpired(token) && expired.add(token));
        return expired;
    }

    private boolean isExpired(Token token) {
        long lifetime = lifetimeInSec.getAsLong();
        return lifetime > 0 && token.isOlderThan(TimeUnit.SECONDS.toNanos(lifetime));
    }
}
