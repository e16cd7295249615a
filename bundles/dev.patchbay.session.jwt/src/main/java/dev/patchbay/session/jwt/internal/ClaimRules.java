package dev.patchbay.session.jwt.internal;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * What the claims of a token must say (RFC 7519 §4.1).
 *
 * @param issuer empty for any
 * @param audience empty for any
 * @param clockSkewInMs how far the issuer's clock may be from ours, in milliseconds
 */
record ClaimRules(String issuer, String audience, long clockSkewInMs) {

    /** Why the claims are refused; empty when they are not. */
    Optional<String> refusal(JWTClaimsSet claims, Instant now) {
        Date end = claims.getExpirationTime();
        Date start = claims.getNotBeforeTime();
        if (end == null) {
            return Optional.of("it has no exp");
        }
        if (end.toInstant().plusMillis(clockSkewInMs).compareTo(now) <= 0) {
            return Optional.of("it expired at " + end.toInstant());
        }
        if (start != null && start.toInstant().minusMillis(clockSkewInMs).isAfter(now)) {
            return Optional.of("it is not valid before " + start.toInstant());
        }
        if (!issuer.isEmpty() && !issuer.equals(claims.getIssuer())) {
            return Optional.of("its issuer is another");
        }
        if (!audience.isEmpty() && !claims.getAudience().contains(audience)) {
            return Optional.of("its audience is another");
        }
        return Optional.empty();
    }
}
