package dev.patchbay.session.jwt.internal;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a public key from PEM text (RFC 7468): {@code PUBLIC KEY} or {@code CERTIFICATE}. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    static PublicKey publicKey(String text) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new InvalidKeySpecException("Expected a PEM block PUBLIC KEY or CERTIFICATE, got none");
        }
        byte[] content = content(block.group(2));
        return switch (block.group(1)) {
            case "PUBLIC KEY" -> publicKey(content);
            case "CERTIFICATE" ->
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(content))
                        .getPublicKey();
            default ->
                throw new InvalidKeySpecException("Expected a PEM block PUBLIC KEY or CERTIFICATE, got "
                        + block.group(1) + "; openssl pkey -pubout makes one of a private key");
        };
    }

    private static byte[] content(String base64) throws InvalidKeySpecException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("Expected base64 in the PEM block, got: " + e.getMessage(), e);
        }
    }

    private static PublicKey publicKey(byte[] content) throws GeneralSecurityException {
        InvalidKeySpecException none =
                new InvalidKeySpecException("Expected an RSA, EC or Ed25519 key in the PEM block, got none of them");
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(content));
            } catch (InvalidKeySpecException e) {
                none.addSuppressed(e); // a key of another kind
            }
        }
        throw none;
    }
}
