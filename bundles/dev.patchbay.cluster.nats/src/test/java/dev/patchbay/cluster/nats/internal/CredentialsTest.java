package dev.patchbay.cluster.nats.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A server that lets in whoever shows a JWT of its operator's account and proves to be meant by it. */
public class CredentialsTest {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int OPERATOR = 14 << 3;
    private static final int ACCOUNT = 0;
    private static final int USER = 20 << 3;
    private static final int SEED = 18 << 3;

    @Rule
    public final NatsServer server = new NatsServer();

    private final RecordingReceiver atA = new RecordingReceiver();
    private final RecordingReceiver atB = new RecordingReceiver();

    /** An NKEY: its kind, and a pair of keys. */
    private record NKey(int kind, KeyPair pair) {

        static NKey make(int kind) throws GeneralSecurityException {
            return new NKey(kind, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        }

        /** The last 32 bytes of the encoded form are the key itself. */
        String name() {
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            return checked(ByteBuffer.allocate(33).put((byte) kind).put(key).array());
        }

        String seed() {
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte first = (byte) (SEED | kind >> 5);
            byte second = (byte) ((kind & 31) << 3);
            return checked(
                    ByteBuffer.allocate(34).put(first).put(second).put(secret).array());
        }

        /** A JWT in which this key says something of another. */
        String signs(NKey subject, Map<String, ?> claims) throws GeneralSecurityException {
            String head = base64(Json.write(Map.of("typ", "JWT", "alg", "ed25519-nkey")));
            String body = base64(Json.write(Map.of(
                    "jti",
                    "test",
                    "iat",
                    1_700_000_000,
                    "iss",
                    name(),
                    "name",
                    "test",
                    "sub",
                    subject.name(),
                    "nats",
                    claims)));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return head + "." + body + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String checked(byte[] bytes) {
            return base32(ByteBuffer.allocate(bytes.length + 2)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(bytes)
                    .putShort((short) crc16(bytes))
                    .array());
        }

        private static int crc16(byte[] bytes) {
            int crc = 0;
            for (byte b : bytes) {
                crc ^= (b & 0xff) << 8;
                for (int i = 0; i < 8; i++) {
                    crc = ((crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021) & 0xffff;
                }
            }
            return crc;
        }

        private static String base32(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            int buffer = 0;
            int bits = 0;
            for (byte b : bytes) {
                buffer = (buffer << 8 | b & 0xff) & 0xffff;
                for (bits += 8; bits >= 5; bits -= 5) {
                    text.append(BASE32.charAt(buffer >> (bits - 5) & 31));
                }
            }
            return bits == 0
                    ? text.toString()
                    : text.append(BASE32.charAt(buffer << (5 - bits) & 31)).toString();
        }
    }

    private Path file(String jwt, String seed) throws IOException {
        return Files.writeString(server.newFile().toPath(), """
                -----BEGIN NATS USER JWT-----
                %s
                ------END NATS USER JWT------

                ************************* IMPORTANT *************************
                NKEY Seed printed below can be used to sign and prove identity.

                -----BEGIN USER NKEY SEED-----
                %s
                ------END USER NKEY SEED------
                """.formatted(jwt, seed));
    }

    private ClusterLink join(Path credentials, String name, RecordingReceiver receiver) throws Exception {
        NatsTransport.Config config = Settings.with(
                Map.of("servers", new String[] {server.url()}, "credentialsPath", credentials.toString()));
        return new NatsTransport(config).join(new ClusterNode(name, ""), List.of(), receiver);
    }

    @Test
    public void nodesWithCredentialsMeetAndAStolenJwtIsNotEnough() throws Exception {
        NKey operator = NKey.make(OPERATOR);
        NKey account = NKey.make(ACCOUNT);
        NKey user = NKey.make(USER);
        Map<String, ?> limits = Map.of(
                "subs",
                -1,
                "data",
                -1,
                "payload",
                -1,
                "imports",
                -1,
                "exports",
                -1,
                "wildcards",
                true,
                "conn",
                -1,
                "leaf",
                -1);
        String accountJwt = operator.signs(account, Map.of("type", "account", "version", 2, "limits", limits));
        server.startWith(
                "operator: " + operator.signs(operator, Map.of("type", "operator", "version", 2)),
                "resolver: MEMORY",
                "resolver_preload: { " + account.name() + ": \"" + accountJwt + "\" }");
        String userJwt =
                account.signs(user, Map.of("type", "user", "version", 2, "subs", -1, "data", -1, "payload", -1));

        try (ClusterLink a = join(file(userJwt, user.seed()), "a", atA);
                ClusterLink b = join(file(userJwt, user.seed()), "b", atB);
                CapturedLog log = new CapturedLog();
                ClusterLink thief = join(file(userJwt, NKey.make(USER).seed()), "c", new RecordingReceiver())) {
            atA.awaitNames("a", "b");
            atB.awaitNames("a", "b");
            await().until(() -> log.count("refuses this node") == 1);
            assertTrue(a != b && thief != a);
        }
    }

    @Test
    public void aFileThatIsSomethingElseIsSaid() throws Exception {
        for (String text : List.of("", "no credentials", "-----BEGIN A-----\nx\n-----END A-----\n")) {
            Path file = Files.writeString(server.newFile().toPath(), text);
            IOException refused = assertThrows(IOException.class, () -> Credentials.read(file));
            assertTrue(refused.getMessage(), refused.getMessage().contains(file.toString()));
        }
        for (String seed : List.of("SU", "SUAAAA", "SU1", "UAAA")) {
            Path file = file("jwt", seed);
            assertThrows(seed, IOException.class, () -> Credentials.read(file));
        }
    }
}
