package dev.patchbay.worker.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file has changed: its time of modification and its content. A new time is told as settling first, so
 * that who writes can finish; what he has written by the second look counts. Source: ModuleServer, §2.1.
 */
final class FileWatch implements CodeWatch {

    private final Path file;
    private String digest;
    private @Nullable FileTime seen;
    private boolean isSettling;

    /** @param digest of the content that is known, see {@link #digest}; empty for none */
    FileWatch(Path file, String digest) {
        this.file = file;
        this.digest = digest;
    }

    @Override
    public Look look() {
        try {
            return look(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Look.UNREADABLE; // whoever reads it says why
        }
    }

    private Look look(FileTime time) throws IOException {
        if (time.equals(seen)) {
            return Look.SAME;
        }
        if (!isSettling) {
            isSettling = true;
            return Look.SETTLING;
        }
        isSettling = false;
        String found = digest(Files.readAllBytes(file));
        seen = time;
        boolean isSame = found.equals(digest);
        digest = found;
        return isSame ? Look.SAME : Look.CHANGED;
    }

    /** SHA-256, in hexadecimal. */
    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JVM to have SHA-256", e);
        }
    }
}
