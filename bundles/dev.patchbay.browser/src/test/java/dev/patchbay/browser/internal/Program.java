package dev.patchbay.browser.internal;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of others that runs for a test, and ends with it. */
final class Program implements AutoCloseable {

    private static final long LIMIT_IN_SEC = 180;

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** What a program that ended has left. */
    record Outcome(int exit, String output) {}

    /** Skips the test on a machine that lacks the program. */
    static void assume(String name) {
        assumeTrue(
                name + " is not installed",
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
    }

    /** Starts it in a folder, where its output goes too. */
    static Program start(Path folder, List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new Program(builder.start(), output);
    }

    /** Runs it to its end, within three minutes. */
    static Outcome run(Path folder, List<String> command) throws IOException, InterruptedException {
        try (Program program = start(folder, command)) {
            boolean ended = program.process.waitFor(LIMIT_IN_SEC, TimeUnit.SECONDS);
            String text = Files.readString(program.output, StandardCharsets.UTF_8);
            if (!ended) {
                throw new IOException("Expected the end of " + command + " within " + LIMIT_IN_SEC + " s, got " + text);
            }
            return new Outcome(program.process.exitValue(), text);
        }
    }

    /** Ends it with all it has started. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }
}
