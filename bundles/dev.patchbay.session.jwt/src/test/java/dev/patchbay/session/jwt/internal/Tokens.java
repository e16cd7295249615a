package dev.patchbay.session.jwt.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Makes tokens, good ones and forged ones. */
final class Tokens {

    private Tokens() {}

    /** Good for ten minutes from now. */
    static JWTClaimsSet.Builder ann() {
        return new JWTClaimsSet.Builder()
                .subject("1")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    static String hs256(byte[] secret, JWTClaimsSet claims) throws JOSEException {
        return signed(new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(secret));
    }

    /** With the JDK alone, so that what is verified here was not signed by the same library. */
    static String signedByJdk(String header, JWTClaimsSet claims, String algorithm, PrivateKey key)
            throws GeneralSecurityException {
        String input = part(header) + "." + part(claims.toString());
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    static String part(String json) {
        return Base64URL.encode(json).toString();
    }

    static String pem(String kind, Key key) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END " + kind + "-----\n";
    }
}
