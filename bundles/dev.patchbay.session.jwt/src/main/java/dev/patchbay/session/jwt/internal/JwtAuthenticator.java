package dev.patchbay.session.jwt.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows users by signed tokens (JWT, RFC 7519, with the advice of RFC 8725). Which algorithm verifies a token is a
 * matter of the key, never of the token. Thread-safe; blocks only while a key file that changed is read.
 */
@Component(configurationPid = "dev.patchbay.jwt", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = JwtAuthenticator.Config.class)
public final class JwtAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(JwtAuthenticator.class);

    /** Larger ones are not looked at. */
    private static final int LARGEST_TOKEN = 16_384;

    /** Settings of section {@code jwt}. */
    @ObjectClassDefinition(
            name = "Signed tokens",
            description =
                    "Users known by JSON Web Tokens. At least one file of keys is needed; whoever signs decides who"
                            + " is an administrator.")
    public @interface Config {

        /** A file of a secret. */
        @AttributeDefinition(
                name = "Secret",
                description = "File of the secret for HS256: its bytes without the last line end, 32 or more; empty for"
                        + " none.")
        String secretPath() default "";

        /** A file of a public key. */
        @AttributeDefinition(
                name = "Public key",
                description = "PEM file of a public key or certificate: RSA for RS256, EC for ES256, ES384 or ES512,"
                        + " Ed25519 for EdDSA; empty for none.")
        String publicKeyPath() default "";

        /** A file of a set of keys. */
        @AttributeDefinition(
                name = "Key set",
                description = "JWKS file; a token's kid chooses the key. Empty for none.")
        String jwksPath() default "";

        /** Who must have issued a token. */
        @AttributeDefinition(name = "Issuer", description = "The iss a token must have; empty for any.")
        String issuer() default "";

        /** Whom a token must be for. */
        @AttributeDefinition(name = "Audience", description = "The aud a token must have; empty for any.")
        String audience() default "";

        /** How far clocks may be apart. */
        @AttributeDefinition(
                name = "Clock skew",
                description = "How far the issuer's clock may be from this one, in milliseconds.",
                min = "0")
        long clockSkewInMs() default 60_000;

        /** Which claim has the user's name. */
        @AttributeDefinition(
                name = "User name",
                description = "The claim with the user's name; without it the name is the sub, which is always the id.")
        String usernameClaim() default "preferred_username";

        /** Which claim has the user's roles. */
        @AttributeDefinition(
                name = "Roles",
                description =
                        "The claim with the user's roles, a list or a text with blanks between; a dot leads into an"
                                + " object, as in realm_access.roles.")
        String rolesClaim() default "roles";
    }

    /** What the settings say. */
    private record Trust(List<KeyFile> files, ClaimRules rules, UserClaims userClaims) {

        static Trust of(Config config) {
            return new Trust(
                    keyFiles(config),
                    new ClaimRules(config.issuer(), config.audience(), config.clockSkewInMs()),
                    new UserClaims(config.usernameClaim(), config.rolesClaim()));
        }
    }

    private final InstantSource clock = InstantSource.system();
    private volatile Trust trust;

    /** @throws IllegalArgumentException when no file of keys is set */
    @Activate
    public JwtAuthenticator(Config config) {
        trust = Trust.of(config);
        if (trust.files().isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected one of secretPath, publicKeyPath and jwksPath in section jwt, got none");
        }
    }

    /** In place: whoever asks while nobody knows his token stays anonymous. */
    @Modified
    void modified(Config config) {
        trust = Trust.of(config);
        if (trust.files().isEmpty()) {
            LOG.error("Expected one of secretPath, publicKeyPath and jwksPath in section jwt, got none;"
                    + " no signed token is known");
        }
    }

    private static List<KeyFile> keyFiles(Config config) {
        List<KeyFile> files = new ArrayList<>();
        add(files, config.secretPath(), content -> List.of(TrustedKey.secret(null, withoutLineEnd(content))));
        add(files, config.publicKeyPath(), content -> List.of(TrustedKey.of(null, Pem.publicKey(text(content)))));
        add(files, config.jwksPath(), content -> Jwks.parse(text(content)));
        return List.copyOf(files);
    }

    private static void add(List<KeyFile> files, String path, KeyFile.Format format) {
        if (!path.isEmpty()) {
            files.add(new KeyFile(Path.of(path), format));
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static byte[] withoutLineEnd(byte[] content) {
        int end = content.length;
        end -= end > 0 && content[end - 1] == '\n' ? 1 : 0;
        end -= end > 0 && content[end - 1] == '\r' ? 1 : 0;
        return Arrays.copyOf(content, end);
    }

    @Override
    public Optional<User> authenticate(String token) {
        if (!hasForm(token)) {
            return Optional.empty();
        }
        Trust now = trust;
        try {
            SignedJWT signed = SignedJWT.parse(token);
            return isGenuine(signed, now.files()) ? user(signed.getJWTClaimsSet(), now) : refused("no key verifies it");
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return refused(e.toString());
        }
    }

    /** Three parts, the last of them not empty; most tokens asked about are not of this kind. */
    private static boolean hasForm(String token) {
        return token.length() <= LARGEST_TOKEN
                && token.chars().filter(c -> c == '.').count() == 2
                && !token.endsWith(".");
    }

    private static boolean isGenuine(SignedJWT token, List<KeyFile> files) throws JOSEException {
        for (KeyFile file : files) {
            for (TrustedKey key : file.keys()) {
                if (key.fits(token.getHeader()) && key.verifies(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<User> user(JWTClaimsSet claims, Trust now) {
        Optional<String> refusal = now.rules().refusal(claims, clock.instant());
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        Optional<User> user = now.userClaims().user(claims);
        return user.isPresent() ? user : refused("it has no sub");
    }

    private static Optional<User> refused(String reason) {
        LOG.debug("A signed token is refused: {}", reason);
        return Optional.empty();
    }
}
