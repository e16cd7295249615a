package dev.patchbay.session.jwt.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A key together with the one algorithm it is used with, so that no token can choose how it is verified. Immutable.
 *
 * @param id its {@code kid}; null for none
 */
record TrustedKey(@Nullable String id, JWSAlgorithm algorithm, JWSVerifier verifier) {

    private static final int SHORTEST_SECRET_IN_BYTES = 32;
    private static final int SHORTEST_RSA_IN_BITS = 2_048;

    /** For HS256. */
    static TrustedKey secret(@Nullable String id, byte[] secret) throws JOSEException {
        if (secret.length < SHORTEST_SECRET_IN_BYTES) {
            throw new JOSEException("Expected a secret of " + SHORTEST_SECRET_IN_BYTES + " bytes or more, got "
                    + secret.length + " bytes");
        }
        return new TrustedKey(id, JWSAlgorithm.HS256, new MACVerifier(secret));
    }

    /** For the algorithm of the key's kind: RS256 for RSA, ES256, ES384 or ES512 by the curve, EdDSA for Ed25519. */
    static TrustedKey of(@Nullable String id, PublicKey key) throws JOSEException {
        if (key instanceof RSAPublicKey rsa) {
            return rsa(id, rsa, JWSAlgorithm.RS256);
        }
        if (key instanceof ECPublicKey curve) {
            ECDSAVerifier verifier = new ECDSAVerifier(curve);
            return new TrustedKey(
                    id, verifier.supportedJWSAlgorithms().iterator().next(), verifier);
        }
        if (key instanceof EdECPublicKey edwards
                && edwards.getParams().getName().equals("Ed25519")) {
            return new TrustedKey(id, JWSAlgorithm.EdDSA, new Ed25519Verifier(key));
        }
        throw new JOSEException("Expected an RSA, EC or Ed25519 key, got one for " + key.getAlgorithm());
    }

    /** For an algorithm that is said beside the key. */
    static TrustedKey rsa(@Nullable String id, RSAPublicKey key, JWSAlgorithm algorithm) throws JOSEException {
        int bits = key.getModulus().bitLength();
        if (bits < SHORTEST_RSA_IN_BITS) {
            throw new JOSEException("Expected an RSA key of " + SHORTEST_RSA_IN_BITS + " bits or more, got " + bits);
        }
        return new TrustedKey(id, algorithm, new RSASSAVerifier(key));
    }

    /** Whether it is the one the token's header asks for; a header without a {@code kid} asks for any. */
    boolean fits(JWSHeader header) {
        String asked = header.getKeyID();
        return algorithm.equals(header.getAlgorithm()) && (asked == null || id == null || asked.equals(id));
    }

    boolean verifies(SignedJWT token) throws JOSEException {
        return token.verify(verifier);
    }
}
