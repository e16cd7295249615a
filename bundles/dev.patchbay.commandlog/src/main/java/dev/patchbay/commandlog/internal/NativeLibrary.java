package dev.patchbay.commandlog.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which the driver unpacks and loads once in the life of its own bundle, whatever becomes of ours. One
 * thread.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    /** Where the driver unpacks it; whoever starts the JVM may have set it. */
    private static final String FOLDER = "org.sqlite.tmpdir";

    private final @Nullable Path folder;
    private boolean isLoaded;
    private @Nullable StoreException failure;

    /** @param folder ours alone, and whether it is there or not; null for the folder of temporary files */
    NativeLibrary(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Loads it when it is not loaded yet; one attempt, since each would unpack it again. */
    void load() throws StoreException {
        if (failure != null) {
            throw failure;
        }
        if (isLoaded) {
            return;
        }
        try {
            loadFromFolder();
            isLoaded = true;
        } catch (Exception | LinkageError e) {
            failure = new StoreException(
                    "no SQLite for this system (" + e.getMessage() + "); if programs may not be loaded from " + folder
                            + ", start the node with -D" + FOLDER + " and a folder they may be loaded from",
                    false,
                    e);
            throw failure;
        }
    }

    /** The property is set for this moment only: the folder is of no use to another bundle with the driver. */
    private void loadFromFolder() throws Exception {
        if (folder == null || System.getProperty(FOLDER) != null) {
            SQLiteJDBCLoader.initialize();
            return;
        }
        Files.createDirectories(folder);
        removeOld(folder);
        System.setProperty(FOLDER, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(FOLDER);
        }
    }

    /** A node that was killed leaves its copy behind; the driver does not take such a one away. */
    private static void removeOld(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(NativeLibrary::remove);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} is still used, as Windows sees it", file, e);
        }
    }
}
