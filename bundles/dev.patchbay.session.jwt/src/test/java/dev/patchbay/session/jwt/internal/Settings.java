package dev.patchbay.session.jwt.internal;

import java.nio.file.Path;

/** A configuration of section {@code jwt} with its defaults, and what a test sets. */
@SuppressWarnings({"BadAnnotationImplementation", "ImmutableAnnotationChecker"}) // as the component runtime makes them
final class Settings implements JwtAuthenticator.Config {

    String secret = "";
    String publicKey = "";
    String jwks = "";
    String issuer = "";
    String audience = "";
    long clockSkewInMs = 60_000;
    String usernameClaim = "preferred_username";
    String rolesClaim = "roles";

    Settings secret(Path file) {
        secret = file.toString();
        return this;
    }

    Settings publicKey(Path file) {
        publicKey = file.toString();
        return this;
    }

    Settings jwks(Path file) {
        jwks = file.toString();
        return this;
    }

    @Override
    public String secretPath() {
        return secret;
    }

    @Override
    public String publicKeyPath() {
        return publicKey;
    }

    @Override
    public String jwksPath() {
        return jwks;
    }

    @Override
    public String issuer() {
        return issuer;
    }

    @Override
    public String audience() {
        return audience;
    }

    @Override
    public long clockSkewInMs() {
        return clockSkewInMs;
    }

    @Override
    public String usernameClaim() {
        return usernameClaim;
    }

    @Override
    public String rolesClaim() {
        return rolesClaim;
    }

    @Override
    public Class<JwtAuthenticator.Config> annotationType() {
        return JwtAuthenticator.Config.class;
    }
}
