package dev.patchbay.protocol.shmooze.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A folder of files that everybody may read. Thread-safe. */
interface StaticFolder {

    /**
     * The file at a path; null when there is none. May block on the disk.
     *
     * @param path decoded, without a slash at its beginning; untrusted
     */
    @Nullable
    StaticFile find(String path) throws IOException;
}
