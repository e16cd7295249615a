package dev.patchbay.session.jwt.internal;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one file, read again when it changed. A file that is broken leaves the keys as they were, one that is gone
 * takes them away. Thread-safe.
 */
final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    /** How the keys are read from what the file holds. */
    interface Format {
        List<TrustedKey> keys(byte[] content) throws JOSEException, ParseException, GeneralSecurityException;
    }

    private final Path file;
    private final Format format;
    private @Nullable Fingerprint seen;
    private List<TrustedKey> keys = List.of();

    KeyFile(Path file, Format format) {
        this.file = file;
        this.format = format;
        keys(); // so that a broken file is told at the start
    }

    /** Looks at the file's attributes, and reads it when they are others than the last time. */
    synchronized List<TrustedKey> keys() {
        Fingerprint now = Fingerprint.of(file);
        if (!now.equals(seen)) {
            seen = now;
            keys = read();
        }
        return keys;
    }

    private List<TrustedKey> read() {
        try {
            List<TrustedKey> read = format.keys(Files.readAllBytes(file));
            LOG.info("{}: {} keys for tokens", file, read.size());
            return read;
        } catch (NoSuchFileException e) {
            LOG.error("{}: expected a file of keys, got none; no token is known by it until it is there", file);
            return List.of();
        } catch (IOException | JOSEException | ParseException | GeneralSecurityException | RuntimeException e) {
            LOG.error(
                    "{}: expected keys for tokens, got: {}; the {} from before stay",
                    file,
                    e.getMessage(),
                    keys.size(),
                    e);
            return keys;
        }
    }
}
