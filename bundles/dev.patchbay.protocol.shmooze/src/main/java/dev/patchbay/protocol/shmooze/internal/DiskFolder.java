package dev.patchbay.protocol.shmooze.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of this machine; nothing outside of it is found, whatever a path or a link in it says. */
final class DiskFolder implements StaticFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DiskFolder.class);

    private final Path root;

    DiskFolder(Path root) {
        this.root = root;
    }

    @Override
    public @Nullable StaticFile find(String path) throws IOException {
        if (!isPlain(path)) {
            return null;
        }
        try {
            Path file = root.resolve(path).toRealPath();
            return file.startsWith(root.toRealPath()) ? described(file) : null;
        } catch (InvalidPathException | FileSystemException e) {
            LOG.debug("No file '{}' in {}", path, root, e);
            return null;
        }
    }

    /** Whether it can only mean something below the root, on any system. */
    private static boolean isPlain(String path) {
        if (path.startsWith("/") || path.indexOf('\\') >= 0) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable StaticFile described(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            return null;
        }
        long modifiedInMs = attributes.lastModifiedTime().toMillis();
        String tag = "\"" + Long.toHexString(modifiedInMs) + "-" + Long.toHexString(attributes.size()) + "\"";
        String type = MediaTypes.of(String.valueOf(file.getFileName()));
        return new StaticFile(type, tag, modifiedInMs, attributes.size(), () -> Files.newInputStream(file));
    }
}
