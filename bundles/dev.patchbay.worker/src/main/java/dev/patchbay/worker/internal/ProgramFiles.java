package dev.patchbay.worker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Puts what runs in the processes of workers where a process finds it. */
final class ProgramFiles {

    private static final String SCRIPT = "patchbay_worker.py";
    private static final List<String> JARS = List.of("worker.jar", "gson.jar");

    private ProgramFiles() {}

    /** @param folder of ours; what is in it is replaced */
    static ModuleHosts.Programs extract(Path folder) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        List<Path> jars = JARS.stream().map(folder::resolve).toList();
        for (Path jar : jars) {
            copy(jar);
        }
        return new ModuleHosts.Programs(script(folder), jars, folder.resolve("modules"));
    }

    /** The Python script alone. */
    static Path script(Path folder) throws IOException {
        return copy(folder.resolve(SCRIPT));
    }

    private static Path copy(Path file) throws IOException {
        String resource = file.getFileName().toString();
        try (InputStream input = ProgramFiles.class.getResourceAsStream(resource)) {
            Files.copy(
                    Objects.requireNonNull(input, resource + " in the bundle"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> found = Files.walk(folder)) {
                all = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.delete(each);
            }
        }
    }
}
