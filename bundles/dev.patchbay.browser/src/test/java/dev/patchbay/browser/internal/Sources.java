package dev.patchbay.browser.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of this module, copied to where other programs may write beside them. */
final class Sources {

    private static final List<String> FOLDERS = List.of("src/main/resources/library", "src/test/js");

    private Sources() {}

    static void copyTo(Path target) throws IOException {
        for (String folder : FOLDERS) {
            copy(Path.of(folder), target.resolve(folder));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
