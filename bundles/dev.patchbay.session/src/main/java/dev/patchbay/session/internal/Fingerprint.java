package dev.patchbay.session.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * By what a changed or replaced file is told from the one before without reading it. The change time is among it, so a
 * new mode counts as a change, and an edit that puts the old modification time back does too.
 */
record Fingerprint(Map<String, Object> attributes) {

    private static final Fingerprint ABSENT = new Fingerprint(Map.of());

    /** Of the file a path leads to at the moment; one for all that cannot be looked at. */
    static Fingerprint of(Path file) {
        try {
            return new Fingerprint(Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime"));
        } catch (IOException e) {
            return ABSENT; // why it cannot be looked at is said when it is read
        }
    }
}
