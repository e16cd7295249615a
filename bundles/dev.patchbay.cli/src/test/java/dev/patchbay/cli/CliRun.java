package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** One run of the command with streams of its own. */
final class CliRun {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final String input;
    private final Map<String, String> environment;

    CliRun(String input, Map<String, String> environment) {
        this.input = input;
        this.environment = environment;
    }

    /** Runs with no input and no environment. */
    static CliRun of(String... args) {
        CliRun run = new CliRun("", Map.of());
        run.execute(args);
        return run;
    }

    private int exitCode = -1;

    int execute(String... args) {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        exitCode = Main.commandLine(console, environment).execute(args);
        return exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }
}
