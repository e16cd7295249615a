package dev.patchbay.process.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs as execvp(3) does, to say clearly what is wrong before anything is started. */
final class Programs {

    private Programs() {}

    /** The program of that name on the PATH. */
    static Optional<Path> onPath(String name, String path) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, name), Path.of(folder, name + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** @throws CannotStartException when it cannot be run, with the reason */
    static void check(String program, Path directory, String path) throws CannotStartException {
        if (!Files.isDirectory(directory)) {
            throw new CannotStartException("Expected a directory to run " + program + " in at " + directory + ", found "
                    + (Files.exists(directory) ? "a file" : "none"));
        }
        if (Path.of(program).getNameCount() > 1 || Path.of(program).isAbsolute()) {
            checkFile(directory.resolve(program));
        } else if (onPath(program, path).isEmpty()) {
            throw new CannotStartException("Expected the program " + program + " on the PATH, found none in " + path
                    + "; install it or give its full path");
        }
    }

    private static void checkFile(Path file) throws CannotStartException {
        if (!Files.exists(file)) {
            throw new CannotStartException("Expected a program at " + file + ", found none");
        }
        if (Files.isDirectory(file)) {
            throw new CannotStartException("Expected a program at " + file + ", found a directory");
        }
        if (!Files.isExecutable(file)) {
            throw new CannotStartException(
                    "Expected a program at " + file + ", found a file that may not be executed; chmod +x it");
        }
    }
}
