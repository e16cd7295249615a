package dev.patchbay.transport.http.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS from PEM files. When they change, connections from then on get the new certificate; open ones keep theirs.
 * Files that cannot be used change nothing.
 */
final class Tls implements Runnable {

    /** How often the files are looked at. */
    static final long INTERVAL_IN_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final PemFiles files;
    private final SslContextFactory.Server contexts = new SslContextFactory.Server();

    /** Of the files last tried, good or not, so that each fault is logged once. Used by one thread. */
    private String fingerprint;

    /** @throws IllegalArgumentException when the files cannot be used */
    Tls(PemFiles files) {
        this.files = files;
        try {
            fingerprint = files.fingerprint();
            use(contexts, files.load());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Expected a certificate and its key in PEM files: " + e, e);
        }
    }

    SslContextFactory.Server contexts() {
        return contexts;
    }

    /** Looks whether the files have changed. */
    @Override
    public void run() {
        try {
            String now = files.fingerprint();
            if (!now.equals(fingerprint)) {
                fingerprint = now;
                reload();
            }
        } catch (IOException e) {
            LOG.debug("{} or {} cannot be read now, the certificate in use stays", files.certificate(), files.key(), e);
        }
    }

    private void reload() throws IOException {
        try {
            KeyStore store = files.load();
            contexts.reload(factory -> use(factory, store));
            LOG.info("New certificate from {} in use", files.certificate());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("{} and {} cannot be used, the certificate in use stays", files.certificate(), files.key(), e);
        }
    }

    private static void use(SslContextFactory factory, KeyStore store) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword("");
    }
}
