package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What was unpacked: {@code bundles/} with the jars every node runs, {@code config/} with the shipped settings. */
record Installation(Path root) {

    Installation(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The one this class was loaded from: the directory above {@code lib}. */
    static Installation ofThisProgram() throws NodeException {
        String jar = Installation.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Path library = Path.of(jar).toAbsolutePath().getParent();
        Path root = library == null ? null : library.getParent();
        if (root == null) {
            throw new NodeException("Expected to run from lib/ of an installation, got " + jar + ".");
        }
        return new Installation(root);
    }

    Path settings() {
        return root.resolve("config").resolve("patchbay.json");
    }

    Path logging() {
        return root.resolve("config").resolve("logback.xml");
    }

    /** The jars, by name. */
    List<Path> bundles() throws NodeException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw incomplete(e);
        }
    }

    StartLevels startLevels() throws NodeException {
        try {
            return StartLevels.parse(Files.readAllLines(directory().resolve("start.levels")));
        } catch (IOException e) {
            throw incomplete(e);
        }
    }

    private Path directory() {
        return root.resolve("bundles");
    }

    private NodeException incomplete(IOException cause) {
        return new NodeException(
                "Expected an installation with bundles/*.jar and bundles/start.levels, got " + root + " (" + cause
                        + "); unpack the archive again.",
                cause);
    }
}
