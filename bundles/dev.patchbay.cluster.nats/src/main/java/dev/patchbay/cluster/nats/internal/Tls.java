package dev.patchbay.cluster.nats.internal;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context from the files of the settings. */
final class Tls {

    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final char[] IN_MEMORY = "patchbay".toCharArray();

    private Tls() {}

    static boolean isWanted(NatsTransport.Config config) {
        return !(config.caPath() + config.trustStorePath() + config.certificatePath()).isBlank()
                || List.of(config.servers()).stream().anyMatch(url -> url.startsWith("tls:"));
    }

    /** @throws IOException when a file cannot be read or used, with its name */
    static SSLContext context(NatsTransport.Config config) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(config), trust(config), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The TLS files of section nats cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trust(NatsTransport.Config config) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted(config));
        TrustManager[] managers = factory.getTrustManagers();
        for (int i = 0; i < managers.length; i++) {
            if (managers[i] instanceof X509ExtendedTrustManager manager) {
                managers[i] = new NamedServerTrust(manager);
            }
        }
        return managers;
    }

    /** Null for what the JVM trusts. */
    private static @Nullable KeyStore trusted(NatsTransport.Config config)
            throws IOException, GeneralSecurityException {
        if (!config.trustStorePath().isBlank()) {
            String password = config.trustStorePasswordPath();
            return KeyStore.getInstance(
                    new File(config.trustStorePath()),
                    password.isBlank() ? new char[0] : Credentials.firstLine(password));
        }
        if (config.caPath().isBlank()) {
            return null;
        }
        KeyStore store = empty();
        for (Certificate certificate : certificates(config.caPath())) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }

    private static KeyManager @Nullable [] keys(NatsTransport.Config config)
            throws IOException, GeneralSecurityException {
        if (config.certificatePath().isBlank()) {
            return null;
        }
        KeyStore store = empty();
        Certificate[] chain = certificates(config.certificatePath()).toArray(Certificate[]::new);
        store.setKeyEntry("node", key(config.keyPath()), IN_MEMORY, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String path)
            throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(Path.of(path));
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    }

    private static PrivateKey key(String path) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(Path.of(path), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException("Expected a private key in PEM, PKCS #8 and not encrypted, in " + path);
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                continue; // it is of another kind
            }
        }
        throw new IOException("Expected a key of one of " + ALGORITHMS + " in " + path);
    }
}
