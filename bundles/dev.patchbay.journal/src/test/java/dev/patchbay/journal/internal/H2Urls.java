package dev.patchbay.journal.internal;

import java.nio.file.Path;

/** Databases in a file, with the settings that the datastore gives them. */
final class H2Urls {

    private H2Urls() {}

    static String in(Path folder) {
        return "jdbc:h2:async:" + folder.resolve("journal")
                + ";WRITE_DELAY=0;RETENTION_TIME=10000;MAX_LENGTH_INPLACE_LOB=65536;DB_CLOSE_ON_EXIT=FALSE";
    }
}
