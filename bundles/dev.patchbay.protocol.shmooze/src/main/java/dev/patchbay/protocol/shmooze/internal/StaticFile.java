package dev.patchbay.protocol.shmooze.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file as it was when it was looked for.
 *
 * @param type its media type
 * @param tag changes when its content does; with its quotes (RFC 9110, §8.8.3)
 * @param modifiedInMs since 1970
 * @param length in bytes
 */
record StaticFile(String type, String tag, long modifiedInMs, long length, Content content) {

    /** What is in it. */
    interface Content {

        /** From its beginning; closed by the caller. */
        InputStream open() throws IOException;
    }
}
