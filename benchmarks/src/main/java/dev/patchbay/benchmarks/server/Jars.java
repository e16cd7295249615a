package dev.patchbay.benchmarks.server;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The jars of this program's own class path. */
final class Jars {

    private Jars() {}

    /**
     * Finds one.
     *
     * @param artifact its name up to the version
     * @throws IllegalStateException when it is not there
     */
    static Path find(String artifact) {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-[0-9].*\\.jar");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> name.matcher(path.getFileName().toString()).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected " + artifact
                        + "-<version>.jar on the class path, got none; build with 'mvn package -pl benchmarks'"));
    }
}
