package dev.patchbay.browser.internal;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the library.
 *
 * @param content its bytes, not copied
 * @param contentType with the charset
 * @param etag a strong entity tag with its quotes, another for each content (RFC 9110, 8.8.3)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LibraryFile(byte[] content, String contentType, String etag) {

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** What is usual for type definitions, {@code video/mp2t}, is another {@code .ts}. */
    private static final String PLAIN = "text/plain; charset=utf-8";

    /**
     * Reads it from this bundle; may block.
     *
     * @param path where it is served, such as {@code /patchbay.js}
     * @throws IOException when it is not there or cannot be read
     */
    static LibraryFile read(String path) throws IOException {
        try (InputStream input = LibraryFile.class.getResourceAsStream("/library" + path)) {
            if (input == null) {
                throw new IOException("Expected the file library" + path + " in this bundle, it is not there");
            }
            byte[] content = input.readAllBytes();
            return new LibraryFile(content, path.endsWith(".js") ? SCRIPT : PLAIN, etagOf(content));
        }
    }

    private static String etagOf(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Whether who asks has this content already.
     *
     * @param ifNoneMatch the request's header (RFC 9110, 13.1.2); null when it has none
     */
    boolean isKnownBy(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
