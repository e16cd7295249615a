package dev.patchbay.transport.http.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and its private key in PEM files.
 *
 * @param certificate the server's certificate, followed by those that signed it
 * @param key PKCS #8, PKCS #1 (RSA) or SEC 1 (EC), not encrypted
 */
record PemFiles(Path certificate, Path key) {

    private static final char[] NO_PASSWORD = {};
    private static final String PKCS8 = "PRIVATE KEY";
    private static final List<String> BARE = List.of("RSA PRIVATE KEY", "EC PRIVATE KEY");
    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /**
     * Reads both files.
     *
     * @return a key store without password that holds the two
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException when a file does not hold what it should; the message says what it holds
     */
    KeyStore load() throws IOException, GeneralSecurityException {
        Certificate[] chain = readChain();
        PrivateKey privateKey = readKey(chain[0].getPublicKey());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", privateKey, NO_PASSWORD, chain);
        return store;
    }

    /** Changes whenever one of the files does. */
    String fingerprint() throws IOException {
        return fingerprint(certificate) + " " + fingerprint(key);
    }

    private static String fingerprint(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
    }

    private Certificate[] readChain() throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Collection<? extends Certificate> chain =
                factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)));
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("Expected a certificate in PEM in " + certificate + ", got none");
        }
        return chain.toArray(Certificate[]::new);
    }

    private PrivateKey readKey(PublicKey publicKey) throws IOException, GeneralSecurityException {
        Matcher block = KEY_BLOCK.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new GeneralSecurityException("Expected a private key in PEM in " + key + ", got none");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(block.group(2));
        byte[] pkcs8 = toPkcs8(block.group(1), encoded, publicKey);
        return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private byte[] toPkcs8(String label, byte[] encoded, PublicKey publicKey) throws GeneralSecurityException {
        if (label.equals(PKCS8)) {
            return encoded;
        }
        if (BARE.contains(label)) {
            return Der.pkcs8(encoded, publicKey.getEncoded());
        }
        throw new GeneralSecurityException("Expected an unencrypted private key (" + PKCS8 + ", " + BARE + ") in " + key
                + ", got " + label + ". Decrypt it with: openssl pkey -in " + key);
    }
}
