package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Python of this machine.
 *
 * @param executable itself, not a script that looks for it
 */
public record Python(Path executable) {

    private static final String MODULE = "module.py";

    /**
     * Finds it.
     *
     * @throws IOException when there is no {@code python3} on the path
     */
    public static Python find() throws IOException, InterruptedException {
        return new Python(Path.of(run(List.of("python3", "-c", "import sys; print(sys.executable)"))));
    }

    /**
     * Runs some code.
     *
     * @return what it printed
     * @throws IOException when it failed
     */
    public String run(String code, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "-c", code));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("Expected " + command + " to succeed, got " + output);
        }
        return output;
    }

    /**
     * Writes the module of this program into a folder.
     *
     * @return the command that starts it, but for the last three words of shmooze's contract
     */
    public List<String> module(Path folder) throws IOException {
        Path script = folder.resolve(MODULE);
        try (InputStream in = Python.class.getResourceAsStream(MODULE)) {
            if (in == null) {
                throw new IOException("Expected " + MODULE + " in this program's jar, got none");
            }
            Files.copy(in, script);
        }
        return List.of(executable.toString(), script.toString());
    }
}
