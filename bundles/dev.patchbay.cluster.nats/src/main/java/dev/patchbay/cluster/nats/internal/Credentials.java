package dev.patchbay.cluster.nats.internal;

import io.nats.client.AuthHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A credentials file: a JWT that says who this node is, and the NKEY seed that proves it. Signs with the JDK's Ed25519,
 * so that no other library is needed.
 */
final class Credentials implements AuthHandler {

    private static final Pattern BLOCK =
            Pattern.compile("-+BEGIN [A-Z ]+-+\\s+([A-Za-z0-9_.=-]+?)\\s+-+END [A-Z ]+-+", Pattern.DOTALL);
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SEED_START = 2;
    private static final int SEED_END = 34;

    private final String jwt;
    private final PrivateKey key;

    private Credentials(String jwt, PrivateKey key) {
        this.jwt = jwt;
        this.key = key;
    }

    /** @throws IOException when it cannot be read or is something else, with what is expected */
    static Credentials read(Path file) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(file));
        if (!blocks.find()) {
            throw new IOException("Expected a JWT between BEGIN and END lines in " + file);
        }
        String jwt = blocks.group(1);
        if (!blocks.find()) {
            throw new IOException("Expected an NKEY seed behind the JWT in " + file);
        }
        try {
            return new Credentials(jwt, keyOf(blocks.group(1)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("Expected an NKEY seed (SU...) behind the JWT in " + file, e);
        }
    }

    /** A seed is two bytes of prefix, 32 of the key and two of a checksum, in base 32. */
    private static PrivateKey keyOf(String seed) throws GeneralSecurityException {
        byte[] raw = base32(seed);
        if (raw.length != SEED_END + 2 || !seed.startsWith("SU")) {
            throw new IllegalArgumentException("Not a user's seed");
        }
        byte[] secret = Arrays.copyOfRange(raw, SEED_START, SEED_END);
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
    }

    private static byte[] base32(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int length = 0;
        for (char c : text.toCharArray()) {
            int value = BASE32.indexOf(c);
            if (value < 0) {
                throw new IllegalArgumentException("Not base 32");
            }
            buffer = (buffer << 5 | value) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    @Override
    public byte[] sign(byte[] nonce) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(nonce);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected Ed25519 in Java " + Runtime.version(), e);
        }
    }

    /** The JWT names this node; a key beside it is not asked for. */
    @Override
    public char[] getID() {
        return new char[0];
    }

    @Override
    public char[] getJWT() {
        return jwt.toCharArray();
    }

    /** The first line of a file that holds a secret. */
    static char[] firstLine(String path) throws IOException {
        return Files.readString(Path.of(path), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip()
                .toCharArray();
    }
}
