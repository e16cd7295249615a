package dev.patchbay.settings.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * By what a changed or replaced file is told from the one before without reading it.
 *
 * @param key the file system's identity of the file; null where it has none
 */
record Fingerprint(FileTime modified, long size, @Nullable Object key) {

    private static final Fingerprint ABSENT = new Fingerprint(FileTime.fromMillis(0), -1, null);

    /** Of the file a path leads to at the moment; one for all that cannot be looked at. */
    static Fingerprint of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Fingerprint(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return ABSENT; // why it cannot be looked at is said when it is read
        }
    }
}
