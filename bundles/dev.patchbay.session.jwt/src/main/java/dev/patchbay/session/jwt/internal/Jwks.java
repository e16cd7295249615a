package dev.patchbay.session.jwt.internal;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a set of keys (RFC 7517 §5). */
final class Jwks {

    private static final Logger LOG = LoggerFactory.getLogger(Jwks.class);

    /** RFC 8410 §4: what stands before the 32 bytes of an Ed25519 public key. */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Jwks() {}

    /** The keys for signatures; those for encryption are left out. */
    static List<TrustedKey> parse(String text) throws ParseException, JOSEException {
        List<TrustedKey> keys = new ArrayList<>();
        for (JWK key : JWKSet.parse(text).getKeys()) {
            if (!KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                addUsable(keys, key);
            }
        }
        if (keys.isEmpty()) {
            throw new JOSEException("Expected keys for signatures, got none");
        }
        return keys;
    }

    /** RFC 7517 §5: one that is not understood is no reason to refuse the others. */
    private static void addUsable(List<TrustedKey> keys, JWK key) {
        try {
            keys.add(agreeing(trusted(key), key.getAlgorithm()));
        } catch (JOSEException | GeneralSecurityException e) {
            LOG.warn("Key {} of the set is left out: {}", key.getKeyID(), e.getMessage(), e);
        }
    }

    private static TrustedKey trusted(JWK key) throws JOSEException, GeneralSecurityException {
        if (key instanceof RSAKey rsa) {
            return TrustedKey.rsa(rsa.getKeyID(), rsa.toRSAPublicKey(), rsaAlgorithm(rsa.getAlgorithm()));
        }
        if (key instanceof ECKey curve) {
            return TrustedKey.of(curve.getKeyID(), curve.toECPublicKey());
        }
        if (key instanceof OctetSequenceKey secret) {
            return TrustedKey.secret(secret.getKeyID(), secret.toByteArray());
        }
        if (key instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
            return TrustedKey.of(pair.getKeyID(), ed25519(pair.getDecodedX()));
        }
        throw new JOSEException("Expected an RSA, EC, Ed25519 or oct key, got " + key.getKeyType());
    }

    private static JWSAlgorithm rsaAlgorithm(@Nullable Algorithm said) {
        JWSAlgorithm algorithm = said == null ? JWSAlgorithm.RS256 : JWSAlgorithm.parse(said.getName());
        return JWSAlgorithm.Family.RSA.contains(algorithm) ? algorithm : JWSAlgorithm.RS256;
    }

    private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ED25519_PREFIX);
        encoded.writeBytes(point);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }

    /** A key that says it is for another algorithm is not used for this one. */
    private static TrustedKey agreeing(TrustedKey key, @Nullable Algorithm said) throws JOSEException {
        if (said != null && !said.getName().equals(key.algorithm().getName())) {
            throw new JOSEException(
                    "Expected key " + key.id() + " to be for " + key.algorithm() + ", got one for " + said);
        }
        return key;
    }
}
