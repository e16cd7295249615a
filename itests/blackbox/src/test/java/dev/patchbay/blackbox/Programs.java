package dev.patchbay.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Assume;

/** Programs of others that these tests use where they are installed, and the scripts they run. */
final class Programs {

    private Programs() {}

    /** Skips the test on a machine that lacks one of them. */
    static void assume(String... programs) {
        for (String program : programs) {
            Assume.assumeTrue(program + " is not installed", locate(program).isPresent());
        }
    }

    /** Where a program is that is known to be installed. */
    static Path find(String program) {
        return locate(program).orElseThrow();
    }

    /** Where a program is, when the PATH leads to it. */
    static Optional<Path> locate(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A folder with packages from npm, by name and version; skips the test when the registry cannot be reached. */
    static Path npm(Map<String, String> packages) throws Exception {
        assume("node", "npm");
        Path folder = Temporary.directory();
        String dependencies = packages.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        Files.writeString(folder.resolve("package.json"), "{\"private\":true,\"dependencies\":" + dependencies + "}");
        NodeProcess.Outcome install = NodeProcess.outcome(List.of(
                "npm", "install", "--no-audit", "--no-fund", "--fetch-retries=0", "--prefix", folder.toString()));
        Assume.assumeTrue("the npm registry cannot be reached: " + install.err(), install.exit() == 0);
        return folder;
    }

    /** Puts a script, or another file, of these tests into a folder, under the last part of its name. */
    static String script(String name, Path folder) throws IOException {
        try (InputStream script = Programs.class.getResourceAsStream("/" + name)) {
            Path file = folder.resolve(Path.of(name).getFileName());
            Files.copy(script, file);
            return file.toString();
        }
    }
}
