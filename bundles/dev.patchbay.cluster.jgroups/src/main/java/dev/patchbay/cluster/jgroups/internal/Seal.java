package dev.patchbay.cluster.jgroups.internal;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a shared secret becomes: TLS 1.3 in which both sides prove one Ed25519 key that is derived from the secret
 * (PBKDF2, RFC 8018). Whoever does not know the secret has another key and is refused by both sides.
 *
 * <p>A listener may be guessed at: its public key follows from the secret. The derivation is slow, and a secret shorter
 * than 16 characters is not taken; a random one is best.
 */
final class Seal {

    private static final byte[] SALT = "dev.patchbay.cluster.jgroups 1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 310_000;
    private static final int KEY_BYTES = 32;
    private static final String ALIAS = "node";

    private final SSLContext context;

    private Seal(SSLContext context) {
        this.context = context;
    }

    static Seal of(String secret) {
        try {
            byte[] bytes = derived(secret);
            PublicKey publicKey = publicKey(bytes);
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes));
            X509Certificate certificate = SelfSigned.certificate(publicKey, privateKey);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    new KeyManager[] {new OneKey(privateKey, certificate)},
                    new TrustManager[] {new OnlyKey(publicKey)},
                    null);
            return new Seal(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks what TLS 1.3 with Ed25519 keys needs: " + e, e);
        }
    }

    SSLSocketFactory sockets() {
        return context.getSocketFactory();
    }

    /** AES-GCM first, which every processor we run on has instructions for. */
    static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"});
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    private static byte[] derived(String secret) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), SALT, ROUNDS, KEY_BYTES * 8);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
    }

    /** Java computes a public key only while it makes a pair, so it is made from the bytes we give as random ones. */
    private static PublicKey publicKey(byte[] privateBytes) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Given(privateBytes));
        java.security.KeyPair pair = generator.generateKeyPair();
        byte[] used = ((java.security.interfaces.EdECPrivateKey) pair.getPrivate())
                .getBytes()
                .orElse(new byte[0]);
        if (!Arrays.equals(used, privateBytes)) {
            throw new GeneralSecurityException("the key generator does not take its 32 random bytes as the key");
        }
        return pair.getPublic();
    }

    /** Hands out given bytes. */
    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, Math.min(bytes.length, target.length));
        }
    }

    /** Always presents the one certificate. */
    private static final class OneKey extends X509ExtendedKeyManager {

        private static final String TYPE = "EdDSA";

        private final PrivateKey key;
        private final X509Certificate certificate;

        OneKey(PrivateKey key, X509Certificate certificate) {
            this.key = key;
            this.certificate = certificate;
        }

        private static @Nullable String alias(String... types) {
            return Arrays.asList(types).contains(TYPE) ? ALIAS : null;
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return TYPE.equals(type) ? new String[] {ALIAS} : null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(types);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return getClientAliases(type, issuers);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(type);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    /** Trusts whoever proves the one key; dates and names do not matter. */
    private static final class OnlyKey extends X509ExtendedTrustManager {

        private final PublicKey key;

        OnlyKey(PublicKey key) {
            this.key = key;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !Arrays.equals(chain[0].getPublicKey().getEncoded(), key.getEncoded())) {
                throw new CertificateException("it has another secret");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
