package dev.patchbay.protocol.dispatcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that holds the node's process id while the protocol is there. Used by one thread at a time. */
final class PidFile {

    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);

    private final String path;
    private final String content = ProcessHandle.current().pid() + "\n";

    private PidFile(String path) {
        this.path = path;
    }

    /** @param path empty for no file */
    static PidFile write(String path) {
        PidFile file = new PidFile(path);
        if (!path.isEmpty()) {
            file.write();
        }
        return file;
    }

    private void write() {
        try {
            Files.writeString(Path.of(path), content);
        } catch (IOException e) {
            LOG.warn("Expected to write the process id to {} (dispatcher.pidfile), got {}", path, e.toString());
        }
    }

    PidFile moveTo(String other) {
        if (other.equals(path)) {
            return this;
        }
        remove();
        return write(other);
    }

    /** Unless another process has written its own there. */
    void remove() {
        if (path.isEmpty() || !Files.exists(Path.of(path))) {
            return;
        }
        try {
            if (Files.readString(Path.of(path)).equals(content)) {
                Files.delete(Path.of(path));
            }
        } catch (IOException e) {
            LOG.warn("Expected to remove {} (dispatcher.pidfile), got {}", path, e.toString());
        }
    }
}
