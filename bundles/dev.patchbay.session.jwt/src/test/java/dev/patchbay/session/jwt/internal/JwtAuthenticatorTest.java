package dev.patchbay.session.jwt.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.patchbay.session.User;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JwtAuthenticatorTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_SECRET = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final Optional<User> ANN = Optional.of(new User("1", "1", Set.of()));
    private static final Optional<User> NOBODY = Optional.empty();

    private static KeyPair rsa;
    private static KeyPair otherRsa;
    private static KeyPair curve;
    private static KeyPair edwards;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        rsa = generator.generateKeyPair();
        otherRsa = generator.generateKeyPair();
        curve = onCurve("secp256r1");
        edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static KeyPair onCurve(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.getRoot().toPath().resolve(name), content);
    }

    private Path file(String name, String content) throws Exception {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Settings secret() throws Exception {
        return new Settings().secret(file("secret", SECRET));
    }

    private Settings publicKey(KeyPair keys) throws Exception {
        return new Settings().publicKey(file("key.pem", Tokens.pem("PUBLIC KEY", keys.getPublic())));
    }

    private Settings jwks(JWK... keys) throws Exception {
        return new Settings().jwks(file("jwks.json", new JWKSet(Arrays.asList(keys)).toString()));
    }

    private static Optional<User> ask(Settings settings, String token) {
        return new JwtAuthenticator(settings).authenticate(token);
    }

    private static String hs256(JWTClaimsSet.Builder claims) throws Exception {
        return Tokens.hs256(SECRET, claims.build());
    }

    private static String rs256(KeyPair keys, String kid) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
        return Tokens.signed(header, Tokens.ann().build(), new RSASSASigner(keys.getPrivate()));
    }

    // keys

    @Test
    public void aTokenOfTheSecretIsKnown() throws Exception {
        assertEquals(ANN, ask(secret(), hs256(Tokens.ann())));
        assertEquals(
                NOBODY, ask(secret(), Tokens.hs256(OTHER_SECRET, Tokens.ann().build())));
    }

    @Test
    public void theSecretsLastLineEndIsNotPartOfIt() throws Exception {
        String secret = new String(SECRET, StandardCharsets.US_ASCII);
        assertEquals(ANN, ask(new Settings().secret(file("secret", secret + "\n")), hs256(Tokens.ann())));
        assertEquals(ANN, ask(new Settings().secret(file("secret", secret + "\r\n")), hs256(Tokens.ann())));
        assertEquals(NOBODY, ask(new Settings().secret(file("secret", secret + "\n\n")), hs256(Tokens.ann())));
    }

    @Test
    public void aShortSecretIsNotUsed() throws Exception {
        Settings settings = new Settings().secret(file("secret", Arrays.copyOf(SECRET, 31)));
        assertEquals(NOBODY, ask(settings, hs256(Tokens.ann())));
    }

    @Test
    public void aTokenOfTheRsaKeyIsKnown() throws Exception {
        assertEquals(ANN, ask(publicKey(rsa), rs256(rsa, null)));
        assertEquals(NOBODY, ask(publicKey(rsa), rs256(otherRsa, null)));
    }

    @Test
    public void aWeakRsaKeyIsNotUsed() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);
        KeyPair weak = generator.generateKeyPair();
        String token =
                Tokens.signedByJdk("{\"alg\":\"RS256\"}", Tokens.ann().build(), "SHA256withRSA", weak.getPrivate());
        assertEquals(NOBODY, ask(publicKey(weak), token));
    }

    @Test
    public void aTokenOfAnEcKeyIsKnown() throws Exception {
        for (Map.Entry<String, JWSAlgorithm> each : Map.of(
                        "secp256r1", JWSAlgorithm.ES256,
                        "secp384r1", JWSAlgorithm.ES384,
                        "secp521r1", JWSAlgorithm.ES512)
                .entrySet()) {
            KeyPair keys = onCurve(each.getKey());
            ECDSASigner signer = new ECDSASigner((ECPrivateKey) keys.getPrivate());
            String token =
                    Tokens.signed(new JWSHeader(each.getValue()), Tokens.ann().build(), signer);
            assertEquals(each.getKey(), ANN, ask(publicKey(keys), token));
            assertEquals(each.getKey(), NOBODY, ask(publicKey(onCurve(each.getKey())), token));
        }
    }

    @Test
    public void aTokenOfTheEd25519KeyIsKnown() throws Exception {
        JWTClaimsSet claims = Tokens.ann().build();
        String token = Tokens.signedByJdk("{\"alg\":\"EdDSA\"}", claims, "Ed25519", edwards.getPrivate());
        assertEquals(ANN, ask(publicKey(edwards), token));
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertEquals(NOBODY, ask(publicKey(other), token));
        String critical = "{\"alg\":\"EdDSA\",\"crit\":[\"x\"],\"x\":1}";
        assertEquals(
                NOBODY, ask(publicKey(edwards), Tokens.signedByJdk(critical, claims, "Ed25519", edwards.getPrivate())));
        String cut = token.substring(0, token.lastIndexOf('.') + 20);
        assertEquals(NOBODY, ask(publicKey(edwards), cut));
    }

    @Test
    public void withoutAnyFileItIsNotThere() {
        assertThrows(IllegalArgumentException.class, () -> new JwtAuthenticator(new Settings()));
    }

    @Test
    public void severalFilesServeTogether() throws Exception {
        Settings settings = secret().publicKey(file("key.pem", Tokens.pem("PUBLIC KEY", rsa.getPublic())));
        assertEquals(ANN, ask(settings, hs256(Tokens.ann())));
        assertEquals(ANN, ask(settings, rs256(rsa, null)));
    }

    /** Made with: openssl req -x509 -newkey ed25519 -nodes -subj /CN=test -days 36500. */
    @Test
    public void aCertificateServesAsItsKey() throws Exception {
        String certificate = """
                -----BEGIN CERTIFICATE-----
                MIIBNDCB56ADAgECAhQ5W65t6IkXZoqEi80CRQVS8Bd2TTAFBgMrZXAwDzENMAsG
                A1UEAwwEdGVzdDAgFw0yNjExMjExNDAxNTNaGA8yMTI2MTAyODE0MDE1M1owDzEN
                MAsGA1UEAwwEdGVzdDAqMAUGAytlcAMhADOEwIuWnG2HIvpb/83uWc3UkvQh0/DD
                yCoXia+XKvDho1MwUTAdBgNVHQ4EFgQUYcxgEsfXyzeyjuQyVXB2q3E2cnIwHwYD
                VR0jBBgwFoAUYcxgEsfXyzeyjuQyVXB2q3E2cnIwDwYDVR0TAQH/BAUwAwEB/zAF
                BgMrZXADQQBPlhno88G2PXPLG8s1B/u3QYnBdk2ZMDmgtUvKBdC12p0MOefy88JP
                D3IKsqPIKGZQceJr4FeHa9WdHvjBJgwG
                -----END CERTIFICATE-----
                """;
        byte[] key = Base64.getDecoder().decode("MC4CAQAwBQYDK2VwBCIEIA7ZW4qtMxcOAULxOBIjqwXY7th8XDxfghY5ReAUf6zp");
        PrivateKey signer = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key));
        String token = Tokens.signedByJdk("{\"alg\":\"EdDSA\"}", Tokens.ann().build(), "Ed25519", signer);
        assertEquals(ANN, ask(new Settings().publicKey(file("key.pem", certificate)), token));
        assertEquals(NOBODY, ask(publicKey(edwards), token));
    }

    @Test
    public void otherPemBlocksAreNotUsed() throws Exception {
        for (String text : new String[] {
            Tokens.pem("PRIVATE KEY", rsa.getPrivate()),
            Tokens.pem("PUBLIC KEY", rsa.getPrivate()),
            "",
            "nonsense",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
        }) {
            Settings settings = new Settings().publicKey(file("key.pem", text));
            assertEquals(text, NOBODY, ask(settings, rs256(rsa, null)));
        }
    }

    // a set of keys

    @Test
    public void theKidChoosesTheKey() throws Exception {
        Settings settings = jwks(
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID("a").build(),
                new RSAKey.Builder((RSAPublicKey) otherRsa.getPublic())
                        .keyID("b")
                        .build());
        assertEquals(ANN, ask(settings, rs256(rsa, "a")));
        assertEquals(ANN, ask(settings, rs256(otherRsa, "b")));
        assertEquals("another's kid", NOBODY, ask(settings, rs256(rsa, "b")));
        assertEquals("nobody's kid", NOBODY, ask(settings, rs256(rsa, "c")));
        assertEquals("without a kid every key is tried", ANN, ask(settings, rs256(otherRsa, null)));
    }

    @Test
    public void aSetMayHoldEveryKindOfKey() throws Exception {
        byte[] encoded = edwards.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        Settings settings = jwks(
                new RSAKey.Builder((RSAPublicKey) rsa.getPublic())
                        .algorithm(JWSAlgorithm.PS256)
                        .build(),
                new ECKey.Builder(Curve.P_256, (ECPublicKey) curve.getPublic()).build(),
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build(),
                new OctetKeyPair.Builder(Curve.X25519, Base64URL.encode(point)).build());
        JWTClaimsSet claims = Tokens.ann().build();
        RSASSASigner byRsa = new RSASSASigner(rsa.getPrivate());
        ECDSASigner byCurve = new ECDSASigner((ECPrivateKey) curve.getPrivate());
        assertEquals(ANN, ask(settings, Tokens.signed(new JWSHeader(JWSAlgorithm.PS256), claims, byRsa)));
        assertEquals(ANN, ask(settings, Tokens.signed(new JWSHeader(JWSAlgorithm.ES256), claims, byCurve)));
        assertEquals(
                ANN, ask(settings, Tokens.signedByJdk("{\"alg\":\"EdDSA\"}", claims, "Ed25519", edwards.getPrivate())));
        assertEquals("the key is for PS256", NOBODY, ask(settings, rs256(rsa, null)));
    }

    @Test
    public void aKeyForEncryptionVerifiesNothing() throws Exception {
        RSAKey key = new RSAKey.Builder((RSAPublicKey) rsa.getPublic())
                .keyUse(KeyUse.ENCRYPTION)
                .build();
        assertEquals(NOBODY, ask(jwks(key), rs256(rsa, null)));
    }

    // forgeries

    @Test
    public void aTokenWithoutASignatureIsNobodys() throws Exception {
        String claims = Tokens.part(Tokens.ann().build().toString());
        for (String alg : new String[] {"none", "None", "NONE", "HS256"}) {
            String header = Tokens.part("{\"alg\":\"" + alg + "\"}");
            assertEquals(alg, NOBODY, ask(secret(), header + "." + claims + "."));
            assertEquals(alg, NOBODY, ask(secret(), header + "." + claims + ".AAAA"));
            assertEquals(alg, NOBODY, ask(secret(), header + "." + claims));
        }
    }

    @Test
    public void aPublicKeyIsNoSecret() throws Exception {
        Settings settings = publicKey(rsa);
        for (byte[] published : new byte[][] {
            rsa.getPublic().getEncoded(), Files.readAllBytes(Path.of(settings.publicKeyPath())),
        }) {
            assertEquals(
                    NOBODY, ask(settings, Tokens.hs256(published, Tokens.ann().build())));
        }
    }

    @Test
    public void theTokenDoesNotChooseTheAlgorithm() throws Exception {
        JWTClaimsSet claims = Tokens.ann().build();
        for (JWSAlgorithm algorithm :
                List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS512)) {
            String token = Tokens.signed(new JWSHeader(algorithm), claims, new RSASSASigner(rsa.getPrivate()));
            assertEquals(algorithm.getName(), NOBODY, ask(publicKey(rsa), token));
        }
        byte[] longSecret = Arrays.copyOf(SECRET, 64);
        String token = Tokens.signed(new JWSHeader(JWSAlgorithm.HS512), claims, new MACSigner(longSecret));
        assertEquals(NOBODY, ask(new Settings().secret(file("secret", longSecret)), token));
    }

    @Test
    public void aKeyInTheTokenIsNotTrusted() throws Exception {
        RSAKey own = new RSAKey.Builder((RSAPublicKey) otherRsa.getPublic()).build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own).build();
        String token = Tokens.signed(header, Tokens.ann().build(), new RSASSASigner(otherRsa.getPrivate()));
        assertEquals(NOBODY, ask(publicKey(rsa), token));
    }

    @Test
    public void changedClaimsAreNobodys() throws Exception {
        String[] parts = hs256(Tokens.ann()).split("\\.", -1);
        String claims = Tokens.part(Tokens.ann().subject("2").build().toString());
        assertEquals(NOBODY, ask(secret(), parts[0] + "." + claims + "." + parts[2]));
    }

    @Test
    public void whatIsCriticalAndUnknownIsRefused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(Set.of("x"))
                .customParam("x", 1)
                .build();
        assertEquals(NOBODY, ask(secret(), Tokens.signed(header, Tokens.ann().build(), new MACSigner(SECRET))));
    }

    @Test
    public void whatIsNoTokenIsNobodys() throws Exception {
        for (String token : new String[] {"", ".", "..", "a.b.c", "...", "abc", "é.é.é", "e30.e30.e30", "\0.\0.\0"}) {
            assertEquals(token, NOBODY, ask(secret(), token));
        }
        assertEquals(NOBODY, ask(secret(), hs256(Tokens.ann()) + "\n.x"));
    }

    @Test
    public void aHugeTokenIsNotLookedAt() throws Exception {
        String fits = hs256(Tokens.ann().claim("x", "y".repeat(10_000)));
        assertTrue(fits.length() < 16_384);
        assertEquals(ANN, ask(secret(), fits));
        String huge = hs256(Tokens.ann().claim("x", "y".repeat(20_000)));
        assertEquals(NOBODY, ask(secret(), huge));
        assertEquals(NOBODY, ask(secret(), "a".repeat(50_000_000) + ".b.c"));
    }

    @Test
    public void aDeepTokenIsNobodys() throws Exception {
        String deep = "{\"alg\":\"HS256\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertEquals(NOBODY, ask(secret(), Tokens.part(deep) + "." + Tokens.part("{}") + ".AAAA"));
    }

    // claims

    private static Date inSeconds(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    public void anExpiredTokenIsNobodys() throws Exception {
        assertEquals(NOBODY, ask(secret(), hs256(Tokens.ann().expirationTime(inSeconds(-61)))));
        assertEquals("within the skew", ANN, ask(secret(), hs256(Tokens.ann().expirationTime(inSeconds(-30)))));
    }

    @Test
    public void aTokenBeforeItsTimeIsNobodys() throws Exception {
        assertEquals(NOBODY, ask(secret(), hs256(Tokens.ann().notBeforeTime(inSeconds(90)))));
        assertEquals("within the skew", ANN, ask(secret(), hs256(Tokens.ann().notBeforeTime(inSeconds(30)))));
    }

    @Test
    public void theLimitsAreExact() {
        ClaimRules rules = new ClaimRules("", "", 1_000);
        Instant time = Instant.ofEpochSecond(1_000_000);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .expirationTime(Date.from(time))
                .notBeforeTime(Date.from(time))
                .build();
        assertTrue(rules.refusal(claims, time.minusMillis(1_001)).isPresent());
        assertEquals(Optional.empty(), rules.refusal(claims, time.minusMillis(1_000)));
        assertEquals(Optional.empty(), rules.refusal(claims, time.plusMillis(999)));
        assertTrue(rules.refusal(claims, time.plusMillis(1_000)).isPresent());
    }

    @Test
    public void aTokenForEverIsNobodys() throws Exception {
        assertEquals(NOBODY, ask(secret(), hs256(Tokens.ann().expirationTime(null))));
        String claims = "{\"sub\":\"1\",\"exp\":\"never\"}";
        JWSHeader header = new JWSHeader(JWSAlgorithm.HS256);
        String input = header.toBase64URL() + "." + Tokens.part(claims);
        Base64URL signature = new MACSigner(SECRET).sign(header, input.getBytes(StandardCharsets.US_ASCII));
        assertEquals(NOBODY, ask(secret(), input + "." + signature));
    }

    @Test
    public void issuerAndAudienceAreCheckedWhenTheyAreSet() throws Exception {
        Settings settings = secret();
        settings.issuer = "https://id.example";
        settings.audience = "patchbay";
        JWTClaimsSet.Builder good = Tokens.ann().issuer("https://id.example").audience(List.of("other", "patchbay"));
        assertEquals(ANN, ask(settings, hs256(good)));
        assertEquals(NOBODY, ask(settings, hs256(good.issuer("https://id.example/"))));
        assertEquals(NOBODY, ask(settings, hs256(good.issuer(null))));
        assertEquals(
                NOBODY, ask(settings, hs256(good.issuer("https://id.example").audience("patchbays"))));
        assertEquals(NOBODY, ask(settings, hs256(good.audience((String) null))));
        assertEquals(ANN, ask(settings, hs256(good.audience("patchbay"))));
    }

    @Test
    public void theUsersNameIsItsClaimElseTheSub() throws Exception {
        String token = hs256(Tokens.ann().claim("preferred_username", "ann").claim("mail", "a@example.org"));
        assertEquals("ann", ask(secret(), token).orElseThrow().username());
        Settings settings = secret();
        settings.usernameClaim = "mail";
        assertEquals("a@example.org", ask(settings, token).orElseThrow().username());
        settings.usernameClaim = "nick";
        assertEquals("1", ask(settings, token).orElseThrow().username());
        assertEquals(
                "1",
                ask(secret(), hs256(Tokens.ann().claim("preferred_username", 5)))
                        .orElseThrow()
                        .username());
    }

    @Test
    public void whoHasNoIdIsNobody() throws Exception {
        assertEquals(NOBODY, ask(secret(), hs256(Tokens.ann().subject(null).claim("preferred_username", "ann"))));
        assertEquals(NOBODY, ask(secret(), hs256(Tokens.ann().subject(""))));
    }

    @Test
    public void rolesAreAListOrATextAndMayLieDeeper() throws Exception {
        assertEquals(Set.of("a", "b"), roles("roles", hs256(Tokens.ann().claim("roles", List.of("a", "b")))));
        assertEquals(Set.of("a", "b"), roles("scope", hs256(Tokens.ann().claim("scope", " a  b "))));
        String deeper = hs256(Tokens.ann()
                .claim("realm_access", Map.of("roles", List.of("a")))
                .claim("x.y", "b"));
        assertEquals(Set.of("a"), roles("realm_access.roles", deeper));
        assertEquals(Set.of("b"), roles("x.y", deeper));
        assertEquals(Set.of(), roles("realm_access.groups", deeper));
        assertEquals(Set.of(), roles("realm_access", deeper));
        assertEquals(Set.of(), roles("sub.roles", deeper));
        assertEquals(Set.of("a"), roles("roles", hs256(Tokens.ann().claim("roles", Arrays.asList("a", 5, null, "")))));
    }

    private Set<String> roles(String claim, String token) throws Exception {
        Settings settings = secret();
        settings.rolesClaim = claim;
        return ask(settings, token).orElseThrow().roles();
    }

    // files

    @Test
    public void aChangedFileIsReadAgain() throws Exception {
        JwtAuthenticator tokens = new JwtAuthenticator(secret());
        String byOld = hs256(Tokens.ann());
        String byNew = Tokens.hs256(OTHER_SECRET, Tokens.ann().build());
        assertEquals(ANN, tokens.authenticate(byOld));
        file("secret", OTHER_SECRET);
        assertEquals(NOBODY, tokens.authenticate(byOld));
        assertEquals(ANN, tokens.authenticate(byNew));
    }

    @Test
    public void aBrokenFileLeavesTheKeysAsTheyWere() throws Exception {
        Settings settings = publicKey(rsa);
        JwtAuthenticator tokens = new JwtAuthenticator(settings);
        file("key.pem", "half of a ke");
        assertEquals(ANN, tokens.authenticate(rs256(rsa, null)));
        publicKey(otherRsa);
        assertEquals(NOBODY, tokens.authenticate(rs256(rsa, null)));
        assertEquals(ANN, tokens.authenticate(rs256(otherRsa, null)));
    }

    @Test
    public void otherSettingsHoldFromTheNextTokenOn() throws Exception {
        JwtAuthenticator tokens = new JwtAuthenticator(secret());
        String token = hs256(Tokens.ann());
        assertEquals(ANN, tokens.authenticate(token));
        tokens.modified(new Settings().secret(file("other", OTHER_SECRET)));
        assertEquals(NOBODY, tokens.authenticate(token));
        tokens.modified(secret());
        assertEquals(ANN, tokens.authenticate(token));
        tokens.modified(new Settings());
        assertEquals("without keys", NOBODY, tokens.authenticate(token));
    }

    @Test
    public void aFileThatIsGoneTakesItsKeysAwayAndMayComeLater() throws Exception {
        Settings settings = secret();
        Path file = Path.of(settings.secretPath());
        Files.delete(file);
        JwtAuthenticator tokens = new JwtAuthenticator(settings);
        assertEquals(NOBODY, tokens.authenticate(hs256(Tokens.ann())));
        secret();
        assertEquals(ANN, tokens.authenticate(hs256(Tokens.ann())));
        Files.delete(file);
        assertEquals(NOBODY, tokens.authenticate(hs256(Tokens.ann())));
    }
}
