package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A module for ModuleServer whose code can be changed: function {@code version} tells which it is.
 *
 * @param folder where it is
 */
public record PythonModule(Path folder) {

    /** Its name for Python. */
    public static final String MODULE = "bench_lamp";

    /** Its class. */
    public static final String ENTRY = "Lamp";

    private static final String FILE = MODULE + ".py";
    private static final String VERSION = "VERSION = ";

    /** Writes version 0 into a folder. */
    public static PythonModule in(Path folder) throws IOException {
        PythonModule module = new PythonModule(Files.createDirectories(folder));
        module.change(0);
        return module;
    }

    /** Puts another version in its place, at once. */
    public void change(int version) throws IOException {
        Path part = folder.resolve(FILE + ".part");
        Files.writeString(part, code().replace(VERSION + 0, VERSION + version));
        Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String code() throws IOException {
        try (InputStream in = PythonModule.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("Expected " + FILE + " in this program's jar, got none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
