package dev.patchbay.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that are gone when these tests end; their paths are short, as that of a Unix socket has to be. */
final class Temporary {

    private static final Path ROOT = root();

    private Temporary() {}

    static Path directory() throws IOException {
        return Files.createTempDirectory(ROOT, "");
    }

    private static Path root() {
        try {
            Path root = Files.createTempDirectory("patchbay");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
