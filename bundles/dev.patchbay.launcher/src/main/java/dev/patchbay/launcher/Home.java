package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The directory of everything a node keeps. */
record Home(Path root) {

    Home(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Where bundles are dropped. */
    Path deploy() {
        return root.resolve("deploy");
    }

    /** What the node remembers; closed to other users, since the administrator's token and socket are in it. */
    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("log");
    }

    /** Makes the directories that are missing. */
    void prepare() throws NodeException {
        try {
            for (Path directory : List.of(root, deploy(), data(), log())) {
                Files.createDirectories(directory);
                requireWritable(directory);
            }
            if (Files.getFileStore(data()).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new NodeException(unusable(root, e.toString()), e);
        }
    }

    private static void requireWritable(Path directory) throws NodeException {
        if (!Files.isWritable(directory)) {
            throw new NodeException(unusable(directory, "no permission to write"));
        }
    }

    private static String unusable(Path directory, String why) {
        return "Expected a home directory that can be written, got " + directory + " (" + why
                + "); choose another with --home DIR.";
    }
}
